/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What the team concluded when it ended an experiment. */
export type ExperimentConclusion =
  /** No difference could be shown. */
  | 'INCONCLUSIVE'
  /** The data cannot be trusted. */
  | 'INVALID'
  /** The test variants did worse than the baseline. */
  | 'LOST'
  /** Ended before it could show anything. */
  | 'STOPPED_EARLY'
  /** A test variant beat the baseline. */
  | 'WON';

/** Which experiments to list; conditions add up. */
export type ExperimentFilter = {
  /** True gives only archived experiments. Otherwise they are left out: PostHog cannot list both at once. */
  archived?: boolean | null | undefined;
  /** PostHog's numbers of the accounts that created them. */
  createdByIds?: Array<number> | null | undefined;
  /** Name of an event that any of their metrics uses. */
  event?: string | null | undefined;
  /** Tags they must not carry. */
  excludedTags?: Array<string> | null | undefined;
  /** The `id` or PostHog number of the flag they use. */
  featureFlagId?: string | null | undefined;
  /** Name of the LLM prompt they were made from. */
  promptName?: string | null | undefined;
  /** Part of the name, in any case. */
  search?: string | null | undefined;
  /** Only those in this status. */
  status?: ExperimentStatus | null | undefined;
  /** Tags they carry. */
  tags?: Array<string> | null | undefined;
};

/** Where an experiment is in its life. PostHog computes it from the dates and from the linked flag. */
export type ExperimentStatus =
  /** Not launched yet: no start date. */
  | 'DRAFT'
  /** Launched; the flag serves only people who were exposed before the freeze. */
  | 'EXPOSURE_FROZEN'
  /** Launched, not ended, but its flag is off, so nobody is exposed. */
  | 'PAUSED'
  /** Launched, not ended, and its flag is on. */
  | 'RUNNING'
  /** Ended: it has an end date. The flag may still serve variants. */
  | 'STOPPED';

/** Who counts as exposed. */
export type ExposureCriteriaInput = {
  /** PostHog's number of an action that marks an exposure in place of the default. */
  exposureActionId?: number | null | undefined;
  /** Event that marks an exposure in place of the default. */
  exposureEvent?: string | null | undefined;
  /** Filters of that event or action, each in PostHog form. */
  exposureProperties?: Array<unknown> | null | undefined;
  /** True leaves internal and test accounts out. */
  filterTestAccounts?: boolean | null | undefined;
  /** What happens to people who saw more than one variant. */
  multipleVariantHandling?: MultipleVariantHandling | null | undefined;
};

/** The share of exposed people who complete the steps. The exposure itself is the first step and is not listed. */
export type FunnelMetricInput = {
  /** How long after the exposure events count; needs `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as a win. */
  goal?: MetricGoal | null | undefined;
  /** Readable name. */
  name?: string | null | undefined;
  /** How strictly the steps follow each other; ORDERED when left out. */
  order?: FunnelOrder | null | undefined;
  /** Steps after the exposure, at least one. PostHog's wire name is `series`. */
  steps: Array<MetricSourceInput>;
  /** Uuid of the metric in the experiment: send it to keep a metric (and its series) in an update; PostHog makes one when it is left out. */
  uuid?: string | null | undefined;
};

/** How strictly the steps follow each other. */
export type FunnelOrder =
  /** In this order; other events may lie between. */
  | 'ORDERED'
  /** In this order, with no other event between. */
  | 'STRICT'
  /** In any order. */
  | 'UNORDERED';

/** Which experiment, and how `launchExperiment` is to go about it. */
export type LaunchExperimentInput = {
  /** True works out what would happen, from 1 upstream call that reads, and changes nothing. */
  dryRun?: boolean | null | undefined;
  /** Do it only if the experiment is still at this `version`; VersionConflict otherwise. Costs 1 upstream call more where PostHog does not compare versions itself. Pause and resume change the flag only and leave the version alone. */
  expectedVersion?: number | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** Any word of your own, up to 255 characters. A repeat with the same word and input inside ten minutes gets the first answer and does nothing again; where the first changed nothing, it is tried again. */
  idempotencyKey?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open; the configured project when left out. */
  projectId?: string | null | undefined;
};

