/**
 * The rows the sandbox stores. These are not response shapes: names, ids and JSON are those of PostHog's
 * tables, and wire/* converts them to responses. All times are ISO-8601 with `Z`.
 */
export type JsonObject = Record<string, unknown>;

export interface Organization {
  id: string;
  name: string;
  slug: string;
  allows_personal_api_keys: boolean;
}

/** A project (PostHog calls it team in most wire fields). */
export interface Project {
  id: number;
  uuid: string;
  organization: string;
  name: string;
  api_token: string;
  timezone: string;
  created_at: string;
  /** Events this project has ingested; null means that every name counts as known. */
  known_events: string[] | null;
  default_experiment_confidence_level: number | null;
  default_experiment_stats_method: StoredStatsMethod | null;
  default_only_count_matured_users: boolean;
  flags_persistence_default: boolean;
  /** Hour (UTC) of the daily job that computes timeseries rows. */
  experiment_recalculation_hour: number;
  /** The repository from which flags are removed unless an experiment names another one. */
  default_cleanup_repository?: string | null;
}

export type StoredStatsMethod = 'bayesian' | 'frequentist';

export interface User {
  id: number;
  uuid: string;
  distinct_id: string;
  first_name: string;
  last_name: string;
  email: string;
  is_email_verified: boolean;
  role_at_organization: string | null;
  date_joined: string;
  organizations: string[];
  /** The project that `@current` refers to for this user. */
  current_project: number;
  /** Projects of their organisations that this user may not enter. */
  denied_projects: number[];
  /** Absent means that the user may watch session recordings. */
  replay_access?: boolean;
}

/**
 * An API key; an empty `scoped_*` list means no restriction. The key's value is its id. A project secret key is
 * scoped to its one project, and `user` is only who created it.
 */
export interface ApiKey {
  id: string;
  user: number;
  /** Absent means a personal key. */
  kind?: 'personal' | 'oauth' | 'project_secret';
  scopes: string[];
  scoped_teams: number[];
  scoped_organizations: string[];
}

export type Conclusion = 'won' | 'lost' | 'inconclusive' | 'stopped_early' | 'invalid';

export interface Experiment {
  id: number;
  project: number;
  name: string;
  description: string | null;
  type: 'web' | 'product';
  start_date: string | null;
  end_date: string | null;
  feature_flag: number | null;
  holdout_id: number | null;
  exposure_cohort: number | null;
  /**
   * Only the experiment's own keys: the flag's keys are added on read
   * (docs/posthog/experiments.md#parameters-mirror-the-flag).
   */
  parameters: JsonObject;
  running_time_calculation: JsonObject;
  excluded_variants: string[] | null;
  secondary_metrics: unknown[];
  filters: JsonObject;
  archived: boolean;
  deleted: boolean;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  exposure_criteria: JsonObject | null;
  metrics: JsonObject[];
  metrics_secondary: JsonObject[];
  stats_config: JsonObject;
  scheduling_config: JsonObject | null;
  conclusion: Conclusion | null;
  conclusion_comment: string | null;
  primary_metrics_ordered_uuids: string[] | null;
  secondary_metrics_ordered_uuids: string[] | null;
  only_count_matured_users: boolean;
  version: number;
  tags: string[];
  repository: string | null;
  flag_cleanup_task_id: string | null;
  /**
   * True when archiving also archived the flag, so that unarchive restores it
   * (docs/posthog/lifecycle.md#archive-and-unarchive).
   */
  archived_flag_with_it: boolean;
  /** Users exposed so far; null means that the number is estimated from the days since the start. */
  exposed_users: number | null;
  /** How many of the exposed users have no person profile; absent means none. */
  exposed_without_person?: number;
}

export interface FlagVariant {
  key: string;
  name?: string | null;
  rollout_percentage: number;
}

export interface ReleaseCondition {
  properties?: JsonObject[];
  rollout_percentage?: number | null;
  variant?: string | null;
  description?: string | null;
  exposure_frozen?: boolean;
  exposure_frozen_cohort?: number;
  [key: string]: unknown;
}

export interface FlagFilters {
  groups: ReleaseCondition[];
  multivariate?: { variants: FlagVariant[] } | null;
  payloads?: Record<string, unknown> | null;
  aggregation_group_type_index?: number | null;
  holdout?: { id: number; exclusion_percentage: number } | null;
  [key: string]: unknown;
}

