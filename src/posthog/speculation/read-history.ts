import type { Operation } from '../api/operations.ts';
import { SharedMemory } from '../layers/cache/shared-memory.ts';

/** A read of PostHog that a run of a GraphQL operation made. */
export interface PastRead {
  readonly operation: Operation;
  /** Path and query, encoded. */
  readonly target: string;
}

/** The reads that the last run of an operation began only after another one was answered. */
export interface PastRun {
  readonly reads: readonly PastRead[];
  /** False when the run before was so different that these reads are no good prediction. */
  readonly isTrusted: boolean;
  readonly bytes: number;
}

/** Longest list of reads that is remembered of one run. */
const MAX_READS = 500;
/** Share of the reads of a run that the next one must make again for a prediction from it to be trusted. */
const MIN_OVERLAP = 0.75;
/** Approximate memory of a read beside its target. */
const BYTES_PER_READ = 60;

/**
 * What operations have read of PostHog, by their names, which begin with the credential and a space. When memory is
 * short, the credential that occupies most of it loses its oldest runs first.
 */
export class ReadHistory {
  readonly #runs: SharedMemory<PastRun>;

  constructor(maxBytes: number) {
    this.#runs = new SharedMemory(
      maxBytes,
      (name) => name.slice(0, name.indexOf(' ')),
      () => undefined,
    );
  }

  find(name: string): PastRun | undefined {
    return this.#runs.get(name);
  }

  /** Replaces what is known of an operation by the reads of its newest run. */
  record(name: string, reads: readonly PastRead[]): void {
    const before = this.#runs.get(name);
    if (reads.length === 0 || reads.length > MAX_READS) {
      if (before) this.#runs.delete(name);
      return;
    }
    const isTrusted = !before || overlap(before.reads, reads) >= MIN_OVERLAP;
    const bytes = reads.reduce(
      (sum, { target }) => sum + BYTES_PER_READ + target.length,
      name.length,
    );
    this.#runs.set(name, { reads, isTrusted, bytes });
  }
}

/** The share of the earlier reads that were made again. */
function overlap(earlier: readonly PastRead[], later: readonly PastRead[]): number {
  const targets = new Set(later.map(({ target }) => target));
  return earlier.filter(({ target }) => targets.has(target)).length / earlier.length;
}
