import { estimateArm, validateArm } from './arm.ts';
import type { ArmTotals, MetricType, ValidationFailure } from './arm.ts';
import { compare, noComparison } from './compare.ts';
import type { StatisticalComparison, StatsSettings } from './compare.ts';

export type { ArmTotals, MetricType } from './arm.ts';
export type { StatsSettings } from './compare.ts';
export { readStatsSettings } from './compare.ts';

/** An arm in a result: every optional field is present, null if it does not apply to the metric. */
export interface ArmResult extends Required<ArmTotals> {
  step_sessions: null;
  validation_failures: ValidationFailure[];
}

/** Result of one metric over the data up to a point in time, as answered by PostHog's metric query. */
export interface MetricResult {
  kind: 'ExperimentQuery';
  baseline: ArmResult;
  variant_results: (ArmResult & StatisticalComparison)[];
  breakdown_results: null;
  metric: object | null;
  insight: null;
  variants: null;
  probability: null;
  significant: null;
  significance_code: null;
  stats_version: null;
  p_value: null;
  credible_intervals: null;
}

/**
 * Compares every arm with the baseline arm.
 * @param metric the metric that was measured, echoed in the answer; must have `metric_type`
 * @param arms cumulative totals, one per variant
 * @param baselineKey key of the baseline arm
 * @throws RangeError when no arm has that key
 */
export function metricResult(
  metric: object & { metric_type: MetricType },
  arms: readonly ArmTotals[],
  baselineKey: string,
  settings: StatsSettings,
): MetricResult {
  const control = arms.find((arm) => arm.key === baselineKey);
  if (!control) throw new RangeError(`no arm '${baselineKey}' to compare with`);
  const type = metric.metric_type;
  const baseline = armResult(type, control, true);
  return {
    kind: 'ExperimentQuery',
    baseline,
    variant_results: arms
      .filter((arm) => arm !== control)
      .map((arm) => compareArm(type, arm, baseline, settings)),
    breakdown_results: null,
    metric,
    // Fields of the legacy trends/funnels engine.
    insight: null,
    variants: null,
    probability: null,
    significant: null,
    significance_code: null,
    stats_version: null,
    p_value: null,
    credible_intervals: null,
  };
}

function compareArm(
  type: MetricType,
  arm: ArmTotals,
  baseline: ArmResult,
  settings: StatsSettings,
): ArmResult & StatisticalComparison {
  const result = armResult(type, arm, false);
  const valid = !baseline.validation_failures.length && !result.validation_failures.length;
  const [control, test] = [estimateArm(type, baseline), estimateArm(type, arm)];
  const comparison =
    valid && control && test ? compare(control, test, settings) : noComparison(settings);
  return { ...result, ...comparison };
}

function armResult(type: MetricType, arm: ArmTotals, isBaseline: boolean): ArmResult {
  return {
    key: arm.key,
    number_of_samples: arm.number_of_samples,
    sum: arm.sum,
    sum_squares: arm.sum_squares,
    denominator_sum: arm.denominator_sum ?? null,
    denominator_sum_squares: arm.denominator_sum_squares ?? null,
    numerator_denominator_sum_product: arm.numerator_denominator_sum_product ?? null,
    step_counts: arm.step_counts ?? null,
    step_sessions: null,
    validation_failures: validateArm(type, arm, isBaseline),
  };
}
