import { Compared } from './compared.ts';
import type { Comparison } from './comparison.ts';

interface Origin {
  readonly source: 'recalculation' | 'timeseries';
  /**
   * The result includes data up to this moment. A function, because reading the current time makes
   * an answer uncacheable.
   */
  readonly asOf: () => Date | null;
  /** The day of the result, if it comes from the daily series. */
  readonly date: string | null;
  /** Why the newest run could not compute this metric; null if it did not fail. */
  readonly error: string | null;
}

/** The newest result of a metric, from a run or from its daily series. */
export class MetricResultNode extends Compared {
  declare readonly comparison: Comparison;
  readonly source: Origin['source'];
  readonly date: string | null;
  readonly error: string | null;
  readonly #asOf: Origin['asOf'];

  constructor(comparison: Comparison, { source, asOf, date, error }: Origin) {
    super(comparison);
    this.source = source;
    this.#asOf = asOf;
    this.date = date;
    this.error = error;
  }

  get asOf(): Date | null {
    return this.#asOf();
  }
}
