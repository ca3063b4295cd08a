/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The conclusion the team drew when it ended an experiment. */
export type ExperimentConclusion =
  /** No difference was found. */
  | 'INCONCLUSIVE'
  /** The data cannot be trusted. */
  | 'INVALID'
  /** The test variants performed worse than the baseline. */
  | 'LOST'
  /** Ended before a difference could be found. */
  | 'STOPPED_EARLY'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN'
  /** A test variant beat the baseline. */
  | 'WON';

/** Selects experiments. All conditions must hold. */
export type ExperimentFilter = {
  /** True returns only archived experiments; otherwise they are excluded. PostHog cannot list both at once. */
  archived?: boolean | null | undefined;
  /** PostHog's numbers of the accounts that created the experiment. */
  createdByIds?: Array<number> | null | undefined;
  /** Name of an event that any of its metrics uses. */
  event?: string | null | undefined;
  /** Tags it must not have. */
  excludedTags?: Array<string> | null | undefined;
  /** The `id` or PostHog number of the flag the experiment uses. */
  featureFlagId?: string | null | undefined;
  /** Name of the LLM prompt it was created from. */
  promptName?: string | null | undefined;
  /** Text contained in the name, ignoring case. */
  search?: string | null | undefined;
  /** Only experiments with this status. */
  status?: ExperimentStatus | null | undefined;
  /** Tags it must have. */
  tags?: Array<string> | null | undefined;
};

/** Lifecycle status of an experiment. PostHog computes it from the dates and the linked flag. */
export type ExperimentStatus =
  /** Not launched: it has no start date. */
  | 'DRAFT'
  /** Launched; the flag serves only people who were exposed before exposure was frozen. */
  | 'EXPOSURE_FROZEN'
  /** Launched and not ended, but its flag is off, so nobody is exposed. */
  | 'PAUSED'
  /** Launched and not ended; its flag is on. */
  | 'RUNNING'
  /** Ended: it has an end date. The flag may still serve variants. */
  | 'STOPPED'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** Who counts as exposed. */
export type ExposureCriteriaInput = {
  /** PostHog's number of an action that counts as an exposure instead of the default. */
  exposureActionId?: number | null | undefined;
  /** Event that counts as an exposure instead of the default. */
  exposureEvent?: string | null | undefined;
  /** Filters on that event or action, each in PostHog's format. */
  exposureProperties?: Array<unknown> | null | undefined;
  /** Whether to exclude internal and test accounts. */
  filterTestAccounts?: boolean | null | undefined;
  /** How people who saw more than one variant are handled. */
  multipleVariantHandling?: MultipleVariantHandling | null | undefined;
};

/** The share of exposed people who complete the steps. The exposure itself is the first step and must not be listed. */
export type FunnelMetricInput = {
  /** How long after exposure events count. Requires `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as an improvement. */
  goal?: MetricGoal | null | undefined;
  /** Display name. */
  name?: string | null | undefined;
  /** How strictly the order of the steps is enforced. Defaults to ORDERED. */
  order?: FunnelOrder | null | undefined;
  /** Steps after the exposure, at least one. PostHog's wire name is `series`. */
  steps: Array<MetricSourceInput>;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. */
  uuid?: string | null | undefined;
};

/** How strictly the order of the steps is enforced. */
export type FunnelOrder =
  /** In this order; other events may occur between the steps. */
  | 'ORDERED'
  /** In this order, with no other event between the steps. */
  | 'STRICT'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN'
  /** In any order. */
  | 'UNORDERED';

