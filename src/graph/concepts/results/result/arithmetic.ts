/** Cumulative totals of one variant for one metric, under the names of this API. */
export interface Totals {
  /** Exposed people (or groups). */
  readonly samples: number;
  readonly sum: number;
  /** Null for counts of the retired engine, which does not report it. */
  readonly sumSquares: number | null;
  /** This and the next two are present for ratio and retention metrics only. */
  readonly denominatorSum: number | null;
  readonly denominatorSumSquares: number | null;
  readonly numeratorDenominatorSumProduct: number | null;
}

/**
 * Mean of an arm: `sum / samples`, and for ratios and retention, the metrics that have a
 * denominator, `sum / denominatorSum`. Null when the divisor is zero.
 */
export function meanOf({ samples, sum, denominatorSum }: Totals): number | null {
  return finite(sum / (denominatorSum ?? samples));
}

/** Relative change `(test − baseline) / baseline` as a fraction; null where the baseline is zero or unknown. */
export function relativeChange(baseline: number | null, test: number | null): number | null {
  return baseline === null || test === null ? null : finite((test - baseline) / baseline);
}

/**
 * Variance of one person's value, as PostHog's estimators compute it: p(1 − p) for a proportion,
 * the sample variance for a mean, and the delta method over sample moments where there is a
 * denominator.
 * @param isProportion true for funnels, whose values are 0 or 1
 */
export function varianceOf(totals: Totals, isProportion: boolean): number | null {
  const { samples: n, sum, sumSquares, denominatorSum } = totals;
  if (isProportion) return finite((sum / n) * (1 - sum / n));
  if (sumSquares === null) return null;
  const variance = sampleVariance(n, sum, sumSquares);
  return denominatorSum === null ? finite(variance) : ratioVariance(totals, variance);
}

function ratioVariance(totals: Totals, numeratorVariance: number): number | null {
  const { samples: n, sum } = totals;
  const denominatorSum = totals.denominatorSum ?? 0;
  const [meanM, meanD] = [sum / n, denominatorSum / n];
  const denominatorVariance = sampleVariance(n, denominatorSum, totals.denominatorSumSquares ?? 0);
  const product = totals.numeratorDenominatorSumProduct ?? 0;
  const covariance = (product - (sum * denominatorSum) / n) / (n - 1);
  return finite(
    numeratorVariance / meanD ** 2 +
      (meanM ** 2 * denominatorVariance) / meanD ** 4 -
      (2 * meanM * covariance) / meanD ** 3,
  );
}

function sampleVariance(n: number, sum: number, squares: number): number {
  return (squares - sum ** 2 / n) / (n - 1);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
