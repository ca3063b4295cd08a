/** The two revisions of a comparison. */
export type SideName = 'a' | 'b';

/** The figures of a run that is timed. */
export interface TimeFigures {
  /** Microseconds of user and system time of the server's processes for each request. */
  readonly cpu: number;
  /** Requests, or delivered events, a second. */
  readonly rps: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Calls to PostHog for each request. */
  readonly calls: number;
  /** Bytes of an answer. */
  readonly bytes: number;
}

/** The figures of a run whose memory is measured. */
export interface MemoryFigures {
  /** The most memory that was resident, in MiB. */
  readonly peak: number;
  /** MiB of the JavaScript heap that are in use after a collection. */
  readonly heap: number;
}

/** What was measured once. Each round times both sides twice, and measures the memory of both once. */
export type Row = Partial<TimeFigures & MemoryFigures> & {
  readonly scenario: string;
  readonly mode: string;
  readonly round: number;
  readonly side: SideName;
};

/** A scenario that could not be compared, and why. */
export interface Failure {
  readonly scenario: string;
  readonly mode: string;
  readonly message: string;
}

/** The file in `results`. */
export interface ComparisonFile {
  readonly comparison: {
    readonly date: string;
    readonly node: string;
    readonly rounds: number;
    readonly seconds: number;
    readonly a: string;
    readonly b: string;
  };
  readonly rows: readonly Row[];
  readonly failures: readonly Failure[];
}
