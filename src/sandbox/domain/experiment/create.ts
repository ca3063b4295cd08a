import { logActivity } from '../activity-log.ts';
import { requireApprovalOfActiveFlag } from '../approvals/gate.ts';
import { defaultFilters, newExperiment } from '../../model/defaults.ts';
import type { Experiment, FeatureFlag, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { FLAG_OWNED_KEYS, flagVariantsOf } from '../flag/config.ts';
import { createFlagForExperiment } from '../flag/create.ts';
import type { FlagConfig } from '../flag/experiment-input.ts';
import { checkLinkable } from '../flag/linkable.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { checkActions, checkEvents } from '../../validation/metric-references.ts';
import { checkExcludedVariants } from './excluded-variants.ts';
import { checkLegacyFilters } from './legacy-filters.ts';
import { uuidsOf, withOwnUuids } from './metric-uuids.ts';
import { refreshFingerprints } from '../../model/metrics.ts';
import type { ExperimentFields } from './payload.ts';
import { linkSavedMetrics, savedMetricUuids } from './saved-metric-links.ts';
import { checkStatsConfig, withStatsDefaults } from './stats-config.ts';

export interface NewExperiment extends ExperimentFields {
  name: string;
  feature_flag_key: string;
}

/** `parameters` without the keys that belong to the flag. */
export const ownParameters = (parameters: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(parameters).filter(([key]) => !FLAG_OWNED_KEYS.some((owned) => owned === key)),
  );

/**
 * Creates an experiment and, when its key is free, its flag; an existing flag is linked unchanged
 * (docs/posthog/creating-experiments.md). @throws ApiError 400
 */
export function createExperiment(
  request: ProjectRequest,
  wanted: NewExperiment,
  flagConfig: FlagConfig | null,
): Experiment {
  const { store, now, project, caller } = request;
  const linked = wanted.saved_metrics_ids ?? [];
  const taken = new Set(
    savedMetricUuids(
      store,
      linked.map(({ id }) => id),
    ),
  );
  const metrics = withOwnUuids(store, wanted.metrics ?? [], taken);
  const secondary = withOwnUuids(store, wanted.metrics_secondary ?? [], taken);
  checkReferences(request, [...metrics, ...secondary], wanted.allow_unknown_events ?? false);
  checkLegacyFilters(request, wanted.filters);

  const existing = store.flagByKey(project.id, wanted.feature_flag_key);
  const variants = existing
    ? flagVariantsOf(existing)
    : flagConfig?.variants?.length
      ? flagConfig.variants
      : (defaultFilters().multivariate?.variants ?? []);
  checkStatsConfig(wanted.stats_config ?? null, variants);
  if (existing) checkLinkable(request, existing, wanted.type ?? 'product');
  else requireControlForWeb(wanted, variants);
  const statsConfig = withStatsDefaults(wanted.stats_config ?? null, project, variants);
  checkExcludedVariants(wanted.excluded_variants, variants, statsConfig);

  if (!existing && wanted.start_date != null) {
    requireApprovalOfActiveFlag(request, wanted.feature_flag_key);
  }
  const flag = existing ?? createFlagForExperiment(request, newFlagOf(wanted, flagConfig));
  const experiment = newExperiment(store, now, {
    ...storedFields(wanted),
    project: project.id,
    name: wanted.name,
    feature_flag: flag.id,
    created_by: caller.user.id,
    metrics,
    metrics_secondary: secondary,
    stats_config: statsConfig,
    exposure_criteria: { filterTestAccounts: true, ...wanted.exposure_criteria },
    primary_metrics_ordered_uuids: ordering(
      wanted.primary_metrics_ordered_uuids,
      wanted.metrics,
      metrics,
    ),
    secondary_metrics_ordered_uuids: ordering(
      wanted.secondary_metrics_ordered_uuids,
      wanted.metrics_secondary,
      secondary,
    ),
    only_count_matured_users:
      wanted.only_count_matured_users ?? project.default_only_count_matured_users,
  });
  refreshFingerprints(experiment);
  linkSavedMetrics(request, experiment, linked);
  logActivity(request, {
    scope: 'Experiment',
    id: experiment.id,
    name: experiment.name,
    activity: 'created',
    project: project.id,
  });
  return experiment;
}

export function checkReferences(
  request: ProjectRequest,
  metrics: JsonObject[],
  allowUnknownEvents: boolean,
): void {
  checkActions(request, metrics);
  if (!allowUnknownEvents) checkEvents(request, metrics);
}

function requireControlForWeb(wanted: NewExperiment, variants: readonly { key: string }[]): void {
  if (wanted.type === 'web' && !variants.some(({ key }) => key === 'control')) {
    throw invalid("Web experiments require a variant with key 'control'");
  }
}

const newFlagOf = (
  wanted: NewExperiment,
  config: FlagConfig | null,
): Parameters<typeof createFlagForExperiment>[1] => ({
  key: wanted.feature_flag_key,
  experimentName: wanted.name,
  config: config ?? {},
  active: wanted.start_date != null,
  holdout: wanted.holdout_id ?? null,
});

/** The fields that are stored as they were sent. */
const storedFields = (wanted: NewExperiment): Partial<Experiment> => ({
  description: wanted.description ?? '',
  type: wanted.type ?? 'product',
  start_date: wanted.start_date ?? null,
  end_date: wanted.end_date ?? null,
  holdout_id: wanted.holdout_id ?? null,
  parameters: ownParameters(wanted.parameters ?? {}),
  running_time_calculation: wanted.running_time_calculation ?? {},
  excluded_variants: wanted.excluded_variants ?? null,
  secondary_metrics: Array.isArray(wanted.secondary_metrics) ? wanted.secondary_metrics : [],
  filters: wanted.filters ?? {},
  archived: wanted.archived ?? false,
  deleted: wanted.deleted ?? false,
  scheduling_config: wanted.scheduling_config ?? null,
  conclusion: wanted.conclusion ?? null,
  conclusion_comment: wanted.conclusion_comment ?? null,
  tags: wanted.tags ?? [],
  repository: wanted.repository ?? null,
});

/** Display order: the order that was sent, then metrics not in it; null unless metrics or an order were sent. */
function ordering(
  sent: string[] | null | undefined,
  given: JsonObject[] | undefined,
  metrics: JsonObject[],
): string[] | null {
  if (given === undefined) return sent ?? null;
  return [...new Set([...(sent ?? []), ...uuidsOf(metrics)])];
}

/** Refuses flag config together with the key of an existing flag, which is linked unchanged. */
export function refuseConfigFor(flag: FeatureFlag | undefined, key: string): void {
  if (!flag) return;
  throw invalid(
    `A feature flag with key '${key}' already exists; the experiment links to it as-is, so its config cannot be set here. Omit feature_flag to reuse the existing flag, or edit the flag directly.`,
    'feature_flag',
  );
}