/** Why an experiment's state does not allow an action. PostHog only has sentences for it; these are stable names. */
export type LifecycleReason =
  /** It is archived already. */
  | 'ALREADY_ARCHIVED'
  /** It is a draft already. */
  | 'ALREADY_DRAFT'
  /** It has ended. */
  | 'ALREADY_ENDED'
  /** Its exposure is frozen already. */
  | 'ALREADY_FROZEN'
  /** It was launched before. */
  | 'ALREADY_LAUNCHED'
  /** Its flag is off already. */
  | 'ALREADY_PAUSED'
  /** It has an exposure cohort already. */
  | 'EXPOSURE_COHORT_EXISTS'
  /** Its feature flag was deleted. */
  | 'FLAG_DELETED'
  /** Its feature flag does not have the variants an experiment needs. */
  | 'FLAG_INELIGIBLE'
  /** Its metrics are of the retired engine. */
  | 'LEGACY_METRICS'
  /** The change is only possible before the launch. */
  | 'LOCKED_AFTER_LAUNCH'
  /** It is not archived. */
  | 'NOT_ARCHIVED'
  /** It has not ended yet. */
  | 'NOT_ENDED'
  /** Its flag is of a kind whose exposure cannot be frozen: by group, with a holdout, or for early access. */
  | 'NOT_FREEZABLE'
  /** Its exposure is not frozen. */
  | 'NOT_FROZEN'
  /** It is still a draft. */
  | 'NOT_LAUNCHED'
  /** Its metrics are of the current engine already. */
  | 'NOT_LEGACY'
  /** Its flag is on. */
  | 'NOT_PAUSED'
  /** Nobody has been exposed yet. */
  | 'NO_EXPOSURES'
  /** It has no feature flag. */
  | 'NO_FLAG'
  /** Its flag lets nobody in. */
  | 'NO_RELEASE_CONDITIONS'
  /** It is paused, and must be resumed first. */
  | 'PAUSED'
  /** A reason this API has no name for; the message is PostHog's own sentence. */
  | 'UNKNOWN';

/** The average of a value per person. */
export type MeanMetricInput = {
  /** How long after the exposure events count; needs `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as a win. */
  goal?: MetricGoal | null | undefined;
  /** True leaves zeros out when the percentiles are found. */
  ignoreZeros?: boolean | null | undefined;
  /** Values below this percentile are raised to it; 0 to 1. */
  lowerBoundPercentile?: number | null | undefined;
  /** Readable name. */
  name?: string | null | undefined;
  /** What is averaged. */
  source: MetricSourceInput;
  /** Report the share of people at or above this value instead of a mean. */
  threshold?: number | null | undefined;
  /** Values above this percentile are lowered to it; 0 to 1. */
  upperBoundPercentile?: number | null | undefined;
  /** Uuid of the metric in the experiment: send it to keep a metric (and its series) in an update; PostHog makes one when it is left out. */
  uuid?: string | null | undefined;
};

/** The direction that counts as a win. */
export type MetricGoal =
  /** Less is better. */
  | 'DECREASE'
  /** More is better. */
  | 'INCREASE';

/** A metric. Give exactly one of the fields; the field says which kind it is. */
export type MetricInput = {
  /** The share of exposed people who complete the steps. */
  funnel?: FunnelMetricInput | null | undefined;
  /** The average of a value per person. */
  mean?: MeanMetricInput | null | undefined;
  /** One aggregate divided by another. */
  ratio?: RatioMetricInput | null | undefined;
  /** The metric in PostHog's own form (`ExperimentMetric`), for what the typed fields cannot say. */
  raw?: unknown;
  /** The share of people who come back inside a window. */
  retention?: RetentionMetricInput | null | undefined;
};

/** How the events of a source are aggregated. New metrics take TOTAL, SUM, AVG, MIN, MAX, DAU, UNIQUE_SESSION, UNIQUE_GROUP and HOGQL; the others are found in stored ones. */
export type MetricMath =
  /** Average of `mathProperty`. */
  | 'AVG'
  /** Average count of events per person. */
  | 'AVG_COUNT_PER_ACTOR'
  /** How many people have one (on a day). */
  | 'DAU'
  /** Only the first one of each person that matches the filters. */
  | 'FIRST_MATCHING_EVENT_FOR_USER'
  /** Only the first one each person ever had. */
  | 'FIRST_TIME_FOR_USER'
  /** The first one each person ever had, if it matches the filters. */
  | 'FIRST_TIME_FOR_USER_WITH_FILTERS'
  /** What the HogQL expression `mathHogql` gives. */
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
  /** How many people have one within thirty days. */
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
  /** How many events there are. */
  | 'TOTAL'
  /** How many groups of `mathGroupTypeIndex` have one. */
  | 'UNIQUE_GROUP'
  /** How many sessions have one. */
  | 'UNIQUE_SESSION'
  /** How many people have one within seven days. */
  | 'WEEKLY_ACTIVE';