/** The experiment to launch, and options for the request. */
export type LaunchExperimentInput = {
  /** Whether to perform a dry run, which computes what would happen, with 1 upstream call that only reads, and changes nothing. */
  dryRun?: boolean | null | undefined;
  /** Act only if the experiment is still at this `version`; otherwise the result is a VersionConflict. Costs 1 more upstream call for actions where PostHog does not compare versions itself. Pausing and resuming change only the flag and leave the version unchanged. */
  expectedVersion?: number | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

/** Why an experiment's state does not permit an action. PostHog only returns sentences; these are stable names for them. */
export type LifecycleReason =
  /** It is already archived. */
  | 'ALREADY_ARCHIVED'
  /** It is already a draft. */
  | 'ALREADY_DRAFT'
  /** It has ended. */
  | 'ALREADY_ENDED'
  /** Its exposure is already frozen. */
  | 'ALREADY_FROZEN'
  /** It has already been launched. */
  | 'ALREADY_LAUNCHED'
  /** Its flag is already off. */
  | 'ALREADY_PAUSED'
  /** It already has an exposure cohort. */
  | 'EXPOSURE_COHORT_EXISTS'
  /** Its feature flag was deleted. */
  | 'FLAG_DELETED'
  /** Its feature flag does not have the variants an experiment needs. */
  | 'FLAG_INELIGIBLE'
  /** Its metrics belong to the legacy engine. */
  | 'LEGACY_METRICS'
  /** The change is only possible before launch. */
  | 'LOCKED_AFTER_LAUNCH'
  /** It is not archived. */
  | 'NOT_ARCHIVED'
  /** It has not ended yet. */
  | 'NOT_ENDED'
  /** Exposure cannot be frozen for its flag: the flag buckets by group, has a holdout, or belongs to an early access feature. */
  | 'NOT_FREEZABLE'
  /** Its exposure is not frozen. */
  | 'NOT_FROZEN'
  /** It is still a draft. */
  | 'NOT_LAUNCHED'
  /** Its metrics already belong to the current engine. */
  | 'NOT_LEGACY'
  /** Its flag is on. */
  | 'NOT_PAUSED'
  /** Nobody has been exposed yet. */
  | 'NO_EXPOSURES'
  /** It has no feature flag. */
  | 'NO_FLAG'
  /** Its flag admits nobody. */
  | 'NO_RELEASE_CONDITIONS'
  /** It is paused and must be resumed first. */
  | 'PAUSED'
  /** A reason this API does not know. The message is PostHog's own sentence. */
  | 'UNKNOWN';

/** The average of a value per person. */
export type MeanMetricInput = {
  /** How long after exposure events count. Requires `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as an improvement. */
  goal?: MetricGoal | null | undefined;
  /** Whether to ignore zeros when computing the percentiles. */
  ignoreZeros?: boolean | null | undefined;
  /** Values below this percentile are raised to it. From 0 to 1. */
  lowerBoundPercentile?: number | null | undefined;
  /** Display name. */
  name?: string | null | undefined;
  /** What to average. */
  source: MetricSourceInput;
  /** Report the share of people at or above this value instead of a mean. */
  threshold?: number | null | undefined;
  /** Values above this percentile are lowered to it. From 0 to 1. */
  upperBoundPercentile?: number | null | undefined;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. */
  uuid?: string | null | undefined;
};

/** The direction that counts as an improvement. */
export type MetricGoal =
  /** Less is better. */
  | 'DECREASE'
  /** More is better. */
  | 'INCREASE'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** A metric. Give exactly one of the fields, which determines the kind of metric. */
export type MetricInput = {
  /** The share of exposed people who complete the steps. */
  funnel?: FunnelMetricInput | null | undefined;
  /** The average of a value per person. */
  mean?: MeanMetricInput | null | undefined;
  /** One aggregate divided by another. */
  ratio?: RatioMetricInput | null | undefined;
  /** The metric in PostHog's own format (`ExperimentMetric`), for what the typed fields cannot express. */
  raw?: unknown;
  /** The share of people who return within a window. */
  retention?: RetentionMetricInput | null | undefined;
};

/** How the events of a source are aggregated. New metrics accept TOTAL, SUM, AVG, MIN, MAX, DAU, UNIQUE_SESSION, UNIQUE_GROUP and HOGQL; the others occur only in stored metrics. */
export type MetricMath =
  /** Average of `mathProperty`. */
  | 'AVG'
  /** Average count of events per person. */
  | 'AVG_COUNT_PER_ACTOR'
  /** Number of people with an event (on a day). */
  | 'DAU'
  /** Only each person's first event among those that match the filters. */
  | 'FIRST_MATCHING_EVENT_FOR_USER'
  /** Only each person's first event. */
  | 'FIRST_TIME_FOR_USER'
  /** Each person's first event, if it matches the filters. */
  | 'FIRST_TIME_FOR_USER_WITH_FILTERS'
  /** Result of the HogQL expression `mathHogql`. */
  | 'HOGQL'
  /** Largest `mathProperty`. */
  | 'MAX'
  /** Largest count of events per person. */
  | 'MAX_COUNT_PER_ACTOR'
  /** Median of `mathProperty`. */
  | 'MEDIAN'
  /** Median count of events per person. */
  | 'MEDIAN_COUNT_PER_ACTOR'
  /** Smallest `mathProperty`. */
  | 'MIN'
  /** Smallest count of events per person. */
  | 'MIN_COUNT_PER_ACTOR'
  /** Number of people with an event within thirty days. */
  | 'MONTHLY_ACTIVE'
  /** 75th percentile of `mathProperty`. */
  | 'P75'
  /** 75th percentile of the count per person. */
  | 'P75_COUNT_PER_ACTOR'
  /** 90th percentile of `mathProperty`. */
  | 'P90'
  /** 90th percentile of the count per person. */
  | 'P90_COUNT_PER_ACTOR'
  /** 95th percentile of `mathProperty`. */
  | 'P95'
  /** 95th percentile of the count per person. */
  | 'P95_COUNT_PER_ACTOR'
  /** 99th percentile of `mathProperty`. */
  | 'P99'
  /** 99th percentile of the count per person. */
  | 'P99_COUNT_PER_ACTOR'
  /** Sum of `mathProperty`. */
  | 'SUM'
  /** Number of events. */
  | 'TOTAL'
  /** Number of groups of `mathGroupTypeIndex` with an event. */
  | 'UNIQUE_GROUP'
  /** Number of sessions with an event. */
  | 'UNIQUE_SESSION'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN'
  /** Number of people with an event within seven days. */
  | 'WEEKLY_ACTIVE';

/** The role of a metric in an experiment. */
export type MetricRole =
  /** The metric decides the experiment. */
  | 'PRIMARY'
  /** The metric is monitored for side effects and explanations. */
  | 'SECONDARY';

/** What a metric counts. Give exactly one of `event`, `actionId`, `allEvents` and `warehouse`. */
export type MetricSourceInput = {
  /** PostHog's number of a saved action. */
  actionId?: number | null | undefined;
  /** Whether to count every event, regardless of its name. */
  allEvents?: boolean | null | undefined;
  /** Name of an event. */
  event?: string | null | undefined;
  /** How the events are aggregated. Defaults to PostHog's default, TOTAL. */
  math?: MetricMath | null | undefined;
  /** Index of the group type for UNIQUE_GROUP, from 0 to 4. */
  mathGroupTypeIndex?: number | null | undefined;
  /** HogQL expression, for HOGQL. */
  mathHogql?: string | null | undefined;
  /** Property that SUM, AVG, MIN and MAX aggregate. */
  mathProperty?: string | null | undefined;
  /** Filters on the events, each in PostHog's format. All must match. */
  properties?: Array<unknown> | null | undefined;
  /** A table of the data warehouse. */
  warehouse?: WarehouseSourceInput | null | undefined;
};

/** How people who saw more than one variant are handled. */
export type MultipleVariantHandling =
  /** They are excluded. */
  | 'EXCLUDE'
  /** They count towards the first variant they saw. */
  | 'FIRST_SEEN'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** How extreme values are clamped. */
export type OutlierHandlingInput = {
  /** Whether to ignore zeros when computing the percentiles. */
  ignoreZeros?: boolean | null | undefined;
  /** Values below this percentile are raised to it. From 0 to 1. */
  lowerBoundPercentile?: number | null | undefined;
  /** Values above this percentile are lowered to it. From 0 to 1. */
  upperBoundPercentile?: number | null | undefined;
};

/** One aggregate divided by another. */
export type RatioMetricInput = {
  /** How long after exposure events count. Requires `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The divisor. */
  denominator: MetricSourceInput;
  /** How extreme values of the denominator are clamped. */
  denominatorOutlierHandling?: OutlierHandlingInput | null | undefined;
  /** The direction that counts as an improvement. */
  goal?: MetricGoal | null | undefined;
  /** Display name. */
  name?: string | null | undefined;
  /** The dividend. */
  numerator: MetricSourceInput;
  /** How extreme values of the numerator are clamped. */
  numeratorOutlierHandling?: OutlierHandlingInput | null | undefined;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. */
  uuid?: string | null | undefined;
};

/** The share of people who return within a window. */
export type RetentionMetricInput = {
  /** The event that counts as a return. */
  completionEvent: MetricSourceInput;
  /** How long after exposure events count. Requires `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as an improvement. */
  goal?: MetricGoal | null | undefined;
  /** Display name. */
  name?: string | null | undefined;
  /** End of the window. */
  retentionWindowEnd: number;
  /** Start of the window. */
  retentionWindowStart: number;
  /** The unit of the window. */
  retentionWindowUnit: WindowUnit;
  /** The event that starts the window. */
  startEvent: MetricSourceInput;
  /** Which start event starts the window if there are several. */
  startHandling: RetentionStartHandling;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. */
  uuid?: string | null | undefined;
};

/** Which start event starts the window if a person has several. */
export type RetentionStartHandling =
  /** The first one. */
  | 'FIRST_SEEN'
  /** The last one. */
  | 'LAST_SEEN'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** The sample-size plan to save with the experiment. */
export type RunningTimePlanInput = {
  /** How the number of exposures per day was estimated, in PostHog's format. */
  exposureEstimateConfig?: unknown;
  /** Smallest relative change worth detecting, in percent. */
  minimumDetectableEffect?: number | null | undefined;
  /** Recommended running time in days. PostHog's wire name is `recommended_running_time`. */
  recommendedRunningTimeDays?: number | null | undefined;
  /** Recommended sample size, over all variants. */
  recommendedSampleSize?: number | null | undefined;
};

/** A shared metric to attach. */
export type SavedMetricUseInput = {
  /** The `id` or PostHog number of the shared metric. */
  id: string;
  /** Further settings of the link in PostHog's format, such as breakdowns. */
  metadata?: unknown;
  /** Its role. Defaults to PRIMARY. */
  role?: MetricRole | null | undefined;
};

/** The experiment, and the variant to ship. Conclusion and comment are only written if given. */
export type ShipVariantInput = {
  /** The team's conclusion. */
  conclusion?: ExperimentConclusion | null | undefined;
  /** The reasons for the conclusion, up to 4,000 characters. */
  conclusionComment?: string | null | undefined;
  /** Whether to perform a dry run, which computes what would happen, with 1 upstream call that only reads, and changes nothing. */
  dryRun?: boolean | null | undefined;
  /** Act only if the experiment is still at this `version`; otherwise the result is a VersionConflict. Costs 1 more upstream call for actions where PostHog does not compare versions itself. Pausing and resuming change only the flag and leave the version unchanged. */
  expectedVersion?: number | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Whether PostHog should open a pull request that removes the flag from the code. Requires the scope `task:write`. */
  openCleanupPr?: boolean | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
  /** True also prepends a release condition that admits everyone; otherwise only people the flag currently admits get the variant. */
  releaseToEveryone?: boolean | null | undefined;
  /** Repository (`owner/name`) for the clean-up pull request, up to 255 characters. */
  repository?: string | null | undefined;
  /** Whether to save `repository` as the team's default. Requires the scope `project:write`. */
  setRepositoryAsTeamDefault?: boolean | null | undefined;
  /** Key of the variant to serve to everyone. */
  variantKey: string;
};

/** How results are computed. */
export type StatsConfigInput = {
  /** Variant that the others are compared with. */
  baselineVariantKey?: string | null | undefined;
  /** Level of the intervals, between 0 and 1, such as 0.95. Requires `method`. */
  confidenceLevel?: number | null | undefined;
  /** Whether to reduce variance with data from before the experiment (CUPED). */
  cupedEnabled?: boolean | null | undefined;
  /** The statistical method. Defaults to the project's setting. */
  method?: StatsMethod | null | undefined;
  /** Further settings in PostHog's format. The typed fields take precedence over them. */
  raw?: unknown;
};

/** The statistical method used to evaluate a difference. */
export type StatsMethod =
  /** Bayesian: chance to win and a credible interval. */
  | 'BAYESIAN'
  /** Frequentist: a p-value and a confidence interval. */
  | 'FREQUENTIST'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** How much of a series has been computed. */
export type TimeseriesStatus =
  /** Every day has been computed. */
  | 'COMPLETED'
  /** No day has been computed, and at least one failed. */
  | 'FAILED'
  /** Some days, but not all, have been computed. */
  | 'PARTIAL'
  /** No day has been computed yet. */
  | 'PENDING'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** The changes to an experiment. Omitted fields do not change; null clears a field where PostHog permits it. */
export type UpdateExperimentInput = {
  /** Index of the group type to bucket instead of people, from 0 to 4. */
  aggregationGroupTypeIndex?: number | null | undefined;
  /** Whether to accept metrics on events that have never been received. */
  allowUnknownEvents?: boolean | null | undefined;
  /** Archives or unarchives the experiment without the checks of `archiveExperiment` and without changing its flag. */
  archived?: boolean | null | undefined;
  /** The team's conclusion. */
  conclusion?: ExperimentConclusion | null | undefined;
  /** The reasons for the conclusion, up to 4,000 characters. */
  conclusionComment?: string | null | undefined;
  /** What is tested and why, up to 3,000 characters. May be empty. */
  description?: string | null | undefined;
  /** When the experiment ended. Setting it ends a running experiment; null reopens an ended one. */
  endDate?: string | null | undefined;
  /** Whether a person keeps their variant across login. */
  ensureExperienceContinuity?: boolean | null | undefined;
  /** Keys of the variants to exclude from the analysis. The baseline cannot be excluded. */
  excludedVariants?: Array<string> | null | undefined;
  /** Change it only if it is still at this `version`; otherwise the result is a VersionConflict. PostHog compares the versions itself. */
  expectedVersion?: number | null | undefined;
  /** Who counts as exposed. */
  exposureCriteria?: ExposureCriteriaInput | null | undefined;
  /** The `id` or PostHog number of a holdout. Can only be set before launch. */
  holdoutId?: string | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Metrics that decide the experiment, in display order. Replaces all existing ones. */
  metrics?: Array<MetricInput> | null | undefined;
  /** New name, up to 400 characters. */
  name?: string | null | undefined;
  /** Whether to count only users whose conversion window has passed. */
  onlyCountMaturedUsers?: boolean | null | undefined;
  /** Free-form parameters in PostHog's format, such as `variant_notes`. Replaces all existing ones. Settings of the flag have their own fields in this input. */
  parameters?: unknown;
  /** UUIDs of the primary metrics in display order, including shared ones. */
  primaryMetricsOrder?: Array<string> | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
  /** Repository (`owner/name`) that would receive the pull request that removes the flag. */
  repository?: string | null | undefined;
  /** Percentage of people admitted to the experiment: that of the first release condition. */
  rolloutPercentage?: number | null | undefined;
  /** The sample-size plan. */
  runningTime?: RunningTimePlanInput | null | undefined;
  /** Shared metrics to attach. Replaces all existing links. */
  savedMetrics?: Array<SavedMetricUseInput> | null | undefined;
  /** Scheduling settings in PostHog's format. */
  schedulingConfig?: unknown;
  /** Additional metrics to monitor, in display order. Replaces all existing ones. */
  secondaryMetrics?: Array<MetricInput> | null | undefined;
  /** UUIDs of the secondary metrics in display order, including shared ones. */
  secondaryMetricsOrder?: Array<string> | null | undefined;
  /** When the experiment started. Setting it launches a draft; use `launchExperiment` to start now. */
  startDate?: string | null | undefined;
  /** How results are computed. */
  statsConfig?: StatsConfigInput | null | undefined;
  /** Tags, which PostHog converts to lower case. Replaces all existing ones. */
  tags?: Array<string> | null | undefined;
  /** Must be true to change the flag (`variants`, `rolloutPercentage` …) of a launched experiment. */
  updateFeatureFlag?: boolean | null | undefined;
  /** Variants of the flag, 2 to 20. Their number and keys cannot change after launch. Not allowed when linking an existing flag, whose own variants are used. */
  variants?: Array<VariantInput> | null | undefined;
};

/** A variant of a flag. */
export type VariantInput = {
  /** Key of the variant, such as `control`. */
  key: string;
  /** Display name. */
  name?: string | null | undefined;
  /** JSON delivered with the variant. */
  payload?: unknown;
  /** Percentage of admitted people who get this variant. All variants must sum to 100. */
  rolloutPercentage: number;
};

/** What the newest result of a metric means for its goal. */
export type VerdictState =
  /** There are statistics, but no significant difference. */
  | 'INCONCLUSIVE'
  /** A variant is significantly worse than the baseline, and none significantly better. */
  | 'LOSING'
  /** There are counts, but too few for statistics. */
  | 'NOT_ENOUGH_DATA'
  /** Nothing has been computed yet. */
  | 'NO_DATA'
  /** A variant is significantly better than the baseline. */
  | 'WINNING';

/** Rows of a data warehouse table, joined to the exposed people. */
export type WarehouseSourceInput = {
  /** Column of the table to join on. */
  dataWarehouseJoinKey: string;
  /** Property of the events to join on. */
  eventsJoinKey: string;
  /** The table. */
  tableName: string;
  /** Column that holds the time of a row. */
  timestampField: string;
};

/** Unit of a time window. */
export type WindowUnit =
  /** Days. */
  | 'DAY'
  /** Hours. */
  | 'HOUR'
  /** Minutes. */
  | 'MINUTE'
  /** Months. */
  | 'MONTH'
  /** Seconds. */
  | 'SECOND'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN'
  /** Weeks. */
  | 'WEEK';

export type ExperimentsDashboardQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ExperimentsDashboardQuery = { experiments: { totalCount: number, nodes: Array<{ posthogId: number, name: string | null, status: ExperimentStatus | null, durationDays: number | null, createdBy: { firstName: string | null, email: string | null } | null, featureFlag: { key: string | null, active: boolean | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null } | null, holdout: { name: string | null } | null, metrics: Array<
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal | null, verdict: { state: VerdictState, variant: string | null } | null }
       | null> | null } | null> } | null };

