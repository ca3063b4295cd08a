/** One schema of PostHog's contract that clients read, and the GraphQL type that exposes it. */
export interface Exposure {
  readonly type: string;
  /** Wire property → field, where the field's name is not the property's in camelCase. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Wire property → why it has no field of its own. */
  readonly left?: Readonly<Record<string, string>>;
}

const legacyResult =
  'a number of the retired engine: converted to the common shape of results; original in `raw`';
const cacheKey = 'cache metadata of PostHog, irrelevant to the result';

const legacyMetric = {
  renamed: { kind: '__typename' },
  left: {
    version: "format number of PostHog's own query schema; in `raw`",
    experiment_id: 'see `experiment`',
  },
} as const;

const metric = {
  renamed: {
    metric_type: '__typename',
    kind: '__typename',
    isSharedMetric: 'isShared',
    sharedMetricId: 'savedMetric',
  },
  left: { version: "format number of PostHog's own query schema; in `raw`" },
} as const;

const source = {
  renamed: { kind: '__typename' },
  left: { version: "format number of PostHog's own query schema; in `raw`" },
} as const;

const shared = 'unused here: from another PostHog product that shares the node; in `raw`';

const user = { renamed: { id: 'posthogId' } } as const;

/** Every schema that clients read, and the type that exposes it. */
export const exposures: Readonly<Record<string, Exposure>> = {
  Experiment: {
    type: 'Experiment',
    renamed: {
      id: 'posthogId',
      type: 'kind',
      running_time_calculation: 'runningTime',
      metrics_secondary: 'metrics',
      holdout_id: 'holdout',
      filters: 'legacyFilters',
      secondary_metrics: 'legacySecondaryMetrics',
      primary_metrics_ordered_uuids: 'primaryMetricsOrder',
      secondary_metrics_ordered_uuids: 'secondaryMetricsOrder',
    },
    left: { saved_metrics_ids: 'a write field: PostHog answers null; see `savedMetrics`' },
  },
  MinimalFeatureFlag: {
    type: 'FeatureFlag',
    renamed: { id: 'posthogId', team_id: 'projectId' },
  },
  FeatureFlag: {
    type: 'FeatureFlag',
    renamed: {
      id: 'posthogId',
      experiment_set: 'experiments',
      usage_dashboard: 'usageDashboardId',
      analytics_dashboards: 'analyticsDashboardIds',
    },
    left: {
      _create_in_folder: 'write only',
      _should_create_usage_dashboard: 'write only',
    },
  },
  FeatureFlagMultivariateVariantSchema: { type: 'FeatureFlagVariant' },
  FeatureFlagConditionGroupSchema: { type: 'ReleaseCondition' },
  ExperimentHoldout: { type: 'Holdout', renamed: { id: 'posthogId', filters: 'groups' } },
  ExperimentSavedMetric: { type: 'SavedMetric', renamed: { id: 'posthogId', query: 'metric' } },
  ExperimentToSavedMetric: {
    type: 'SavedMetricLink',
    renamed: { id: 'posthogId', query: 'metric' },
  },
  UserBasic: { type: 'User', ...user },
  User: {
    type: 'Viewer',
    renamed: {
      ...user.renamed,
      team: 'currentProject',
      organization: 'organizationId',
      is_2fa_enabled: 'isTwoFactorEnabled',
      notification_settings: 'settings',
      toolbar_mode: 'settings',
      anonymize_data: 'settings',
      scene_personalisation: 'settings',
      hedgehog_config: 'settings',
      events_column_config: 'settings',
    },
    left: {
      has_password: 'about logging in to PostHog itself, which a key does not do',
      has_social_auth: 'about logging in to PostHog itself, which a key does not do',
      has_sso_enforcement: 'about logging in to PostHog itself, which a key does not do',
      is_impersonated: 'about a browser session of PostHog staff',
      is_impersonated_until: 'about a browser session of PostHog staff',
      sensitive_session_expires_at: 'about a browser session, which a key does not have',
      has_seen_product_intro_for: "state of PostHog's own introductions",
    },
  },
  OrganizationBasic: {
    type: 'Organization',
    renamed: { members_can_use_personal_api_keys: 'allowsPersonalApiKeys' },
  },
  ProjectBackwardCompatBasic: {
    type: 'Project',
    renamed: {
      id: 'posthogId',
      organization: 'organizationId',
      ingested_event: 'hasIngestedEvent',
      access_control: 'hasAccessControl',
      has_completed_onboarding_for: 'completedOnboardingFor',
    },
    left: { project_id: 'the same number as `id`, on newer servers' },
  },
  Cohort: {
    type: 'Cohort',
    renamed: { id: 'posthogId', cohort_type: 'kind', experiment_set: 'experiments' },
  },
  ExperimentMeanMetric: { type: 'MeanMetric', ...metric },
  ExperimentFunnelMetric: { type: 'FunnelMetric', ...metric },
  ExperimentRatioMetric: { type: 'RatioMetric', ...metric },
  ExperimentRetentionMetric: { type: 'RetentionMetric', ...metric },
  ExperimentTrendsQuery: { type: 'LegacyMetric', ...legacyMetric },
  ExperimentFunnelsQuery: { type: 'LegacyMetric', ...legacyMetric },
  EventsNode: {
    type: 'EventSource',
    ...source,
    left: { ...source.left, limit: shared, orderBy: shared },
  },
  ActionsNode: { type: 'ActionSource', ...source, renamed: { ...source.renamed, id: 'actionId' } },
  ExperimentDataWarehouseNode: { type: 'WarehouseSource', ...source },
  ExperimentTimeseriesResults: {
    type: 'Timeseries',
    renamed: {
      timeseries: 'points',
      recalculation_status: 'recalculation',
      recalculation_created_at: 'recalculation',
    },
    left: {
      experiment_id: 'a series is only accessible through its experiment',
      metric_uuid: 'a series is only accessible through its metric',
    },
  },
  ExperimentQueryResponse: {
    type: 'TimeseriesPoint',
    renamed: { variant_results: 'variants' },
    left: {
      kind: 'the same value everywhere',
      metric: 'repeats the metric, which the series belongs to',
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
  },
  ExperimentMetricsRecalculationLatest: {
    type: 'MetricsRecalculation',
    renamed: {
      id: 'uuid',
      experiment_id: 'experiment',
      metric_errors: 'errors',
      metric_retries: 'retries',
      active_run: 'activeRunUuid',
    },
  },
  RecalculateTimeseriesResponse: {
    type: 'TimeseriesRecalculation',
    renamed: { id: 'uuid', experiment_id: 'experiment' },
  },
  MetricRecalculationResult: { type: 'MetricRun' },
  ExperimentVelocityStats: {
    type: 'ExperimentStats',
    renamed: {
      launched_last_30d: 'launchedLast30Days',
      launched_previous_30d: 'launchedPrevious30Days',
      completed_last_30d: 'completedLast30Days',
    },
  },
  RunningTimeCalculationResult: { type: 'RunningTime' },
  ExperimentRunningTimeCalculation: {
    type: 'RunningTimePlan',
    renamed: { recommended_running_time: 'recommendedRunningTimeDays' },
  },
  PromptTemplate: { type: 'PromptTemplate' },
  ActivityLogEntry: { type: 'ActivityEntry', renamed: { id: 'uuid' } },
  ActivityChange: { type: 'ActivityChange' },
  FeatureFlagStatusResponse: { type: 'FeatureFlagStatusReport' },
  DependentFlag: { type: 'DependentFlag', renamed: { id: 'posthogId' } },
  MyFlagsResponse: { type: 'MyFlag' },
  MatchingIdsResponse: { type: 'MatchingIds', renamed: { total: 'totalCount' } },
  ExperimentFlagCleanupTarget: { type: 'FlagCleanupTarget' },
  ExperimentFlagCleanupTask: { type: 'FlagCleanupTask', renamed: { pr_url: 'pullRequestUrl' } },
  ExperimentInSessionExposure: { type: 'InSessionExposure' },
  ExperimentSessionBucketResponse: { type: 'SessionBucket' },
  ExperimentSessionEventDeltaResponse: { type: 'SessionEventDeltas' },
  ExperimentSetupContextResponse: { type: 'ExperimentSetupContext' },
};

/** Operations that no field calls, with the reason. */
export const operationsLeft: Readonly<Record<string, string>> = {
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