/** The part a metric plays in an experiment. */
export type MetricRole =
  /** The experiment is decided by it. */
  | 'PRIMARY'
  /** Watched besides, for side effects and explanations. */
  | 'SECONDARY';

/** What a metric counts. Give exactly one of `event`, `actionId`, `allEvents` and `warehouse`. */
export type MetricSourceInput = {
  /** PostHog's number of a saved action. */
  actionId?: number | null | undefined;
  /** True counts every event, whatever its name. */
  allEvents?: boolean | null | undefined;
  /** Name of an event. */
  event?: string | null | undefined;
  /** How it is aggregated; PostHog's default, TOTAL, when left out. */
  math?: MetricMath | null | undefined;
  /** Group type of UNIQUE_GROUP, 0 to 4. */
  mathGroupTypeIndex?: number | null | undefined;
  /** HogQL expression of HOGQL. */
  mathHogql?: string | null | undefined;
  /** Property that SUM, AVG, MIN and MAX are taken of. */
  mathProperty?: string | null | undefined;
  /** Filters of its events, each in PostHog form; all must match. */
  properties?: Array<unknown> | null | undefined;
  /** A table of the data warehouse. */
  warehouse?: WarehouseSourceInput | null | undefined;
};

/** What happens to people who saw more than one variant. */
export type MultipleVariantHandling =
  /** They are left out. */
  | 'EXCLUDE'
  /** They count for the first variant they saw. */
  | 'FIRST_SEEN';

/** How extreme values are tamed. */
export type OutlierHandlingInput = {
  /** True leaves zeros out when the percentiles are found. */
  ignoreZeros?: boolean | null | undefined;
  /** Values below this percentile are raised to it; 0 to 1. */
  lowerBoundPercentile?: number | null | undefined;
  /** Values above this percentile are lowered to it; 0 to 1. */
  upperBoundPercentile?: number | null | undefined;
};

/** One aggregate divided by another. */
export type RatioMetricInput = {
  /** How long after the exposure events count; needs `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** What it is divided by. */
  denominator: MetricSourceInput;
  /** How extreme values of the denominator are tamed. */
  denominatorOutlierHandling?: OutlierHandlingInput | null | undefined;
  /** The direction that counts as a win. */
  goal?: MetricGoal | null | undefined;
  /** Readable name. */
  name?: string | null | undefined;
  /** What is divided. */
  numerator: MetricSourceInput;
  /** How extreme values of the numerator are tamed. */
  numeratorOutlierHandling?: OutlierHandlingInput | null | undefined;
  /** Uuid of the metric in the experiment: send it to keep a metric (and its series) in an update; PostHog makes one when it is left out. */
  uuid?: string | null | undefined;
};

/** The share of people who come back inside a window. */
export type RetentionMetricInput = {
  /** What counts as coming back. */
  completionEvent: MetricSourceInput;
  /** How long after the exposure events count; needs `conversionWindowUnit`. */
  conversionWindow?: number | null | undefined;
  /** The unit of `conversionWindow`. */
  conversionWindowUnit?: WindowUnit | null | undefined;
  /** The direction that counts as a win. */
  goal?: MetricGoal | null | undefined;
  /** Readable name. */
  name?: string | null | undefined;
  /** Where the window ends. */
  retentionWindowEnd: number;
  /** Where the window begins. */
  retentionWindowStart: number;
  /** The unit of the window. */
  retentionWindowUnit: WindowUnit;
  /** What opens the window. */
  startEvent: MetricSourceInput;
  /** Which start event opens the window when there are several. */
  startHandling: RetentionStartHandling;
  /** Uuid of the metric in the experiment: send it to keep a metric (and its series) in an update; PostHog makes one when it is left out. */
  uuid?: string | null | undefined;
};

