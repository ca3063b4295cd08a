import type { ShownSchema } from '../../../../src/graph/core/wire-names.ts';

const legacyResult =
  'a number of the retired engine: converted to the common shape of results; original in `raw`';
const cacheKey = 'cache metadata of PostHog, irrelevant to the result';

const queryVersion = { version: "format number of PostHog's own query schema; in `raw`" };
const legacyMetric = { ...queryVersion, experiment_id: 'see `experiment`' };
const sharedNode = 'leftover of another product of PostHog that shares the node; in `raw`';
const writeOnly = 'a write field: PostHog answers null; see `savedMetrics`';
const throughExperiment = 'it is only reached through its experiment';

/** Properties that the type of their schema does not show as a field of its own, and why. */
export const propertiesLeft: Readonly<
  Partial<Record<ShownSchema, Readonly<Record<string, string>>>>
> = {
  Experiment: { saved_metrics_ids: writeOnly },
  FeatureFlag: {
    _create_in_folder: 'write only',
    _should_create_usage_dashboard: 'write only',
  },
  User: {
    has_password: 'about logging in to PostHog itself, of no use with a key',
    has_social_auth: 'about logging in to PostHog itself, of no use with a key',
    has_sso_enforcement: 'about logging in to PostHog itself, of no use with a key',
    is_impersonated: 'about a browser session of PostHog staff',
    is_impersonated_until: 'about a browser session of PostHog staff',
    sensitive_session_expires_at: 'about a browser session, which a key has not',
    has_seen_product_intro_for: "state of PostHog's own introductions",
  },
  ProjectBackwardCompatBasic: { project_id: 'the same number as `id`, on newer servers' },
  ExperimentMeanMetric: queryVersion,
  ExperimentFunnelMetric: queryVersion,
  ExperimentRatioMetric: queryVersion,
  ExperimentRetentionMetric: queryVersion,
  ExperimentTrendsQuery: legacyMetric,
  ExperimentFunnelsQuery: legacyMetric,
  EventsNode: { ...queryVersion, limit: sharedNode, orderBy: sharedNode },
  ActionsNode: queryVersion,
  ExperimentDataWarehouseNode: queryVersion,
  ExperimentTimeseriesResults: {
    experiment_id: throughExperiment,
    metric_uuid: 'a series is only reached through its metric',
  },
  ExperimentQueryResponse: {
    kind: 'the same word everywhere',
    metric: 'an echo; the series belongs to its metric',
    ...Object.fromEntries(
      [
        'insight',
        'variants',
        'probability',
        'significant',
        'significance_code',
        'stats_version',
        'p_value',
        'credible_intervals',
      ].map((name) => [name, legacyResult]),
    ),
    ...Object.fromEntries(
      ['is_cached', 'last_refresh', 'cache_key', 'hogql', 'clickhouse_sql'].map((name) => [
        name,
        cacheKey,
      ]),
    ),
  },
};

/** Operations that no field calls, with the reason. */
export const operationsLeft: Readonly<Record<string, string>> = {
  experiments_eligible_feature_flags_retrieve:
    '`eligibleFeatureFlags` reads the list of flags, and asks this operation only on servers before July 2026.',
  experiments_update:
    'PUT also resets omitted fields; `updateExperiment` changes only the given ones, by PATCH',
  experiments_destroy: 'PostHog always refuses it; `deleteExperiment` deletes softly, by PATCH',
  experiments_session_context_retrieve:
    'the call for many recordings answers it too, and fields share that call',
  experiment_holdouts_update: 'as for experiments: the mutation uses PATCH',
  experiment_saved_metrics_update: 'as for experiments: the mutation uses PATCH',
  feature_flags_update: 'as for experiments: the mutation uses PATCH',
  feature_flags_create:
    'an experiment creates its own flag; flags for other purposes belong to another product',
  feature_flags_destroy: 'PostHog always refuses it',
  feature_flags_bulk_keys_create: 'PostHog refuses personal API keys there',
  organizations_projects_list:
    '`projects` lists the projects of all organisations that the key can access',
};
