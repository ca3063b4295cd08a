import type { components } from '../../posthog/api/types.generated.ts';

export type MetricType = components['schemas']['ExperimentMetricType'];
export type ValidationFailure = components['schemas']['ExperimentStatsValidationFailure'];

/** Cumulative totals of one variant for one metric, as PostHog's query aggregates them from events. */
export interface ArmTotals {
  key: string;
  /** Exposed units. */
  number_of_samples: number;
  sum: number;
  sum_squares: number;
  /** Ratio and retention only. */
  denominator_sum?: number | null;
  denominator_sum_squares?: number | null;
  numerator_denominator_sum_product?: number | null;
  /** Funnels only: units reaching each step after exposure. */
  step_counts?: number[] | null;
}

/** Mean of an arm, and variance of a single unit's value (divide by n for the variance of the mean). */
export interface Estimate {
  n: number;
  mean: number;
  variance: number;
}

const MIN_EXPOSURES = 50;
const MIN_CONVERSIONS = 5;

/** Reasons why an arm has too little data for statistics; empty when it has enough. */
export function validateArm(
  type: MetricType,
  arm: ArmTotals,
  isBaseline: boolean,
): ValidationFailure[] {
  const failures: ValidationFailure[] = [];
  if (arm.number_of_samples < MIN_EXPOSURES) failures.push('not-enough-exposures');
  if ((type === 'funnel' || type === 'retention') && arm.sum < MIN_CONVERSIONS)
    failures.push('not-enough-metric-data');
  if (isBaseline && arm.sum === 0) failures.push('baseline-mean-is-zero');
  return failures;
}

/**
 * Mean and variance of an arm, or null where the estimator would fail (a funnel with fewer than five
 * units on either side, a denominator of zero): PostHog answers such an arm with nulls and no explanation.
 */
export function estimateArm(type: MetricType, arm: ArmTotals): Estimate | null {
  const estimate = estimators[type](arm);
  return estimate && Number.isFinite(estimate.mean) && Number.isFinite(estimate.variance)
    ? estimate
    : null;
}

const estimators: Record<MetricType, (arm: ArmTotals) => Estimate | null> = {
  funnel: proportion,
  mean: sampleMean,
  ratio: ratioOfMeans,
  retention: ratioOfMeans,
};

function proportion({ number_of_samples: n, sum }: ArmTotals): Estimate | null {
  if (sum < MIN_CONVERSIONS || n - sum < MIN_CONVERSIONS) return null;
  const mean = sum / n;
  return { n, mean, variance: mean * (1 - mean) };
}

function sampleMean({ number_of_samples: n, sum, sum_squares: squares }: ArmTotals): Estimate {
  return { n, mean: sum / n, variance: sampleVariance(n, sum, squares) };
}

/** Delta method over sample (n − 1) moments of numerator and denominator. */
function ratioOfMeans(arm: ArmTotals): Estimate | null {
  const { number_of_samples: n, sum, denominator_sum: denominator } = arm;
  if (!denominator) return null;
  const [meanM, meanD] = [sum / n, denominator / n];
  const varM = sampleVariance(n, sum, arm.sum_squares);
  const varD = sampleVariance(n, denominator, arm.denominator_sum_squares ?? 0);
  const product = arm.numerator_denominator_sum_product ?? 0;
  const covariance = (product - (sum * denominator) / n) / (n - 1);
  const variance =
    varM / meanD ** 2 + (meanM ** 2 * varD) / meanD ** 4 - (2 * meanM * covariance) / meanD ** 3;
  return { n, mean: sum / denominator, variance };
}

function sampleVariance(n: number, sum: number, squares: number): number {
  return (squares - sum ** 2 / n) / (n - 1);
}