/** Which start event opens the window when a person has several. */
export type RetentionStartHandling =
  /** The first one. */
  | 'FIRST_SEEN'
  /** The last one. */
  | 'LAST_SEEN';

/** The sample-size plan to keep with the experiment. */
export type RunningTimePlanInput = {
  /** How the daily exposures were estimated, in PostHog form. */
  exposureEstimateConfig?: unknown;
  /** Smallest relative change worth finding, in percent. */
  minimumDetectableEffect?: number | null | undefined;
  /** Days it should run. PostHog's `recommended_running_time`. */
  recommendedRunningTimeDays?: number | null | undefined;
  /** People it needs, all variants together. */
  recommendedSampleSize?: number | null | undefined;
};

/** A shared metric to attach. */
export type SavedMetricUseInput = {
  /** The `id` or PostHog number of the shared metric. */
  id: string;
  /** Further settings of the link in PostHog's form, such as breakdowns. */
  metadata?: unknown;
  /** The part it plays; PRIMARY when left out. */
  role?: MetricRole | null | undefined;
};

/** Which variant of which experiment to ship. Conclusion and comment are only written when given. */
export type ShipVariantInput = {
  /** What the team concludes. */
  conclusion?: ExperimentConclusion | null | undefined;
  /** The reasons; up to 4,000 characters. */
  conclusionComment?: string | null | undefined;
  /** True works out what would happen, from 1 upstream call that reads, and changes nothing. */
  dryRun?: boolean | null | undefined;
  /** Do it only if the experiment is still at this `version`; VersionConflict otherwise. Costs 1 upstream call more where PostHog does not compare versions itself. Pause and resume change the flag only and leave the version alone. */
  expectedVersion?: number | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** Any word of your own, up to 255 characters. A repeat with the same word and input inside ten minutes gets the first answer and does nothing again; where the first changed nothing, it is tried again. */
  idempotencyKey?: string | null | undefined;
  /** True has PostHog open a pull request that removes the flag from the code; needs the scope `task:write`. */
  openCleanupPr?: boolean | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open; the configured project when left out. */
  projectId?: string | null | undefined;
  /** True also puts a release condition for everybody in front; otherwise only the people the flag lets in today get the variant. */
  releaseToEveryone?: boolean | null | undefined;
  /** Repository (`owner/name`) of that pull request, up to 255 characters. */
  repository?: string | null | undefined;
  /** True keeps that repository for the next time; needs the scope `project:write`. */
  setRepositoryAsTeamDefault?: boolean | null | undefined;
  /** Key of the variant everyone gets. */
  variantKey: string;
};

/** How results are computed. */
export type StatsConfigInput = {
  /** Variant the others are compared with. */
  baselineVariantKey?: string | null | undefined;
  /** Level of the intervals, between 0 and 1, such as 0.95. Needs `method`. */
  confidenceLevel?: number | null | undefined;
  /** True reduces variance by data from before the experiment (CUPED). */
  cupedEnabled?: boolean | null | undefined;
  /** The project's default when left out. */
  method?: StatsMethod | null | undefined;
  /** Further settings in PostHog's form; the typed fields win over them. */
  raw?: unknown;
};

/** The statistics that judge a difference. */
export type StatsMethod =
  /** Chance to win and a credible interval. */
  | 'BAYESIAN'
  /** A p-value and a confidence interval. */
  | 'FREQUENTIST';

/** How much of a series is computed. */
export type TimeseriesStatus =
  /** Every day. */
  | 'COMPLETED'
  /** No day, and at least one failed. */
  | 'FAILED'
  /** Some days, not all. */
  | 'PARTIAL'
  /** No day yet. */
  | 'PENDING';