export interface FeatureFlag {
  id: number;
  project: number;
  key: string;
  name: string;
  filters: FlagFilters;
  active: boolean;
  archived: boolean;
  deleted: boolean;
  ensure_experience_continuity: boolean | null;
  created_by: number | null;
  created_at: string;
  updated_at: string | null;
  last_modified_by: number | null;
  version: number;
  tags: string[];
  evaluation_runtime: 'server' | 'client' | 'all';
  evaluation_contexts: string[];
  bucketing_identifier: 'distinct_id' | 'device_id' | null;
  has_encrypted_payloads: boolean;
  is_remote_configuration: boolean;
  /** `surveys` and `product_tours` mark internal flags, which flag pickers omit. */
  creation_context: string;
  last_called_at: string | null;
}

export interface Holdout {
  id: number;
  project: number;
  name: string;
  description: string | null;
  filters: ReleaseCondition[];
  created_by: number | null;
  created_at: string;
  updated_at: string;
}

export interface SavedMetric {
  id: number;
  project: number;
  name: string;
  description: string | null;
  query: JsonObject;
  tags: string[];
  created_by: number | null;
  created_at: string;
  updated_at: string;
  /** Not part of any answer: `{migrated_to?, migrated_from?}`, ids of shared metrics. */
  metadata?: JsonObject;
}

export interface SavedMetricLink {
  id: number;
  experiment: number;
  saved_metric: number;
  /** `{type: 'primary' | 'secondary', breakdowns?, breakdown_limit?}` */
  metadata: JsonObject;
  created_at: string;
}

export interface Cohort {
  id: number;
  project: number;
  name: string;
  description: string;
  is_static: boolean;
  deleted: boolean;
  filters: JsonObject;
  cohort_type: 'static' | 'person_property' | 'behavioral' | 'analytical' | null;
  count: number | null;
  created_by: number | null;
  created_at: string;
}

export interface Action {
  id: number;
  project: number;
  name: string;
  /** Event names of the action's steps. */
  events: string[];
  deleted: boolean;
}

export interface LlmPrompt {
  id: number;
  project: number;
  name: string;
  versions: number[];
}

/** One computed day of one metric; `result` is the object of docs/posthog/results.md. */
export interface StoredTimeseries {
  id: number;
  project: number;
  experiment: number;
  metric_uuid: string;
  fingerprint: string;
  query_to: string;
  status: 'pending' | 'completed' | 'failed';
  result: JsonObject | null;
  /** Used instead of a stored `result`: the recipe it is computed from on read, and the days of traffic. */
  recipe?: number | null;
  traffic_days?: number;
  error_message: string | null;
  computed_at: string | null;
  created_at: string;
  updated_at: string;
}

/** The true effect of an experiment, from which the sandbox's results are sampled. */
export interface GroundTruth {
  /** The experiment's id. */
  id: number;
  daily_exposures: number;
  /** The result that the first primary metric will eventually show for `protagonist`. */
  story: 'winner' | 'loser' | 'undecided';
  protagonist: string;
  /** Actual traffic share of each variant, if it differs from the flag's: a sample ratio mismatch. */
  served: Record<string, number> | null;
  /** Days (YYYY-MM-DD, project's time zone) whose computation fails, and days the daily job skipped. */
  failed_days: string[];
  missed_days: string[];
  /** Days without new exposures (paused or frozen) since the launch at `idle_since_launch`. */
  idle_days: number;
  idle_since_launch: string | null;
}

/** Everything a metric's result depends on except time; shared by the rows of a series. */
export interface ResultRecipe {
  id: number;
  experiment: number;
  metric: JsonObject;
  start_date: string;
  daily_exposures: number;
  /** Traffic share and relative change from the baseline of each analysed variant. */
  arms: { key: string; share: number; lift: number }[];
  baseline: string;
  stats_config: JsonObject;
}

export type RecalculationState = 'pending' | 'in_progress' | 'completed' | 'failed';

export interface TimeseriesRecalculation {
  id: string;
  project: number;
  experiment: number;
  metric_uuid: string | null;
  fingerprint: string;
  metric: JsonObject;
  status: RecalculationState;
  created_at: string;
  updated_at: string;
}

export interface MetricsRecalculation {
  id: string;
  project: number;
  experiment: number;
  trigger: string;
  status: RecalculationState;
  total_metrics: number;
  completed_metrics: number;
  failed_metrics: number;
  metric_errors: JsonObject;
  /** Finished metrics in the response format. */
  results: JsonObject[];
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  query_to: string | null;
}

export interface ActivityEntry {
  id: string;
  project: number;
  scope: 'Experiment' | 'FeatureFlag';
  item_id: string;
  activity: string;
  user: number | null;
  detail: JsonObject;
  created_at: string;
  /** The request's `X-PostHog-Client`. */
  client?: string | null;
}