export type ExperimentTimeseriesQueryVariables = Exact<{
  flagKey: string;
}>;


export type ExperimentTimeseriesQuery = { experiment: { name: string | null, status: ExperimentStatus | null, startDate: string | null, metrics: Array<
      | { __typename: 'FunnelMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'LegacyMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'MeanMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'RatioMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'RetentionMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'UnknownMetric', name: string | null, timeseries: { status: TimeseriesStatus | null, points: Array<{ date: string | null, baseline: { key: string | null, samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
     | null> | null } | null };

export type ExperimentsPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExperimentsPageQuery = { experiments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, posthogId: number, name: string | null, status: ExperimentStatus | null, featureFlagKey: string | null } | null> } | null };

export type LaunchExperimentMutationVariables = Exact<{
  id: string;
  dryRun?: boolean | null | undefined;
}>;


export type LaunchExperimentMutation = { launchExperiment:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LaunchExperimentPayload', experiment: { name: string | null, status: ExperimentStatus | null, startDate: string | null, featureFlag: { key: string | null, active: boolean | null } | null } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ClientExperimentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
}>;


export type ClientExperimentsQuery = { experiments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null, variants: Array<{ key: string | null }> | null } | null> } | null };

export type ClientExperimentEdgesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientExperimentEdgesQuery = { experiments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, name: string | null } | null }> } | null };

