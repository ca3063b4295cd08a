/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Sums for the baseline arm, from which value and variance are computed. */
export type BaselineStatsInput = {
  /** Sum of the denominator. Required for ratio and retention. */
  denominatorSum?: number | null | undefined;
  /** Sum of the squared denominator. */
  denominatorSumSquares?: number | null | undefined;
  /** Number of people; 0 or more. */
  numberOfSamples: number;
  /** Sum of numerator times denominator. */
  numeratorDenominatorSumProduct?: number | null | undefined;
  /** Number of people who reached each funnel step, in order. */
  stepCounts?: Array<number> | null | undefined;
  /** Sum of the values (of the numerator, for a ratio). */
  sum: number;
  /** Sum of the squared values. Defaults to 0. */
  sumSquares?: number | null | undefined;
};

/** Input of the sample-size calculation. Give `baselineValue` or `baselineStats`. */
export type CalculateRunningTimeInput = {
  /** The sums to compute the baseline from. */
  baselineStats?: BaselineStatsInput | null | undefined;
  /** The metric's current value. For FUNNEL, a share from 0 to 1. */
  baselineValue?: number | null | undefined;
  /** Number of people exposed per day, in all arms together. */
  exposureRatePerDay?: number | null | undefined;
  /** The kind of metric. */
  metricType: RunningTimeMetricType;
  /** Smallest relative change worth detecting, in percent: 5 for 5 %, not 0.05. Must be above 0. */
  minimumDetectableEffect: number;
  /** Number of arms including the baseline, at least 2. Defaults to 2. */
  numberOfVariants?: number | null | undefined;
  /** The metric's variance. Use with `baselineValue` for ratio and retention. */
  variance?: number | null | undefined;
};

/** The experiment to create. Only the name and the flag's key are required; PostHog has defaults for the rest. */
export type CreateExperimentInput = {
  /** Index of the group type to bucket instead of people, from 0 to 4. */
  aggregationGroupTypeIndex?: number | null | undefined;
  /** Whether to accept metrics on events that have never been received. */
  allowUnknownEvents?: boolean | null | undefined;
  /** The team's conclusion. */
  conclusion?: ExperimentConclusion | null | undefined;
  /** The reasons for the conclusion, up to 4,000 characters. */
  conclusionComment?: string | null | undefined;
  /** Folder of the project tree to create it in, such as `Growth/Checkout`. */
  createInFolder?: string | null | undefined;
  /** What is tested and why, up to 3,000 characters. May be empty. */
  description?: string | null | undefined;
  /** When the experiment ended. Setting it ends a running experiment; null reopens an ended one. */
  endDate?: string | null | undefined;
  /** Whether a person keeps their variant across login. */
  ensureExperienceContinuity?: boolean | null | undefined;
  /** Keys of the variants to exclude from the analysis. The baseline cannot be excluded. */
  excludedVariants?: Array<string> | null | undefined;
  /** Who counts as exposed. */
  exposureCriteria?: ExposureCriteriaInput | null | undefined;
  /** Key of the experiment's flag. A flag is created if none has this key; an existing flag is linked unchanged. */
  featureFlagKey: string;
  /** The `id` or PostHog number of a holdout. Can only be set before launch. */
  holdoutId?: string | null | undefined;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Defaults to PRODUCT. Cannot be changed later. PostHog's wire name is `type`. */
  kind?: ExperimentKind | null | undefined;
  /** Metrics that decide the experiment, in display order. Replaces all existing ones. */
  metrics?: Array<MetricInput> | null | undefined;
  /** Name, up to 400 characters. */
  name: string;
  /** Whether to count only users whose conversion window has passed. */
  onlyCountMaturedUsers?: boolean | null | undefined;
  /** Free-form parameters in PostHog's format, such as `variant_notes`. Replaces all existing ones. Settings of the flag have their own fields in this input; those found here are written to the flag, and never to the parameters. */
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
  /** Variants of the flag, 2 to 20. Their number and keys cannot change after launch. Not allowed when linking an existing flag, whose own variants are used. */
  variants?: Array<VariantInput> | null | undefined;
};

