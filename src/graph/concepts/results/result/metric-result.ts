import { Compared } from './compared.ts';
import type { Comparison } from './comparison.ts';

interface Origin {
  readonly source: 'recalculation' | 'timeseries';
  /** Data were read up to this moment; asked where it is shown, since it may be the present one. */
  readonly asOf: () => Date | null;
  /** The day, where it comes from the daily series. */
  readonly date: string | null;
  /** Why the newest run could not compute this metric, where it tried. */
  readonly error: string | null;
}

/** The newest result of a metric, wherever it came from. */
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