export type ClientExperimentQueryVariables = Exact<{
  id: string;
}>;


export type ClientExperimentQuery = { experiment: { id: string, name: string | null, status: ExperimentStatus | null, version: number | null, featureFlag: { id: string, key: string | null, active: boolean | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null, metrics: Array<
      | { id: string, name: string | null, goal: MetricGoal | null }
      | { id: string, name: string | null, goal: MetricGoal | null }
      | { id: string, name: string | null, goal: MetricGoal | null }
      | { id: string, name: string | null, goal: MetricGoal | null }
      | { id: string, name: string | null, goal: MetricGoal | null }
      | { id: string, name: string | null, goal: MetricGoal | null }
     | null> | null } | null };

export type ClientExperimentNameQueryVariables = Exact<{
  id: string;
}>;


export type ClientExperimentNameQuery = { experiment: { id: string, name: string | null } | null };

type ClientProblem_ApprovalRequired_Fragment = { code: string, message: string };

type ClientProblem_LifecycleConflict_Fragment = { code: string, message: string };

type ClientProblem_NotFoundProblem_Fragment = { code: string, message: string };

type ClientProblem_PermissionDenied_Fragment = { code: string, message: string };

type ClientProblem_ValidationProblem_Fragment = { code: string, message: string };

type ClientProblem_VersionConflict_Fragment = { code: string, message: string };

export type ClientProblemFragment =
  | ClientProblem_ApprovalRequired_Fragment
  | ClientProblem_LifecycleConflict_Fragment
  | ClientProblem_NotFoundProblem_Fragment
  | ClientProblem_PermissionDenied_Fragment
  | ClientProblem_ValidationProblem_Fragment
  | ClientProblem_VersionConflict_Fragment
;

export type ClientLaunchMutationVariables = Exact<{
  input: LaunchExperimentInput;
}>;


export type ClientLaunchMutation = { launchExperiment:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LaunchExperimentPayload', experiment: { id: string, status: ExperimentStatus | null, featureFlag: { id: string, active: boolean | null } | null } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ClientShipMutationVariables = Exact<{
  input: ShipVariantInput;
}>;


export type ClientShipMutation = { shipVariant:
    | { __typename: 'ApprovalRequired', changeRequestId: string | null, code: string, message: string }
    | { __typename: 'LifecycleConflict', reason: LifecycleReason, code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'ShipVariantPayload', experiment: { id: string, status: ExperimentStatus | null } }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string }
    | { __typename: 'VersionConflict', expected: number | null, code: string, message: string }
   | null };

