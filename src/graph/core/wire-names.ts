import type { Wire } from './wire.ts';

/** How one schema of PostHog's contract is shown. */
interface WireType<Property extends string> {
  /** The GraphQL type that shows it. */
  readonly type: string;
  /** Property → field of that type, where the field is not the property in camelCase. */
  readonly renamed?: Readonly<Partial<Record<Property, string>>>;
}

type WireNames = { readonly [Schema in keyof Wire]?: WireType<keyof Wire[Schema] & string> };

const experimentRow = {
  id: 'posthogId',
  type: 'kind',
  running_time_calculation: 'runningTime',
} as const;

const metric = {
  renamed: {
    metric_type: '__typename',
    kind: '__typename',
    isSharedMetric: 'isShared',
    sharedMetricId: 'savedMetric',
  },
} as const;

const ofItsKind = { kind: '__typename' } as const;
const numbered = { id: 'posthogId' } as const;

const recalculation = {
  id: 'uuid',
  experiment_id: 'experiment',
  metric_errors: 'errors',
  metric_retries: 'retries',
} as const;

/**
 * Every schema a caller reads, by its name in PostHog's contract: the GraphQL type that shows it, and
 * the fields that are called otherwise than the properties they show. What speaks of a property of
 * PostHog to a client asks {@link fieldOf}.
 */
