import type { Arm, Breakdown, Comparison, Variant } from './comparison.ts';

/**
 * Something that was compared, or could not be: a day of a series, a newest result. Its properties are named as the
 * fields of `MetricComparison`, so that the thousands of them in a long series are read without a resolver each.
 */
export class Compared {
  /** Null where nothing was computed. */
  readonly comparison: Comparison | null;

  constructor(comparison: Comparison | null) {
    this.comparison = comparison;
  }

  get baseline(): Arm | null {
    return this.comparison?.baseline ?? null;
  }

  get variants(): readonly Variant[] {
    return this.comparison?.variants ?? [];
  }

  get breakdowns(): readonly Breakdown[] {
    return this.comparison?.breakdowns ?? [];
  }

  get raw(): Comparison['raw'] | null {
    return this.comparison?.raw ?? null;
  }
}