/** What to change of an experiment. What is left out stays; null clears where PostHog allows it. */
export type UpdateExperimentInput = {
  /** Group type that is bucketed instead of people, 0 to 4. */
  aggregationGroupTypeIndex?: number | null | undefined;
  /** True accepts metrics over events that were never seen. */
  allowUnknownEvents?: boolean | null | undefined;
  /** Archives or brings back without the checks of `archiveExperiment`, and without its flag. */
  archived?: boolean | null | undefined;
  /** What the team concludes. */
  conclusion?: ExperimentConclusion | null | undefined;
  /** The reasons; up to 4,000 characters. */
  conclusionComment?: string | null | undefined;
  /** What is tested and why; up to 3,000 characters, may be empty. */
  description?: string | null | undefined;
  /** When it ended: setting it stops a running experiment, null reopens a stopped one. */
  endDate?: string | null | undefined;
  /** True keeps the variant of a person from before to after they log in. */
  ensureExperienceContinuity?: boolean | null | undefined;
  /** Keys of variants the analysis leaves out; never the baseline. */
  excludedVariants?: Array<string> | null | undefined;
  /** Change it only if it is still at this `version`; VersionConflict otherwise. PostHog compares it itself. */
  expectedVersion?: number | null | undefined;
  /** Who counts as exposed. */
  exposureCriteria?: ExposureCriteriaInput | null | undefined;
  /** The `id` or PostHog number of a holdout; only before the launch. */
  holdoutId?: string | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** Any word of your own, up to 255 characters. A repeat with the same word and input inside ten minutes gets the first answer and does nothing again; where the first changed nothing, it is tried again. */
  idempotencyKey?: string | null | undefined;
  /** Metrics that decide the experiment, in display order. Replaces all of them. */
  metrics?: Array<MetricInput> | null | undefined;
  /** New name, up to 400 characters. */
  name?: string | null | undefined;
  /** True counts only users whose conversion window has passed. */
  onlyCountMaturedUsers?: boolean | null | undefined;
  /** Free parameters in PostHog's form, such as `variant_notes`. Replaced as a whole; what belongs to the flag has fields of its own here. */
  parameters?: unknown;
  /** Uuids of the primary metrics in display order, shared ones included. */
  primaryMetricsOrder?: Array<string> | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open; the configured project when left out. */
  projectId?: string | null | undefined;
  /** Repository (`owner/name`) that the flag's clean-up pull request would go to. */
  repository?: string | null | undefined;
  /** Share of people let into the experiment, in percent: the first release condition. */
  rolloutPercentage?: number | null | undefined;
  /** The sample-size plan. */
  runningTime?: RunningTimePlanInput | null | undefined;
  /** Shared metrics to attach. Replaces all links. */
  savedMetrics?: Array<SavedMetricUseInput> | null | undefined;
  /** Scheduling settings in PostHog's form. */
  schedulingConfig?: unknown;
  /** Metrics watched besides, in display order. Replaces all of them. */
  secondaryMetrics?: Array<MetricInput> | null | undefined;
  /** Uuids of the secondary metrics in display order, shared ones included. */
  secondaryMetricsOrder?: Array<string> | null | undefined;
  /** When it started: setting it launches a draft. `launchExperiment` starts it now. */
  startDate?: string | null | undefined;
  /** How results are computed. */
  statsConfig?: StatsConfigInput | null | undefined;
  /** Tags; PostHog makes them lower-case. Replaces all of them. */
  tags?: Array<string> | null | undefined;
  /** Must be true to change the flag (`variants`, `rolloutPercentage` …) of a launched experiment. */
  updateFeatureFlag?: boolean | null | undefined;
  /** Variants of the flag, 2 to 20. Locked after the launch in number and keys. Not allowed when an existing flag is linked: that one's variants are used. */
  variants?: Array<VariantInput> | null | undefined;
};

/** A variant of a flag. */
export type VariantInput = {
  /** Key the code asks for, such as `control`. */
  key: string;
  /** Readable name. */
  name?: string | null | undefined;
  /** JSON that goes along with the variant. */
  payload?: unknown;
  /** Share of the people let in who get it, in percent; all variants sum to 100. */
  rolloutPercentage: number;
};

/** What the newest result means for the goal of a metric. */
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
  /** Column of the table that is joined on. */
  dataWarehouseJoinKey: string;
  /** Property of the events that is joined on. */
  eventsJoinKey: string;
  /** The table. */
  tableName: string;
  /** Column that says when a row happened. */
  timestampField: string;
};

/** The unit a window of time is counted in. */
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
  /** Weeks. */
  | 'WEEK';

export type ExperimentsDashboardQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ExperimentsDashboardQuery = { experiments: { totalCount: number, nodes: Array<{ posthogId: number, name: string, status: ExperimentStatus, durationDays: number | null, createdBy: { firstName: string, email: string } | null, featureFlag: { key: string, active: boolean, variants: Array<{ key: string, rolloutPercentage: number }> } | null, holdout: { name: string } | null, metrics: Array<
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
      > | null }> } | null };

