import type { Clock } from '../../../context/clock.ts';
import { asValue } from '../../../core/malformed.ts';
import { Compared } from './compared.ts';
import type { Comparison } from './comparison.ts';

/** Read when it is needed: PostHog's moments and messages may not fit. */
interface Origin {
  readonly source: 'recalculation' | 'timeseries';
  /** The result includes data up to this moment; for a day of the series, at least up to this moment. */
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
  readonly #origin: Origin;

  constructor(comparison: Comparison, origin: Origin) {
    super(comparison);
    this.#origin = origin;
    this.source = origin.source;
    this.date = origin.date;
    this.error = asValue(() => origin.error);
  }

  /** The end of the data, which may be still to come. */
  get until(): Date | null {
    return this.#origin.until;
  }

  /** Data were read up to this moment: the present one while its day is not over. */
  asOf(clock: Clock): Date | null {
    return this.isUnfinished(clock) ? clock.now : this.until;
  }

  /** True for a day of the series that is not over. */
  isUnfinished(clock: Clock): boolean {
    return this.date !== null && this.until !== null && !clock.isPast(this.until.getTime());
  }
}