/** The holdout to create, with `exclusionPercentage` or `groups`. */
export type CreateHoldoutInput = {
  /** Purpose of the holdout, up to 400 characters. */
  description?: string | null | undefined;
  /** Percentage of all people to exclude. Give this or `groups`. */
  exclusionPercentage?: number | null | undefined;
  /** Groups of people to exclude partially. Give this or `exclusionPercentage`. */
  groups?: Array<HoldoutGroupInput> | null | undefined;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Name, up to 400 characters. */
  name: string;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

/** The shared metric to create. */
export type CreateSavedMetricInput = {
  /** Purpose of the metric, up to 400 characters. */
  description?: string | null | undefined;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** What it measures. PostHog's wire name is `query`. */
  metric: MetricInput;
  /** Name, up to 400 characters. Must be unique, ignoring case. */
  name: string;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
  /** Tags. Replaces all existing ones. */
  tags?: Array<string> | null | undefined;
};

/** The holdout to delete. */
export type DeleteHoldoutInput = {
  /** The holdout's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

/** The shared metric to delete. */
export type DeleteSavedMetricInput = {
  /** The shared metric's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

/** The experiment to copy, and how to name the copy. */
export type DuplicateExperimentInput = {
  /** Whether to perform a dry run, which computes what would happen, with 1 upstream call that only reads, and changes nothing. */
  dryRun?: boolean | null | undefined;
  /** Act only if the experiment is still at this `version`; otherwise the result is a VersionConflict. Costs 1 more upstream call for actions where PostHog does not compare versions itself. Pausing and resuming change only the flag and leave the version unchanged. */
  expectedVersion?: number | null | undefined;
  /** Key of the copy's flag. If omitted, the copy shares the original's flag; a new key creates a flag like the original, turned off. With the key of another flag that exists, the copy uses that flag as it is: pausing or shipping the copy then changes it for all experiments that use it. `featureFlag(key:)` says whether a key is in use. */
  featureFlagKey?: string | null | undefined;
  /** The experiment's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** Name of the copy, up to 400 characters. Defaults to `<name> (Copy)`. */
  name?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

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

/** How an experiment is implemented. PostHog's wire name is `type`. */
export type ExperimentKind =
  /** Variants are implemented in code behind the feature flag. */
  | 'PRODUCT'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN'
  /** No-code changes to web pages, created with the toolbar. */
  | 'WEB';

/** The experiment being planned. */
export type ExperimentSetupContextInput = {
  /** Event that the metric will count, up to 400 characters. Without it, `candidateMetric` is skipped. */
  metricEvent?: string | null | undefined;
  /** Conditions on the metric's event, at most 10. */
  metricProperties?: Array<PropertyConditionInput> | null | undefined;
  /** Maximum number of earlier experiments, from 1 to 25. Defaults to 10. */
  previousExperimentsLimit?: number | null | undefined;
  /** Maximum number of shared metrics, from 1 to 25. Defaults to 10. */
  sharedMetricsLimit?: number | null | undefined;
  /** Event that marks the place of the experiment, up to 400 characters. Without it, `targetSurface` is skipped. */
  targetEvent?: string | null | undefined;
  /** Conditions on the target event, at most 10. */
  targetProperties?: Array<PropertyConditionInput> | null | undefined;
  /** Text contained in the URL of the place of the experiment. Only allowed if `targetEvent` is `$pageview`. */
  targetUrlContains?: string | null | undefined;
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
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. The UUID of a shared metric is always generated by PostHog and cannot be changed. */
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

/** A group of people, and the percentage of them that is excluded. */
export type HoldoutGroupInput = {
  /** Percentage of the group to exclude. PostHog's wire name is `rollout_percentage`. */
  exclusionPercentage: number;
  /** Filters a person must match, in PostHog's format. Everyone matches if omitted. */
  properties?: Array<unknown> | null | undefined;
};

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
  /** Report the share of people at or above this value instead of a mean. A positive number, without percentiles. */
  threshold?: number | null | undefined;
  /** Values above this percentile are lowered to it. From 0 to 1. */
  upperBoundPercentile?: number | null | undefined;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. The UUID of a shared metric is always generated by PostHog and cannot be changed. */
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

/** A condition on a property of an event or of a person. */
export type PropertyConditionInput = {
  /** Name of the property. */
  key: string;
  /** A label for the condition, for display. */
  label?: string | null | undefined;
  /** How the property is compared. */
  operator?: PropertyOperator;
  /** Whether it is a property of the event or the person. PostHog's wire name is `type`. */
  subject?: PropertySubject;
  /** The value to compare with: a string, a number, a boolean, or a list of those. Omit it for `IS_SET` and `IS_NOT_SET`. */
  value?: unknown;
};

/** How a property is compared with a value. */
export type PropertyOperator =
  /** Between the two numbers. */
  | 'BETWEEN'
  /** Ends with the text. */
  | 'ENDS_WITH'
  /** Equals the value, or one of the values. */
  | 'EXACT'
  /** The feature flag evaluates to the value. */
  | 'FLAG_EVALUATES_TO'
  /** Greater than the number. */
  | 'GT'
  /** Greater than or equal to the number. */
  | 'GTE'
  /** Contains the text, ignoring case. */
  | 'ICONTAINS'
  /** Contains one of the texts, ignoring case. */
  | 'ICONTAINS_MULTI'
  /** One of the values. For cohorts: the person is a member. */
  | 'IN'
  /** Equals the path after the project's path cleaning is applied. */
  | 'IS_CLEANED_PATH_EXACT'
  /** After the date. */
  | 'IS_DATE_AFTER'
  /** Before the date. */
  | 'IS_DATE_BEFORE'
  /** On the date. */
  | 'IS_DATE_EXACT'
  /** Does not equal the value, or any of the values. */
  | 'IS_NOT'
  /** Has no value. */
  | 'IS_NOT_SET'
  /** Has a value. */
  | 'IS_SET'
  /** Less than the number. */
  | 'LT'
  /** Less than or equal to the number. */
  | 'LTE'
  /** Less than or equal to the number. */
  | 'MAX'
  /** Greater than or equal to the number. */
  | 'MIN'
  /** Not between the two numbers. */
  | 'NOT_BETWEEN'
  /** Does not end with the text. */
  | 'NOT_ENDS_WITH'
  /** Does not contain the text, ignoring case. */
  | 'NOT_ICONTAINS'
  /** Contains none of the texts, ignoring case. */
  | 'NOT_ICONTAINS_MULTI'
  /** None of the values. For cohorts: the person is not a member. */
  | 'NOT_IN'
  /** Does not match the regular expression. */
  | 'NOT_REGEX'
  /** Does not start with the text. */
  | 'NOT_STARTS_WITH'
  /** Matches the regular expression. */
  | 'REGEX'
  /** Compatible with the version (`^1.2.3`). */
  | 'SEMVER_CARET'
  /** Equals the version. */
  | 'SEMVER_EQ'
  /** Later than the version. */
  | 'SEMVER_GT'
  /** The version or later. */
  | 'SEMVER_GTE'
  /** Earlier than the version. */
  | 'SEMVER_LT'
  /** The version or earlier. */
  | 'SEMVER_LTE'
  /** Does not equal the version. */
  | 'SEMVER_NEQ'
  /** Differs from the version only in the patch (`~1.2.3`). */
  | 'SEMVER_TILDE'
  /** Matches a version with a wildcard (`1.2.*`). */
  | 'SEMVER_WILDCARD'
  /** Starts with the text. */
  | 'STARTS_WITH';

/** What kind of property a condition applies to. */
export type PropertySubject =
  /** A property of the event. */
  | 'EVENT'
  /** A property of the person. */
  | 'PERSON';

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
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. The UUID of a shared metric is always generated by PostHog and cannot be changed. */
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
  /** The event that starts the window. Give this or `startsAtExposure`. */
  startEvent?: MetricSourceInput | null | undefined;
  /** Which start event starts the window if there are several. Required with `startEvent`; FIRST_SEEN with `startsAtExposure`. */
  startHandling?: RetentionStartHandling | null | undefined;
  /** True starts the window at each person's first exposure instead of an event, so that every exposed person counts. Takes no conversion window. Servers since September 2026. */
  startsAtExposure?: boolean | null | undefined;
  /** UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted. The UUID of a shared metric is always generated by PostHog and cannot be changed. */
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

/** The kind of metric to calculate a sample size for. */
export type RunningTimeMetricType =
  /** Share of people who complete the steps. */
  | 'FUNNEL'
  /** Mean of a count per person. */
  | 'MEAN_COUNT'
  /** Mean of a sum or an average per person. */
  | 'MEAN_SUM_OR_AVG'
  /** One aggregate divided by another. */
  | 'RATIO'
  /** Share of people who return. */
  | 'RETENTION';

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

/** Selects shared metrics. All conditions must hold. */
export type SavedMetricFilter = {
  /** Name of an event that the metric counts, directly or through an action. */
  event?: string | null | undefined;
  /** Text contained in the name, description or tags, ignoring case. */
  search?: string | null | undefined;
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

/** Status of a section of the set-up context. */
export type SetupSectionStatus =
  /** PostHog failed to gather it. */
  | 'ERROR'
  /** The section is available. */
  | 'OK'
  /** The input did not request it. */
  | 'SKIPPED'
  /** PostHog timed out gathering it. */
  | 'TIMED_OUT'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

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
  /** The fields as they were when `expectedVersion` was read, in PostHog's format. With them, PostHog merges the change with what others have changed since, and answers a VersionConflict only where both changed the same field. Requires `expectedVersion`. */
  originalExperiment?: unknown;
  /** Free-form parameters in PostHog's format, such as `variant_notes`. Replaces all existing ones. Settings of the flag have their own fields in this input; those found here are written to the flag, and never to the parameters. */
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

/** The changes to a holdout. Omitted fields do not change. */
export type UpdateHoldoutInput = {
  /** Purpose of the holdout, up to 400 characters. */
  description?: string | null | undefined;
  /** Percentage of all people to exclude. Give this or `groups`. */
  exclusionPercentage?: number | null | undefined;
  /** Groups of people to exclude partially. Give this or `exclusionPercentage`. */
  groups?: Array<HoldoutGroupInput> | null | undefined;
  /** The holdout's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** New name, up to 400 characters. */
  name?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
};

/** The changes to a shared metric. Omitted fields do not change. */
export type UpdateSavedMetricInput = {
  /** Purpose of the metric, up to 400 characters. */
  description?: string | null | undefined;
  /** The shared metric's `id`, or PostHog's number for it. */
  id: string;
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** What it measures. PostHog's wire name is `query`. */
  metric?: MetricInput | null | undefined;
  /** New name, up to 400 characters. */
  name?: string | null | undefined;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
  /** Tags. Replaces all existing ones. */
  tags?: Array<string> | null | undefined;
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

export type HoldoutsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type HoldoutsQuery = { holdouts: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, description: string | null, exclusionPercentage: number | null, groups: Array<{ rolloutPercentage: number | null, properties: unknown }> | null } | null> } | null };

export type HoldoutRowFragment = { id: string, name: string | null, description: string | null, exclusionPercentage: number | null, groups: Array<{ rolloutPercentage: number | null, properties: unknown }> | null };

export type HoldoutUsesQueryVariables = Exact<{ [key: string]: never; }>;


export type HoldoutUsesQuery = { experiments: { totalCount: number | null, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null, holdout: { id: string } | null } | null> } | null };

export type CreateHoldoutMutationVariables = Exact<{
  input: CreateHoldoutInput;
}>;


export type CreateHoldoutMutation = { outcome:
    | { holdout: { id: string, name: string | null, description: string | null, exclusionPercentage: number | null, groups: Array<{ rolloutPercentage: number | null, properties: unknown }> | null } }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type UpdateHoldoutMutationVariables = Exact<{
  input: UpdateHoldoutInput;
}>;


export type UpdateHoldoutMutation = { outcome:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { holdout: { id: string, name: string | null, description: string | null, exclusionPercentage: number | null, groups: Array<{ rolloutPercentage: number | null, properties: unknown }> | null } }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type DeleteHoldoutMutationVariables = Exact<{
  input: DeleteHoldoutInput;
}>;


export type DeleteHoldoutMutation = { outcome:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { deletedId: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type SharedMetricsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: SavedMetricFilter | null | undefined;
}>;


export type SharedMetricsQuery = { savedMetrics: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
        | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
       | null } | null> } | null };

export type SharedMetricRowFragment = { id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
    | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
   | null };

export type SharedMetricUsesQueryVariables = Exact<{
  id: string;
}>;


export type SharedMetricUsesQuery = { savedMetric: { id: string, experiments: { candidates: number | null, pageInfo: { hasNextPage: boolean } | null, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null } | null> | null } | null } | null };

export type CreateSharedMetricMutationVariables = Exact<{
  input: CreateSavedMetricInput;
}>;


export type CreateSharedMetricMutation = { outcome:
    | { savedMetric: { id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
          | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
         | null } }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type UpdateSharedMetricMutationVariables = Exact<{
  input: UpdateSavedMetricInput;
}>;


export type UpdateSharedMetricMutation = { outcome:
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { savedMetric: { id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
          | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
          | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
         | null } }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type DeleteSharedMetricMutationVariables = Exact<{
  input: DeleteSavedMetricInput;
}>;


export type DeleteSharedMetricMutation = { outcome:
    | { deletedId: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
   | null };

export type RunningTimeQueryVariables = Exact<{
  input: CalculateRunningTimeInput;
}>;


export type RunningTimeQuery = { calculateRunningTime: { baselineValue: number | null, variance: number | null, numberOfVariants: number | null, recommendedSampleSize: number | null, recommendedSampleSizePerVariant: number | null, recommendedRunningTimeDays: number | null, warnings: Array<{ field: string, message: string }> | null } | null };

export type BaselineQueryVariables = Exact<{
  input: ExperimentSetupContextInput;
}>;


export type BaselineQuery = { experimentSetupContext: { candidateMetric: { status: SetupSectionStatus | null, data: { conversionRate: number | null, windowDays: number | null, meanCountBaselineStats: { numberOfSamples: number | null, sum: number | null } | null } | null } | null, targetSurface: { status: SetupSectionStatus | null, data: { exposuresPerDayEstimate: number | null } | null } | null } | null };

export type ProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectsQuery = { projects: Array<{ id: string, posthogId: number, name: string | null } | null> | null };

export type ChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ChoicesQuery = { holdouts: { nodes: Array<{ id: string, name: string | null, exclusionPercentage: number | null } | null> } | null, savedMetrics: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
        | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
       | null } | null> } | null };

export type SharedChoiceFragment = { id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
    | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
    | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
   | null };

export type SharedMetricSearchQueryVariables = Exact<{
  search: string;
}>;


export type SharedMetricSearchQuery = { savedMetrics: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, description: string | null, tags: Array<string | null> | null, metric:
        | { __typename: 'FunnelMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'LegacyMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'MeanMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RatioMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'RetentionMetric', id: string, goal: MetricGoal | null, raw: unknown }
        | { __typename: 'UnknownMetric', id: string, goal: MetricGoal | null, raw: unknown }
       | null } | null> } | null };

export type FlagOfKeyQueryVariables = Exact<{
  key: string;
}>;


export type FlagOfKeyQuery = { featureFlag: { id: string, key: string | null, active: boolean | null, archived: boolean | null } | null };

export type EligibleFlagsQueryVariables = Exact<{
  search: string;
}>;


export type EligibleFlagsQuery = { eligibleFeatureFlags: { nodes: Array<{ id: string, key: string | null, active: boolean | null, variants: Array<{ key: string | null, name: string | null, rolloutPercentage: number | null }> | null } | null> } | null };

export type EditedExperimentQueryVariables = Exact<{
  id: string;
}>;


export type EditedExperimentQuery = { experiment: { id: string, name: string | null, description: string | null, status: ExperimentStatus | null, version: number | null, isLegacy: boolean | null, tags: Array<string | null> | null, featureFlagKey: string | null, featureFlag: { id: string, releaseConditions: Array<{ rolloutPercentage: number | null }> | null } | null, variants: Array<{ key: string | null, name: string | null, rolloutPercentage: number | null }> | null, holdout: { id: string, name: string | null } | null, exposureCriteria: { exposureEvent: string | null, filterTestAccounts: boolean | null, multipleVariantHandling: MultipleVariantHandling | null, raw: unknown } | null, statsConfig: { method: StatsMethod | null, confidenceLevel: number | null, cupedEnabled: boolean | null, raw: unknown } | null, runningTime: { minimumDetectableEffect: number | null, recommendedSampleSize: number | null, recommendedRunningTimeDays: number | null, exposureEstimateConfig: unknown } | null, savedMetrics: Array<{ id: string, name: string | null, role: MetricRole | null, savedMetricId: string | null, metadata: unknown } | null> | null, metrics: Array<
      | { __typename: 'FunnelMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
      | { __typename: 'LegacyMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
      | { __typename: 'MeanMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
      | { __typename: 'RatioMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
      | { __typename: 'RetentionMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
      | { __typename: 'UnknownMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
     | null> | null } | null };

export type EditedFragment = { id: string, name: string | null, description: string | null, status: ExperimentStatus | null, version: number | null, isLegacy: boolean | null, tags: Array<string | null> | null, featureFlagKey: string | null, featureFlag: { id: string, releaseConditions: Array<{ rolloutPercentage: number | null }> | null } | null, variants: Array<{ key: string | null, name: string | null, rolloutPercentage: number | null }> | null, holdout: { id: string, name: string | null } | null, exposureCriteria: { exposureEvent: string | null, filterTestAccounts: boolean | null, multipleVariantHandling: MultipleVariantHandling | null, raw: unknown } | null, statsConfig: { method: StatsMethod | null, confidenceLevel: number | null, cupedEnabled: boolean | null, raw: unknown } | null, runningTime: { minimumDetectableEffect: number | null, recommendedSampleSize: number | null, recommendedRunningTimeDays: number | null, exposureEstimateConfig: unknown } | null, savedMetrics: Array<{ id: string, name: string | null, role: MetricRole | null, savedMetricId: string | null, metadata: unknown } | null> | null, metrics: Array<
    | { __typename: 'FunnelMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
    | { __typename: 'LegacyMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
    | { __typename: 'MeanMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
    | { __typename: 'RatioMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
    | { __typename: 'RetentionMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
    | { __typename: 'UnknownMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
   | null> | null };

export type LastChangesQueryVariables = Exact<{
  id: string;
}>;


export type LastChangesQuery = { experiment: { id: string, activity: { nodes: Array<{ id: string, createdAt: string | null, user: { firstName: string | null, email: string | null } | null } | null> } | null } | null };

export type SharedMetricEventsQueryVariables = Exact<{ [key: string]: never; }>;


export type SharedMetricEventsQuery = { savedMetrics: { nodes: Array<{ id: string, metric:
        | { id: string, raw: unknown }
        | { id: string, raw: unknown }
        | { id: string, raw: unknown }
        | { id: string, raw: unknown }
        | { id: string, raw: unknown }
        | { id: string, raw: unknown }
       | null } | null> } | null };

export type EarlierEventsQueryVariables = Exact<{ [key: string]: never; }>;


export type EarlierEventsQuery = { experimentSetupContext: { previousExperiments: { data: { experiments: Array<{ primaryMetricEvents: Array<string | null> | null, customExposureEvent: string | null }> | null } | null } | null, sharedMetrics: { data: { metrics: Array<{ events: Array<string | null> | null }> | null } | null } | null } | null };

type Refused_ApprovalRequired_Fragment = { __typename: 'ApprovalRequired', code: string, message: string };

type Refused_LifecycleConflict_Fragment = { __typename: 'LifecycleConflict', code: string, message: string };

type Refused_NotFoundProblem_Fragment = { __typename: 'NotFoundProblem', code: string, message: string };

type Refused_PermissionDenied_Fragment = { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string };

type Refused_PolicyConflict_Fragment = { __typename: 'PolicyConflict', code: string, message: string };

type Refused_RecalculationUnavailable_Fragment = { __typename: 'RecalculationUnavailable', code: string, message: string };

type Refused_ValidationProblem_Fragment = { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> };

type Refused_VersionConflict_Fragment = { __typename: 'VersionConflict', fields: Array<string>, code: string, message: string };

export type RefusedFragment =
  | Refused_ApprovalRequired_Fragment
  | Refused_LifecycleConflict_Fragment
  | Refused_NotFoundProblem_Fragment
  | Refused_PermissionDenied_Fragment
  | Refused_PolicyConflict_Fragment
  | Refused_RecalculationUnavailable_Fragment
  | Refused_ValidationProblem_Fragment
  | Refused_VersionConflict_Fragment
;

export type CreateMutationVariables = Exact<{
  input: CreateExperimentInput;
}>;


export type CreateMutation = { outcome:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { notStored: Array<string>, experiment: { id: string } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
    | { __typename: 'VersionConflict', fields: Array<string>, code: string, message: string }
   | null };

export type UpdateMutationVariables = Exact<{
  input: UpdateExperimentInput;
}>;


export type UpdateMutation = { outcome:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'UpdateExperimentPayload', notStored: Array<string>, experiment: { id: string, name: string | null, description: string | null, status: ExperimentStatus | null, version: number | null, isLegacy: boolean | null, tags: Array<string | null> | null, featureFlagKey: string | null, featureFlag: { id: string, releaseConditions: Array<{ rolloutPercentage: number | null }> | null } | null, variants: Array<{ key: string | null, name: string | null, rolloutPercentage: number | null }> | null, holdout: { id: string, name: string | null } | null, exposureCriteria: { exposureEvent: string | null, filterTestAccounts: boolean | null, multipleVariantHandling: MultipleVariantHandling | null, raw: unknown } | null, statsConfig: { method: StatsMethod | null, confidenceLevel: number | null, cupedEnabled: boolean | null, raw: unknown } | null, runningTime: { minimumDetectableEffect: number | null, recommendedSampleSize: number | null, recommendedRunningTimeDays: number | null, exposureEstimateConfig: unknown } | null, savedMetrics: Array<{ id: string, name: string | null, role: MetricRole | null, savedMetricId: string | null, metadata: unknown } | null> | null, metrics: Array<
          | { __typename: 'FunnelMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
          | { __typename: 'LegacyMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
          | { __typename: 'MeanMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
          | { __typename: 'RatioMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
          | { __typename: 'RetentionMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
          | { __typename: 'UnknownMetric', id: string, name: string | null, role: MetricRole | null, isShared: boolean | null, raw: unknown }
         | null> | null } }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
    | { __typename: 'VersionConflict', fields: Array<string>, code: string, message: string }
   | null };

export type DuplicateMutationVariables = Exact<{
  input: DuplicateExperimentInput;
}>;


export type DuplicateMutation = { outcome:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { experiment: { id: string } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', missingScopes: Array<string>, code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', path: string | null, code: string, message: string, faults: Array<{ path: string | null, message: string }> }
    | { __typename: 'VersionConflict', fields: Array<string>, code: string, message: string }
   | null };

export const HoldoutRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HoldoutRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Holdout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"exclusionPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}}]}}]} as unknown as DocumentNode<HoldoutRowFragment, unknown>;
export const SharedMetricRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<SharedMetricRowFragment, unknown>;
export const SharedChoiceFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedChoice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<SharedChoiceFragment, unknown>;
export const EditedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Edited"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"isLegacy"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"releaseConditions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exposureCriteria"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exposureEvent"}},{"kind":"Field","name":{"kind":"Name","value":"filterTestAccounts"}},{"kind":"Field","name":{"kind":"Name","value":"multipleVariantHandling"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statsConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"confidenceLevel"}},{"kind":"Field","name":{"kind":"Name","value":"cupedEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"runningTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimumDetectableEffect"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedSampleSize"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedRunningTimeDays"}},{"kind":"Field","name":{"kind":"Name","value":"exposureEstimateConfig"}}]}},{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"savedMetricId"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<EditedFragment, unknown>;
export const RefusedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<RefusedFragment, unknown>;
export const HoldoutsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Holdouts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdouts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"HoldoutRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HoldoutRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Holdout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"exclusionPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}}]}}]} as unknown as DocumentNode<HoldoutsQuery, HoldoutsQueryVariables>;
export const HoldoutUsesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HoldoutUses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<HoldoutUsesQuery, HoldoutUsesQueryVariables>;
export const CreateHoldoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateHoldout"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateHoldoutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"createHoldout"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateHoldoutPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"HoldoutRow"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HoldoutRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Holdout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"exclusionPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<CreateHoldoutMutation, CreateHoldoutMutationVariables>;
export const UpdateHoldoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateHoldout"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateHoldoutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"updateHoldout"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateHoldoutPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"HoldoutRow"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"HoldoutRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Holdout"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"exclusionPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<UpdateHoldoutMutation, UpdateHoldoutMutationVariables>;
export const DeleteHoldoutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteHoldout"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteHoldoutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"deleteHoldout"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteHoldoutPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<DeleteHoldoutMutation, DeleteHoldoutMutationVariables>;
export const SharedMetricsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SharedMetrics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetricFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<SharedMetricsQuery, SharedMetricsQueryVariables>;
export const SharedMetricUsesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SharedMetricUses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetric"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidates"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SharedMetricUsesQuery, SharedMetricUsesQueryVariables>;
export const CreateSharedMetricDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateSharedMetric"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateSavedMetricInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"createSavedMetric"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateSavedMetricPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<CreateSharedMetricMutation, CreateSharedMetricMutationVariables>;
export const UpdateSharedMetricDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateSharedMetric"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateSavedMetricInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"updateSavedMetric"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateSavedMetricPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<UpdateSharedMetricMutation, UpdateSharedMetricMutationVariables>;
export const DeleteSharedMetricDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteSharedMetric"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteSavedMetricInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"deleteSavedMetric"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteSavedMetricPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<DeleteSharedMetricMutation, DeleteSharedMetricMutationVariables>;
export const RunningTimeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RunningTime"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CalculateRunningTimeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calculateRunningTime"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"baselineValue"}},{"kind":"Field","name":{"kind":"Name","value":"variance"}},{"kind":"Field","name":{"kind":"Name","value":"numberOfVariants"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedSampleSize"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedSampleSizePerVariant"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedRunningTimeDays"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RunningTimeQuery, RunningTimeQueryVariables>;
export const BaselineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Baseline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentSetupContextInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentSetupContext"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"candidateMetric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversionRate"}},{"kind":"Field","name":{"kind":"Name","value":"windowDays"}},{"kind":"Field","name":{"kind":"Name","value":"meanCountBaselineStats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"numberOfSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sum"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"targetSurface"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exposuresPerDayEstimate"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BaselineQuery, BaselineQueryVariables>;
export const ProjectsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Projects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"projects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProjectsQuery, ProjectsQueryVariables>;
export const ChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"holdouts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"exclusionPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedChoice"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedChoice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}}]} as unknown as DocumentNode<ChoicesQuery, ChoicesQueryVariables>;
export const SharedMetricSearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SharedMetricSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedChoice"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedMetricRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SharedChoice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedMetric"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SharedMetricRow"}}]}}]} as unknown as DocumentNode<SharedMetricSearchQuery, SharedMetricSearchQueryVariables>;
export const FlagOfKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FlagOfKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}}]}}]}}]} as unknown as DocumentNode<FlagOfKeyQuery, FlagOfKeyQueryVariables>;
export const EligibleFlagsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EligibleFlags"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eligibleFeatureFlags"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EligibleFlagsQuery, EligibleFlagsQueryVariables>;
export const EditedExperimentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EditedExperiment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Edited"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Edited"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"isLegacy"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"releaseConditions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exposureCriteria"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exposureEvent"}},{"kind":"Field","name":{"kind":"Name","value":"filterTestAccounts"}},{"kind":"Field","name":{"kind":"Name","value":"multipleVariantHandling"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statsConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"confidenceLevel"}},{"kind":"Field","name":{"kind":"Name","value":"cupedEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"runningTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimumDetectableEffect"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedSampleSize"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedRunningTimeDays"}},{"kind":"Field","name":{"kind":"Name","value":"exposureEstimateConfig"}}]}},{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"savedMetricId"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]} as unknown as DocumentNode<EditedExperimentQuery, EditedExperimentQueryVariables>;
export const LastChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LastChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"activity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<LastChangesQuery, LastChangesQueryVariables>;
export const SharedMetricEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SharedMetricEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"metric"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SharedMetricEventsQuery, SharedMetricEventsQueryVariables>;
export const EarlierEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EarlierEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentSetupContext"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"previousExperimentsLimit"},"value":{"kind":"IntValue","value":"25"}},{"kind":"ObjectField","name":{"kind":"Name","value":"sharedMetricsLimit"},"value":{"kind":"IntValue","value":"25"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previousExperiments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"primaryMetricEvents"}},{"kind":"Field","name":{"kind":"Name","value":"customExposureEvent"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sharedMetrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<EarlierEventsQuery, EarlierEventsQueryVariables>;
export const CreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Create"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateExperimentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"createExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notStored"}},{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<CreateMutation, CreateMutationVariables>;
export const UpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Update"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateExperimentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"updateExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notStored"}},{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Edited"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Edited"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"isLegacy"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"releaseConditions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exposureCriteria"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exposureEvent"}},{"kind":"Field","name":{"kind":"Name","value":"filterTestAccounts"}},{"kind":"Field","name":{"kind":"Name","value":"multipleVariantHandling"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statsConfig"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"confidenceLevel"}},{"kind":"Field","name":{"kind":"Name","value":"cupedEnabled"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}},{"kind":"Field","name":{"kind":"Name","value":"runningTime"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minimumDetectableEffect"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedSampleSize"}},{"kind":"Field","name":{"kind":"Name","value":"recommendedRunningTimeDays"}},{"kind":"Field","name":{"kind":"Name","value":"exposureEstimateConfig"}}]}},{"kind":"Field","name":{"kind":"Name","value":"savedMetrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"savedMetricId"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"isShared"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<UpdateMutation, UpdateMutationVariables>;
export const DuplicateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Duplicate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateExperimentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"outcome"},"name":{"kind":"Name","value":"duplicateExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refused"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"faults"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VersionConflict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PermissionDenied"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}}]}}]}}]} as unknown as DocumentNode<DuplicateMutation, DuplicateMutationVariables>;