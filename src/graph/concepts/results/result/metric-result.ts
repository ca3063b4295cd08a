import type { Clock } from '../../../context/clock.ts';
import { Compared } from './compared.ts';
import type { Comparison } from './comparison.ts';

interface Origin {
  readonly source: 'recalculation' | 'timeseries';
  /** The result includes data up to this moment; for a day of the series, up to the end of that day. */
  readonly until: Date | null;
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
  readonly #until: Origin['until'];

  constructor(comparison: Comparison, { source, until, date, error }: Origin) {
    super(comparison);
    this.source = source;
    this.#until = until;
    this.date = date;
    this.error = error;
  }

  /** Data were read up to this moment: the present one while its day is not over. */
  asOf(clock: Clock): Date | null {
    return this.isUnfinished(clock) ? clock.now : this.#until;
  }

  /** True for a day of the series that is not over. */
  isUnfinished(clock: Clock): boolean {
    return this.date !== null && this.#until !== null && !clock.isPast(this.#until.getTime());
  }
}
