/** What one fuzz run is given. */
export interface FuzzOptions {
  /** Seed of fast-check; the same seed makes the same inputs. */
  readonly seed: number;
  /** Seconds after which no new input is tried. */
  readonly seconds: number;
  /** At most this many inputs; Infinity when left out. */
  readonly runs?: number | undefined;
}

/** Something that takes hostile input and must survive it. */
export interface FuzzTarget {
  /** As it is named on the command line: `npm run fuzz -- documents`. */
  readonly name: string;
  /**
   * Tries inputs until the time or the runs are used up.
   * @returns figures to print, such as inputs tried and the longest time the event loop was held
   * @throws Error with the failing input and the seed that leads to it
   */
  run(options: FuzzOptions): Promise<Readonly<Record<string, unknown>>>;
}
