import { requireApproval } from '../approvals/gate.ts';
import type { Experiment, FeatureFlag, FlagFilters, FlagVariant } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { flagVariantsOf } from '../flag/config.ts';
import { filtersWith } from '../flag/experiment-input.ts';
import type { FlagConfig } from '../flag/experiment-input.ts';
import { holdoutForFlag } from '../flag/holdout.ts';
import { saveFlag } from '../flag/save.ts';
import { checkVariantSum } from '../flag/variant-input.ts';
import { sameJson } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { checkExcludedVariants } from './excluded-variants.ts';
import { checkReferences, ownParameters } from './create.ts';
import { checkLegacyFilters } from './legacy-filters.ts';
import { linkedFlag } from './lookup.ts';
import { uuidsOf, withOwnUuids } from './metric-uuids.ts';
import { refreshFingerprints } from '../../model/metrics.ts';
import type { ExperimentFields } from './payload.ts';
import { saveExperiment } from './save.ts';
import { linkSavedMetrics, savedMetricUuids } from './saved-metric-links.ts';
import { checkStatsConfig } from './stats-config.ts';
import { storedStatus } from './status.ts';
import { checkUpdateRules } from './update-rules.ts';

/**
 * Updates the fields that were sent (docs/posthog/updating-experiments.md). All checks precede all writes.
 * @param flagConfig the flag config that was sent; always applied to a draft, later only because the caller
 *   opted in with `update_feature_flag_params`
 * @throws ApiError 400, 409
 */
export function updateExperiment(
  request: ProjectRequest,
  experiment: Experiment,
  payload: ExperimentFields,
  flagConfig: FlagConfig | null,
): void {
  const flag = linkedFlag(request, experiment);
  const metrics = metricsWithUuids(request, experiment, payload);
  checkReferences(
    request,
    [...(metrics.metrics ?? []), ...(metrics.metrics_secondary ?? [])],
    payload.allow_unknown_events ?? false,
  );
  checkUpdateRules(request, experiment, payload, flagConfig);
  checkLegacyFilters(request, payload.filters);
  const filters = flag ? nextFilters(request, experiment, flag, payload, flagConfig) : null;
  checkAnalysis(
    experiment,
    payload,
    flagConfig,
    filters?.multivariate?.variants ?? flagVariantsOf(flag),
  );
  const launches = storedStatus(experiment) === 'draft' && payload.start_date != null;
  if (flag) askApproval(request, flag, launches, flagConfig ? filters : null);

  const change = { ...storedChange(payload), ...metrics };
  const next: Experiment = { ...experiment, ...change };
  refreshFingerprints(next);
  saveExperiment(request, experiment, {
    ...change,
    metrics: next.metrics,
    metrics_secondary: next.metrics_secondary,
  });
  if (payload.saved_metrics_ids) linkSavedMetrics(request, experiment, payload.saved_metrics_ids);
  if (flag) {
    const flagChange: Partial<FeatureFlag> = {
      ...(filters && !sameJson(filters, flag.filters) ? { filters } : {}),
      ...(flagConfig?.continuity === undefined
        ? {}
        : { ensure_experience_continuity: flagConfig.continuity }),
      ...(launches ? { active: true } : {}),
    };
    if (Object.keys(flagChange).length > 0) saveFlag(request, flag, flagChange);
  }
}

function metricsWithUuids(
  { store }: ProjectRequest,
  experiment: Experiment,
  payload: ExperimentFields,
): Pick<ExperimentFields, 'metrics' | 'metrics_secondary'> {
  const linked =
    payload.saved_metrics_ids?.map(({ id }) => id) ??
    store.savedMetricLinks.by('experiment', experiment.id).map((link) => link.saved_metric);
  const taken = new Set(savedMetricUuids(store, linked));
  // An unchanged list keeps its uuids; duplicates in the list that was sent get new ones.
  if (!payload.metrics) for (const uuid of uuidsOf(experiment.metrics)) taken.add(uuid);
  if (!payload.metrics_secondary) {
    for (const uuid of uuidsOf(experiment.metrics_secondary)) taken.add(uuid);
  }
  return {
    ...(payload.metrics && { metrics: withOwnUuids(store, payload.metrics, taken) }),
    ...(payload.metrics_secondary && {
      metrics_secondary: withOwnUuids(store, payload.metrics_secondary, taken),
    }),
  };
}

function nextFilters(
  { store }: ProjectRequest,
  experiment: Experiment,
  flag: FeatureFlag,
  payload: ExperimentFields,
  config: FlagConfig | null,
): FlagFilters {
  const configured = config ? filtersWith(flag.filters, config) : flag.filters;
  if (config?.variants) checkVariantSum(config.variants);
  if (payload.holdout_id === undefined || payload.holdout_id === experiment.holdout_id) {
    return configured;
  }
  return { ...configured, holdout: holdoutForFlag(store, payload.holdout_id) };
}

/** Checks statistics and exclusions against the variants the flag will have, when either changes. */
function checkAnalysis(
  experiment: Experiment,
  payload: ExperimentFields,
  flagConfig: FlagConfig | null,
  variants: readonly FlagVariant[],
): void {
  const statsConfig =
    payload.stats_config === undefined ? experiment.stats_config : (payload.stats_config ?? {});
  if (payload.stats_config !== undefined || flagConfig?.variants?.length) {
    checkStatsConfig(statsConfig, variants);
  }
  checkExcludedVariants(payload.excluded_variants, variants, statsConfig);
}

function askApproval(
  request: ProjectRequest,
  flag: FeatureFlag,
  launches: boolean,
  filters: FlagFilters | null,
): void {
  if (filters && !sameJson(filters, flag.filters)) {
    requireApproval(request, 'update', flag, { filters });
  }
  if (launches && !flag.active) {
    requireApproval(request, 'enable', flag, { active: true });
  }
}

/** The stored columns that the payload changes. */
function storedChange(payload: ExperimentFields): Partial<Experiment> {
  const {
    feature_flag_key: _key,
    saved_metrics_ids: _links,
    allow_unknown_events: _events,
    update_feature_flag_params: _params,
    metrics: _metrics,
    metrics_secondary: _secondary,
    type: _type,
    parameters,
    stats_config: statsConfig,
    secondary_metrics: legacySecondary,
    deleted,
    ...rest
  } = payload;
  return {
    ...rest,
    ...(parameters === undefined ? {} : { parameters: ownParameters(parameters) }),
    ...(statsConfig === undefined ? {} : { stats_config: statsConfig ?? {} }),
    ...(Array.isArray(legacySecondary)
      ? { secondary_metrics: listOfUnknown(legacySecondary) }
      : {}),
    ...(deleted === undefined ? {} : { deleted: deleted ?? false }),
  };
}

const listOfUnknown = (list: readonly unknown[]): unknown[] => [...list];

/** Refuses flag config for an experiment that is no longer a draft, unless the caller opted in. */
export function refuseUnlessOptedIn(experiment: Experiment, payload: ExperimentFields): void {
  if (storedStatus(experiment) === 'draft' || payload.update_feature_flag_params) return;
  throw invalid(
    'This experiment is running. To change its flag config, send update_feature_flag_params=true (or edit the feature flag directly).',
    'feature_flag',
  );
}