export const wireNames = {
  Experiment: {
    type: 'Experiment',
    renamed: {
      ...experimentRow,
      metrics_secondary: 'metrics',
      holdout_id: 'holdout',
      filters: 'legacyFilters',
      secondary_metrics: 'legacySecondaryMetrics',
      primary_metrics_ordered_uuids: 'primaryMetricsOrder',
      secondary_metrics_ordered_uuids: 'secondaryMetricsOrder',
    },
  },
  ExperimentBasic: { type: 'Experiment', renamed: experimentRow },
  MinimalFeatureFlag: {
    type: 'FeatureFlag',
    renamed: { ...numbered, team_id: 'projectId' },
  },
  FeatureFlag: {
    type: 'FeatureFlag',
    renamed: {
      ...numbered,
      experiment_set: 'experiments',
      usage_dashboard: 'usageDashboardId',
      analytics_dashboards: 'analyticsDashboardIds',
    },
  },
  FeatureFlagMultivariateVariantSchema: { type: 'FeatureFlagVariant' },
  FeatureFlagConditionGroupSchema: { type: 'ReleaseCondition' },
  ExperimentHoldout: { type: 'Holdout', renamed: { ...numbered, filters: 'groups' } },
  ExperimentSavedMetric: { type: 'SavedMetric', renamed: { ...numbered, query: 'metric' } },
  ExperimentToSavedMetric: { type: 'SavedMetricLink', renamed: { ...numbered, query: 'metric' } },
  UserBasic: { type: 'User', renamed: numbered },
  User: {
    type: 'Viewer',
    renamed: {
      ...numbered,
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
  },
  OrganizationBasic: {
    type: 'Organization',
    renamed: { members_can_use_personal_api_keys: 'allowsPersonalApiKeys' },
  },
  ProjectBackwardCompatBasic: {
    type: 'Project',
    renamed: {
      ...numbered,
      organization: 'organizationId',
      ingested_event: 'hasIngestedEvent',
      access_control: 'hasAccessControl',
      has_completed_onboarding_for: 'completedOnboardingFor',
    },
  },
  Cohort: {
    type: 'Cohort',
    renamed: { ...numbered, cohort_type: 'kind', experiment_set: 'experiments' },
  },
  ExposureCohortResponse: { type: 'CreateExposureCohortPayload' },
  ExperimentMeanMetric: { type: 'MeanMetric', ...metric },
  ExperimentFunnelMetric: { type: 'FunnelMetric', ...metric },
  ExperimentRatioMetric: { type: 'RatioMetric', ...metric },
  ExperimentRetentionMetric: { type: 'RetentionMetric', ...metric },
  ExperimentTrendsQuery: { type: 'LegacyMetric', renamed: ofItsKind },
  ExperimentFunnelsQuery: { type: 'LegacyMetric', renamed: ofItsKind },
  EventsNode: { type: 'EventSource', renamed: ofItsKind },
  ActionsNode: { type: 'ActionSource', renamed: { ...ofItsKind, id: 'actionId' } },
  ExperimentDataWarehouseNode: { type: 'WarehouseSource', renamed: ofItsKind },
  ExperimentTimeseriesResults: {
    type: 'Timeseries',
    renamed: {
      timeseries: 'points',
      recalculation_status: 'recalculation',
      recalculation_created_at: 'recalculation',
    },
  },
  ExperimentQueryResponse: { type: 'TimeseriesPoint', renamed: { variant_results: 'variants' } },
  ExperimentMetricsRecalculationLatest: {
    type: 'MetricsRecalculation',
    renamed: { ...recalculation, active_run: 'activeRunUuid' },
  },
  ExperimentMetricsRecalculationJob: { type: 'MetricsRecalculation', renamed: recalculation },
  ExperimentMetricsRecalculationRun: { type: 'MetricsRecalculation', renamed: recalculation },
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
  DependentFlag: { type: 'DependentFlag', renamed: numbered },
  MyFlagsResponse: { type: 'MyFlag' },
  MatchingIdsResponse: { type: 'MatchingIds', renamed: { total: 'totalCount' } },
  ExperimentFlagCleanupTarget: { type: 'FlagCleanupTarget' },
  ExperimentFlagCleanupTask: { type: 'FlagCleanupTask', renamed: { pr_url: 'pullRequestUrl' } },
  ExperimentInSessionExposure: { type: 'InSessionExposure' },
  ExperimentSessionBucketResponse: { type: 'SessionBucket' },
  ExperimentSessionContextResponse: { type: 'SessionContext', renamed: { results: 'experiments' } },
  ExperimentSessionMetricSourceHit: {
    type: 'SessionMetricSourceHit',
    renamed: {
      source_role: 'role',
      source_name: 'name',
      source_index: 'index',
      source_total: 'total',
    },
  },
  ExperimentSessionEventDeltaResponse: { type: 'SessionEventDeltas' },
  ExperimentSetupContextResponse: { type: 'ExperimentSetupContext' },
  SetupPreviousExperiment: {
    type: 'SetupPreviousExperiment',
    renamed: { ...numbered, state: 'status' },
  },
} as const satisfies WireNames;

/** Name of a schema in PostHog's contract that a GraphQL type shows. */
export type ShownSchema = keyof typeof wireNames;

/** The fields of a schema that are not its properties in camelCase, by property. */
export const renamedIn = (schema: ShownSchema): Readonly<Record<string, string>> => {
  const entry: WireType<string> = wireNames[schema];
  return (entry.renamed ?? {}) as Readonly<Record<string, string>>;
};

/**
 * The field that shows a property of PostHog, by the schema's name in the contract:
 * `fieldOf('Experiment', 'running_time_calculation')` → `runningTime`.
 */
export function fieldOf(schema: ShownSchema, property: string): string {
  return renamedIn(schema)[property] ?? camelCase(property);
}

/**
 * Properties of PostHog's requests → the input field that sends them, where that is not the property
 * in camelCase. One name may be a property of several requests: the input decides.
 */
export const inputNames: Readonly<Record<string, string>> = {
  type: 'kind',
  metrics_secondary: 'secondaryMetrics',
  saved_metrics_ids: 'savedMetrics',
  running_time_calculation: 'runningTime',
  recommended_running_time: 'recommendedRunningTimeDays',
  primary_metrics_ordered_uuids: 'primaryMetricsOrder',
  secondary_metrics_ordered_uuids: 'secondaryMetricsOrder',
  target_team_id: 'targetProjectId',
  filters: 'groups',
  query: 'metric',
  version: 'expectedVersion',
};

/** The one of an input's fields that sends a property of PostHog's request; undefined when none does. */
export function inputFieldOf<Field>(
  fields: Readonly<Record<string, Field>>,
  property: string,
): readonly [name: string, field: Field] | undefined {
  for (const name of [inputNames[property], camelCase(property)]) {
    const field = name === undefined ? undefined : fields[name];
    if (name !== undefined && field !== undefined) return [name, field];
  }
  return undefined;
}

/** A property's name in camelCase: `conclusion_comment` → `conclusionComment`. */
export function camelCase(property: string): string {
  return property.replaceAll(/_+([a-z\d])/g, (_all, letter: string) => letter.toUpperCase());
}
