/** Options of one fuzz run. */
export interface FuzzOptions {
  /** Seed of fast-check; the same seed generates the same inputs. */
  readonly seed: number;
  /** Seconds after which no new input is started. */
  readonly seconds: number;
  /** Maximum number of inputs; default Infinity. */
  readonly runs?: number | undefined;
}

/** A component that must survive hostile input. */
export interface FuzzTarget {
  /** The name on the command line: `npm run fuzz -- documents`. */
  readonly name: string;
  /**
   * Tries inputs until the time or the runs are used up.
   * @returns figures to print, such as inputs tried and the longest time the event loop was blocked
   * @throws Error with the failing input and the seed that reproduces it
   */
  run(options: FuzzOptions): Promise<Readonly<Record<string, unknown>>>;
}
