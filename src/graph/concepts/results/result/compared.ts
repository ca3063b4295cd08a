import type { Arm, Breakdown, Comparison, Variant } from './comparison.ts';

/**
 * A comparison that may be missing: a day of a series, or a newest result. Its properties have the
 * names of the fields of `MetricComparison`, so that a long series with thousands of them is read
 * without a resolver for each.
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
