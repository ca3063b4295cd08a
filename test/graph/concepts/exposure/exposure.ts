import type { ShownSchema } from '../../../../src/graph/core/wire-names.ts';

const legacyResult =
  'a number of the retired engine: read into the common shape of results, whole in `raw`';
const cacheKey = 'how PostHog cached the query: noise for whoever reads a result';

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

/** Operations that no field calls, and why. */
export const operationsLeft: Readonly<Record<string, string>> = {
  experiments_update:
    'PUT replaces what was left out; `updateExperiment` changes what is given, by PATCH',
  experiments_destroy: 'PostHog refuses it always; `deleteExperiment` deletes softly, by PATCH',
  experiments_session_context_retrieve:
    'the many-recordings form answers it too, shared by all that ask',
  experiment_holdouts_update: 'as with experiments: PATCH',
  experiment_saved_metrics_update: 'as with experiments: PATCH',
  feature_flags_update: 'as with experiments: PATCH',
  feature_flags_create:
    'an experiment makes its own flag; flags for anything else are another product',
  feature_flags_destroy: 'PostHog refuses it always',
  feature_flags_bulk_keys_create: 'PostHog refuses personal API keys there',
  organizations_projects_list: '`projects` lists what the key may see, of all organisations',
};