export type ExperimentTimeseriesQueryVariables = Exact<{
  flagKey: string;
}>;


export type ExperimentTimeseriesQuery = { experiment: { name: string, status: ExperimentStatus, startDate: string | null, metrics: Array<
      | { __typename: 'FunnelMetric', name: string | null, timeseries: { status: TimeseriesStatus, points: Array<{ date: string, baseline: { key: string, samples: number } | null, variants: Array<{ key: string, samples: number, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> }> } | null }
      | { __typename: 'LegacyMetric', name: string | null, timeseries: { status: TimeseriesStatus, points: Array<{ date: string, baseline: { key: string, samples: number } | null, variants: Array<{ key: string, samples: number, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> }> } | null }
      | { __typename: 'MeanMetric', name: string | null, timeseries: { status: TimeseriesStatus, points: Array<{ date: string, baseline: { key: string, samples: number } | null, variants: Array<{ key: string, samples: number, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> }> } | null }
      | { __typename: 'RatioMetric', name: string | null, timeseries: { status: TimeseriesStatus, points: Array<{ date: string, baseline: { key: string, samples: number } | null, variants: Array<{ key: string, samples: number, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> }> } | null }
      | { __typename: 'RetentionMetric', name: string | null, timeseries: { status: TimeseriesStatus, points: Array<{ date: string, baseline: { key: string, samples: number } | null, variants: Array<{ key: string, samples: number, delta: number | null, chanceToWin: number | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> }> } | null }
    > | null } | null };

export type ExperimentsPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExperimentsPageQuery = { experiments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, posthogId: number, name: string, status: ExperimentStatus, featureFlagKey: string }> } | null };

export type LaunchExperimentMutationVariables = Exact<{
  id: string;
  dryRun?: boolean | null | undefined;
}>;


export type LaunchExperimentMutation = { launchExperiment:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LaunchExperimentPayload', experiment: { name: string, status: ExperimentStatus, startDate: string | null, featureFlag: { key: string, active: boolean } | null } }
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


export type ClientExperimentsQuery = { experiments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, status: ExperimentStatus, variants: Array<{ key: string }> }> } | null };

export type ClientExperimentEdgesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientExperimentEdgesQuery = { experiments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, name: string } }> } | null };

export type ClientExperimentQueryVariables = Exact<{
  id: string;
}>;


export type ClientExperimentQuery = { experiment: { id: string, name: string, status: ExperimentStatus, version: number | null, featureFlag: { id: string, key: string, active: boolean } | null, variants: Array<{ key: string, rolloutPercentage: number }>, metrics: Array<
      | { id: string, name: string | null, goal: MetricGoal }
      | { id: string, name: string | null, goal: MetricGoal }
      | { id: string, name: string | null, goal: MetricGoal }
      | { id: string, name: string | null, goal: MetricGoal }
      | { id: string, name: string | null, goal: MetricGoal }
    > | null } | null };

export type ClientExperimentNameQueryVariables = Exact<{
  id: string;
}>;


export type ClientExperimentNameQuery = { experiment: { id: string, name: string } | null };

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
    | { __typename: 'LaunchExperimentPayload', experiment: { id: string, status: ExperimentStatus, featureFlag: { id: string, active: boolean } | null } }
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
    | { __typename: 'ShipVariantPayload', experiment: { id: string, status: ExperimentStatus } }
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
    | { __typename: 'UpdateExperimentPayload', experiment: { id: string, name: string } }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ClientExperimentChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type ClientExperimentChangedSubscription = { experimentChanged: { isFirst: boolean, changes: Array<{ field: string }>, experiment: { id: string, name: string, status: ExperimentStatus } | null } };

export type ClientDeferredQueryVariables = Exact<{
  id: string;
}>;


export type ClientDeferredQuery = { experiment: { id: string, name: string } & ({ metrics: Array<
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
    > | null } | { metrics?: never }) | null };

export type ClientStreamedQueryVariables = Exact<{
  id: string;
}>;


export type ClientStreamedQuery = { experiment: { id: string, metrics: Array<
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
      | { id: string, timeseries: { points: Array<{ date: string }> } | null }
    > | null } | null };

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