export type ClientRenameMutationVariables = Exact<{
  input: UpdateExperimentInput;
}>;


export type ClientRenameMutation = { updateExperiment:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'UpdateExperimentPayload', experiment: { id: string, name: string | null } }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ClientExperimentChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type ClientExperimentChangedSubscription = { experimentChanged: { isFirst: boolean, changes: Array<{ field: string }>, experiment: { id: string, name: string | null, status: ExperimentStatus | null } | null } };

export type ClientDeferredQueryVariables = Exact<{
  id: string;
}>;


export type ClientDeferredQuery = { experiment: { id: string, name: string | null } & ({ metrics: Array<
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
     | null> | null } | { metrics?: never }) | null };

export type ClientStreamedQueryVariables = Exact<{
  id: string;
}>;


export type ClientStreamedQuery = { experiment: { id: string, metrics: Array<
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
      | { id: string, timeseries: { points: Array<{ date: string | null }> | null } | null }
     | null> | null } | null };

export const ClientProblemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ClientProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ClientProblemFragment, unknown>;
export const ExperimentsDashboardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentsDashboard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"RUNNING"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentsDashboardQuery, ExperimentsDashboardQueryVariables>;
export const ExperimentTimeseriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentTimeseries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"flagKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"featureFlagKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"flagKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeseries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"baseline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"samples"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"samples"}},{"kind":"Field","name":{"kind":"Name","value":"delta"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chanceToWin"}},{"kind":"Field","name":{"kind":"Name","value":"significant"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentTimeseriesQuery, ExperimentTimeseriesQueryVariables>;
export const ExperimentsPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentsPageQuery, ExperimentsPageQueryVariables>;
export const LaunchExperimentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LaunchExperiment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"launchExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LaunchExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<LaunchExperimentMutation, LaunchExperimentMutationVariables>;
export const ClientExperimentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientExperiments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClientExperimentsQuery, ClientExperimentsQueryVariables>;
export const ClientExperimentEdgesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientExperimentEdges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClientExperimentEdgesQuery, ClientExperimentEdgesQueryVariables>;
export const ClientExperimentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientExperiment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}}]}}]}}]}}]} as unknown as DocumentNode<ClientExperimentQuery, ClientExperimentQueryVariables>;
export const ClientExperimentNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientExperimentName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ClientExperimentNameQuery, ClientExperimentNameQueryVariables>;
export const ClientLaunchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClientLaunch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LaunchExperimentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"launchExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ClientProblem"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LaunchExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ClientProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ClientLaunchMutation, ClientLaunchMutationVariables>;
export const ClientShipDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClientShip"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ShipVariantInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"shipVariant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ClientProblem"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LifecycleConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"expected"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApprovalRequired"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeRequestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ShipVariantPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ClientProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ClientShipMutation, ClientShipMutationVariables>;
export const ClientRenameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClientRename"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateExperimentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ClientProblem"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ClientProblem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ClientRenameMutation, ClientRenameMutationVariables>;
export const ClientExperimentChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ClientExperimentChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isFirst"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<ClientExperimentChangedSubscription, ClientExperimentChangedSubscriptionVariables>;
export const ClientDeferredDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientDeferred"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"timeseries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClientDeferredQuery, ClientDeferredQueryVariables>;
export const ClientStreamedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientStreamed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"timeseries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"points"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"stream"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"initialCount"},"value":{"kind":"IntValue","value":"1"}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ClientStreamedQuery, ClientStreamedQueryVariables>;