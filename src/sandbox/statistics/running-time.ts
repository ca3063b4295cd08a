import type { components } from '../../posthog/api/types.generated.ts';

type Input = components['schemas']['RunningTimeCalculationInput'];
type Stats = components['schemas']['RunningTimeBaselineStats'];
type Result = components['schemas']['RunningTimeCalculationResult'];
type MetricType = components['schemas']['RunningTimeMetricType'];

/** 16 ≈ 2·(1.96 + 0.84)²: 80 % power at a 5 % level. */
const POWER_CONSTANT = 16;
/** Default for requests without a number of variants: control and one test variant. */
const DEFAULT_VARIANTS = 2;

/**
 * Sample size (all variants together) and days an experiment needs: the arithmetic of POST
 * `calculate_running_time`, on input already validated. `minimum_detectable_effect` is in percent,
 * `exposure_rate_per_day` in units a day. Values that cannot be computed are null.
 */
export function calculateRunningTime(input: Input): Result {
  const { metric_type: type, baseline_stats: stats } = input;
  const baseline = input.baseline_value ?? (stats ? baselineOf(type, stats) : null);
  const variance = baseline === null ? null : varianceOf(type, baseline, input);
  const sampleSize = baseline === null ? null : sampleSizeOf(type, baseline, variance, input);
  const rate = input.exposure_rate_per_day;
  return {
    baseline_value: baseline,
    variance,
    recommended_sample_size: sampleSize,
    recommended_running_time_days:
      sampleSize === null || !rate ? null : Math.ceil(sampleSize / rate),
  };
}

function sampleSizeOf(
  type: MetricType,
  baseline: number,
  variance: number | null,
  input: Input,
): number | null {
  const effect = (input.minimum_detectable_effect / 100) * baseline;
  const spread = type === 'funnel' ? baseline * (1 - baseline) : variance;
  if (effect === 0 || spread === null) return null;
  // With this order of operations a result of 6400 is exact in doubles, before ceil.
  return Math.ceil(
    ((POWER_CONSTANT * spread) / effect ** 2) * (input.number_of_variants ?? DEFAULT_VARIANTS),
  );
}

const perSample = (stats: Stats): number => stats.sum / stats.number_of_samples;

const perDenominator = (stats: Stats): number | null =>
  stats.denominator_sum ? stats.sum / stats.denominator_sum : null;

const BASELINES: Record<MetricType, (stats: Stats) => number | null> = {
  mean_count: perSample,
  mean_sum_or_avg: perSample,
  funnel: (stats) => (stats.step_counts?.at(-1) ?? stats.sum) / stats.number_of_samples,
  ratio: perDenominator,
  retention: perDenominator,
};

function baselineOf(type: MetricType, stats: Stats): number | null {
  return stats.number_of_samples === 0 ? null : BASELINES[type](stats);
}

type VarianceRule = (baseline: number, stats: Stats | null | undefined) => number | null;

const fromSums: VarianceRule = (_baseline, stats) => (stats ? ratioVariance(stats) : null);

const VARIANCES: Record<MetricType, VarianceRule> = {
  // A funnel's variance follows from its baseline, so it is answered as null.
  funnel: () => null,
  mean_count: (baseline) => 2 * baseline,
  // `sum_squares` is not used here, even if it is given.
  mean_sum_or_avg: (baseline) => 0.25 * baseline ** 2,
  ratio: fromSums,
  retention: fromSums,
};

function varianceOf(type: MetricType, baseline: number, input: Input): number | null {
  const given = type === 'funnel' ? null : input.variance;
  return given ?? VARIANCES[type](baseline, input.baseline_stats);
}

/** Delta method with population moments (÷ n), unlike the results' sample moments. */
function ratioVariance(stats: Stats): number {
  const { number_of_samples: n, sum } = stats;
  const denominator = stats.denominator_sum ?? 0;
  const [meanM, meanD] = [sum / n, denominator / n];
  const varM = (stats.sum_squares ?? 0) / n - meanM ** 2;
  const varD = (stats.denominator_sum_squares ?? 0) / n - meanD ** 2;
  const covariance = (stats.numerator_denominator_sum_product ?? 0) / n - meanM * meanD;
  return (
    varM / meanD ** 2 + (meanM ** 2 * varD) / meanD ** 4 - (2 * meanM * covariance) / meanD ** 3
  );
}
