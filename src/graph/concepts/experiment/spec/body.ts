import { isDeepStrictEqual } from 'node:util';
import { withStoredName } from '../../../../experiment-spec/guardrail.ts';
import type { Wire } from '../../../core/wire.ts';
import { metricSpec, type MetricFields } from './from-experiment.ts';
import type { Plan } from './plan.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';

type Body = Wire['PatchedExperimentWrite'];
type Stored = readonly Wire['ExperimentStoredMetric'][] | null | undefined;

/** The fields of the spec that a plan changes, in PostHog's form. */
export function bodyOf(plan: Plan): Body {
  const { spec, existing, references } = plan;
  const changed = new Set(plan.changes.map(({ path }) => path.split('.')[0]));
  const on = <Value>(name: keyof Spec, value: Value) => (changed.has(name) ? value : undefined);
  const body: { [Name in keyof Body]: Body[Name] | undefined } = {
    name: on('name', spec.name),
    description: on('description', spec.description),
    feature_flag: on('flag', flagBody(spec.flag)),
    update_feature_flag_params: on('flag', existing?.start_date == null ? undefined : true),
    metrics: on('metrics', metricsBody(spec.metrics, existing?.metrics)),
    metrics_secondary: on(
      'secondaryMetrics',
      metricsBody(
        spec.secondaryMetrics?.map((metric) => metricSpec(withStoredName(metric))),
        existing?.metrics_secondary,
      ),
    ),
    saved_metrics_ids: on(
      'sharedMetrics',
      references.savedMetrics?.map((use) => ({ ...use })),
    ),
    holdout_id: on('holdout', references.holdoutId),
    // PostHog replaces these objects as a whole; keys that the spec does not name are preserved.
    stats_config: on('statsConfig', {
      ...existing?.stats_config,
      ...spec.statsConfig,
    } as Body['stats_config']),
    exposure_criteria: on('exposureCriteria', {
      ...existing?.exposure_criteria,
      ...spec.exposureCriteria,
    } as Body['exposure_criteria']),
    running_time_calculation: on('runningTime', {
      ...existing?.running_time_calculation,
      ...spec.runningTime,
    } as Body['running_time_calculation']),
    excluded_variants: on('excludedVariants', spec.excludedVariants),
    only_count_matured_users: on('onlyCountMaturedUsers', spec.onlyCountMaturedUsers),
    tags: on('tags', spec.tags),
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function flagBody(flag: Spec['flag']): Wire['ExperimentFeatureFlagInput'] | undefined {
  if (!flag) return undefined;
  const { variants, rolloutPercentage, aggregationGroupTypeIndex: group } = flag;
  const continuity = flag.ensureExperienceContinuity;
  return {
    filters: {
      ...(variants && {
        multivariate: {
          variants: variants.map(({ key, name, rolloutPercentage: share }) => ({
            key,
            ...(name != null && { name }),
            rollout_percentage: share,
          })),
        },
        payloads: Object.fromEntries(
          variants
            .filter(({ payload }) => payload !== undefined)
            .map(({ key, payload }) => [key, JSON.stringify(payload)]),
        ),
      }),
      ...(rolloutPercentage !== undefined && {
        groups: [{ rollout_percentage: rolloutPercentage }],
      }),
      ...(group !== undefined && { aggregation_group_type_index: group }),
    },
    ...(continuity !== undefined && { ensure_experience_continuity: continuity }),
  };
}

/**
 * The metrics to send. An existing metric retains its uuid, and with it its results; it is matched
 * by definition, else by name and kind.
 */
function metricsBody(
  specs: readonly MetricFields[] | undefined,
  stored: Stored,
): Body['metrics'] | undefined {
  if (!specs) return undefined;
  const left = [...(stored ?? [])];
  const take = (isIt: (metric: Wire['ExperimentStoredMetric']) => boolean) => {
    const index = left.findIndex(isIt);
    return index < 0 ? undefined : left.splice(index, 1)[0]?.uuid;
  };
  const exact = specs.map((metric) =>
    take((one) => isDeepStrictEqual(metricSpec(one), metricSpec(metric))),
  );
  return specs.map((metric, index) => {
    const uuid =
      exact[index] ??
      take(
        (one) =>
          metric['name'] !== undefined &&
          one.name === metric['name'] &&
          'metric_type' in one &&
          one.metric_type === metric['metric_type'],
      );
    return { ...metric, ...(uuid != null && { uuid }) };
  }) as unknown as Body['metrics'];
}
