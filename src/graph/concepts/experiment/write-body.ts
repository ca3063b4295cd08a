import { payloadsToWire, variantsToWire } from '../feature-flag/variant-input.ts';
import { metricToWire } from '../metric/input/to-wire.ts';
import type { Wire } from '../../core/wire.ts';
import { splitParameters } from './flag-parameters.ts';
import type { WriteReferences } from './write-check.ts';
import type { WriteValue } from './write-fields.ts';

type Body = Wire['PatchedExperimentWrite'];
/** Optional fields may be undefined here, which JSON omits. */
type Loose<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };
type Flag = Wire['ExperimentFeatureFlagInput'];

/**
 * A validated input in PostHog's form. Null is sent and clears the field; undefined is not sent.
 */
export function writeBody(input: WriteValue, references: WriteReferences): Loose<Body> {
  const parameters = splitParameters(input.parameters);
  return {
    description: input.description,
    feature_flag: flagConfig(input, parameters.flag),
    metrics: input.metrics?.map(metricToWire),
    metrics_secondary: input.secondaryMetrics?.map(metricToWire),
    saved_metrics_ids: savedMetrics(input, references),
    holdout_id: references.holdoutId,
    stats_config: nullable(input.statsConfig, statsConfig),
    exposure_criteria: nullable(input.exposureCriteria, exposureCriteria),
    running_time_calculation: nullable(input.runningTime, runningTime),
    start_date: nullable(input.startDate, (date) => date.toISOString()),
    end_date: nullable(input.endDate, (date) => date.toISOString()),
    excluded_variants: input.excludedVariants,
    only_count_matured_users: input.onlyCountMaturedUsers ?? undefined,
    conclusion: input.conclusion,
    conclusion_comment: input.conclusionComment,
    primary_metrics_ordered_uuids: input.primaryMetricsOrder,
    secondary_metrics_ordered_uuids: input.secondaryMetricsOrder,
    tags: input.tags ?? undefined,
    repository: input.repository,
    parameters: parameters.own as Body['parameters'],
    scheduling_config: input.schedulingConfig,
    allow_unknown_events: input.allowUnknownEvents ?? undefined,
  };
}

function nullable<Value, Written>(
  value: Value | null | undefined,
  write: (value: Value) => Written,
): Written | null | undefined {
  return value == null ? (value as null | undefined) : write(value);
}

/**
 * The flag settings of the input; undefined when it has none, so that a linked flag is left
 * unchanged.
 * @param fromParameters settings that the caller sent in `parameters`; the input's own fields prevail
 */
function flagConfig(input: WriteValue, fromParameters: Flag | undefined): Flag | undefined {
  const { variants, rolloutPercentage, aggregationGroupTypeIndex: group } = input;
  const continuity = input.ensureExperienceContinuity;
  const payloads = payloadsToWire(variants ?? []);
  const filters: Flag['filters'] = {
    ...fromParameters?.filters,
    ...(variants && { multivariate: { variants: variantsToWire(variants) } }),
    ...(rolloutPercentage != null && { groups: [{ rollout_percentage: rolloutPercentage }] }),
    ...(group !== undefined && { aggregation_group_type_index: group }),
    ...(payloads && { payloads }),
  };
  const flag: Flag = {
    ...fromParameters,
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(continuity !== undefined && { ensure_experience_continuity: continuity }),
  };
  return Object.keys(flag).length > 0 ? flag : undefined;
}

function savedMetrics({ savedMetrics: uses }: WriteValue, { savedMetricIds }: WriteReferences) {
  return nullable(uses, (links) =>
    links.map(({ role, metadata }, index) => ({
      id: savedMetricIds[index]!,
      metadata: { ...(metadata as object | null), type: role ?? 'primary' } as const,
    })),
  );
}

function statsConfig(
  config: NonNullable<WriteValue['statsConfig']>,
): Wire['ExperimentStatsConfig'] {
  const { method, confidenceLevel: level, cupedEnabled, baselineVariantKey, raw } = config;
  return {
    ...(raw as Wire['ExperimentStatsConfig'] | null | undefined),
    ...(method != null && { method }),
    // The level is sent for both methods, as PostHog itself does with a project's default: the
    // method may change later.
    ...(level != null && {
      bayesian: { ci_level: level },
      frequentist: { alpha: Number((1 - level).toFixed(10)) },
    }),
    ...(cupedEnabled != null && { cuped: { enabled: cupedEnabled } }),
    ...(baselineVariantKey != null && { baseline_variant_key: baselineVariantKey }),
  };
}

function exposureCriteria(
  criteria: NonNullable<WriteValue['exposureCriteria']>,
): Wire['ExperimentApiExposureCriteria'] {
  const { filterTestAccounts, multipleVariantHandling, exposureEvent, exposureActionId } = criteria;
  const properties = (criteria.exposureProperties ?? []) as Wire['AnyPropertyFilter'][];
  return {
    ...(filterTestAccounts != null && { filterTestAccounts }),
    ...(multipleVariantHandling != null && { multiple_variant_handling: multipleVariantHandling }),
    ...(exposureEvent != null && {
      exposure_config: { kind: 'ExperimentEventExposureConfig', event: exposureEvent, properties },
    }),
    ...(exposureActionId != null && {
      exposure_config: { kind: 'ActionsNode', id: exposureActionId, properties },
    }),
  };
}

function runningTime(
  plan: NonNullable<WriteValue['runningTime']>,
): Wire['ExperimentRunningTimeCalculation'] {
  const { minimumDetectableEffect, recommendedRunningTimeDays, recommendedSampleSize } = plan;
  return {
    ...(minimumDetectableEffect != null && { minimum_detectable_effect: minimumDetectableEffect }),
    ...(recommendedRunningTimeDays != null && {
      recommended_running_time: recommendedRunningTimeDays,
    }),
    ...(recommendedSampleSize != null && { recommended_sample_size: recommendedSampleSize }),
    ...(plan.exposureEstimateConfig != null && {
      exposure_estimate_config:
        plan.exposureEstimateConfig as Wire['ExperimentExposureEstimateConfig'],
    }),
  };
}
