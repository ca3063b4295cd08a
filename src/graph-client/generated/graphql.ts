/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The spec to apply, and the plan that was reviewed. */
export type ApplyExperimentInput = {
  /** An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried. */
  idempotencyKey?: string | null | undefined;
  /** The `planHash` that `planExperiment` returned for this spec. */
  planHash: string;
  /** Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project. */
  projectId?: string | null | undefined;
  /** The experiment as code, in the form of `Experiment.spec`. */
  spec: unknown;
};

/** Whether a change is in the direction of the metric's goal. */
export type ChangeDirection =
  /** An increase if the goal is to increase, a decrease if it is to decrease. */
  | 'BETTER'
  /** No change. */
  | 'UNCHANGED'
  /** A change in the opposite direction. */
  | 'WORSE';

/** What a decision depends on. */
export type DecisionCriterionName =
  /** It ran for at least 7 days. */
  | 'FULL_WEEK'
  /** Every guardrail metric has statistics for that arm. */
  | 'GUARDRAILS'
  /** There is a test arm that is worse in no primary metric and no guardrail. */
  | 'NO_HARM'
  /** The planned running time, or where only that was planned the number of people, is reached. */
  | 'PLANNED_END'
  /** There is a primary metric, and all of them have statistics. */
  | 'PRIMARY_METRICS'
  /** That arm is significantly worse in no other secondary metric. */
  | 'SECONDARY_METRICS'
  /** People were split among the variants as configured (p of at least 0.001). */
  | 'SPLIT'
  /** Such an arm is certainly better in a primary metric. */
  | 'WINNER';

/** What to do with an experiment. Considered in this order: invalid, harmful, ready to ship, otherwise hold. */
export type DecisionRecommendation =
  /** Nothing is decided yet, and more data can decide it. */
  | 'KEEP_RUNNING'
  /** A person must look: the data cannot be trusted, or metrics disagree. */
  | 'REVIEW'
  /** End it and keep the baseline: every test arm does harm. */
  | 'ROLL_BACK'
  /** Ship the variant named in `variant`. */
  | 'SHIP'
  /** End it: its time is over and no test arm is better. */
  | 'STOP_INCONCLUSIVE';

/** The experiment to end, and the conclusion. Omitted fields are cleared: PostHog overwrites conclusion and comment when it ends an experiment. */
export type EndExperimentInput = {
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
  /** Repository (`owner/name`) for the clean-up pull request, up to 255 characters. */
  repository?: string | null | undefined;
  /** Whether to save `repository` as the team's default. Requires the scope `project:write`. */
  setRepositoryAsTeamDefault?: boolean | null | undefined;
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

/** What a finding is about. docs/findings.md has the thresholds and their sources. */
export type FindingCode =
  /** Some checks could not be made, so nothing is known of what they look for: `unchecked` lists them. It is not affected by the arguments `severity` and `category`. Evidence: none, or `examined` and `experiments` where not all experiments were examined. */
  | 'CHECK_UNAVAILABLE'
  /** The recorded conclusion contradicts the variant that the flag serves. CRITICAL if people get a variant that lost, or whose experiment is invalid. Evidence: `daysSinceEnd`. */
  | 'CONCLUSION_CONTRADICTS'
  /** It was launched more than 60 days ago and has not ended, so PostHog no longer computes its daily results. Evidence: `daysSinceLaunch`, `limit`. */
  | 'DAILY_RESULTS_STOPPED'
  /** It is running, and the flag still gives people a variant that is left out of the analysis. Evidence: `share`. */
  | 'EXCLUDED_VARIANT_EXPOSED'
  /** It is running and had at least 100 people, but nobody new within the last 48 hours that were computed. Evidence: `people`, `days`. */
  | 'EXPOSURES_STOPPED'
  /** The variants, release conditions, payloads or other settings of the flag were edited while the experiment ran, by something else than a lifecycle action. CRITICAL if the variants or their percentages changed. Evidence: `edits`, `daysSinceLaunch` of the last one. */
  | 'FLAG_EDITED_AFTER_START'
  /** It has not ended, but its feature flag was deleted, so nobody gets a variant. Evidence: `daysSinceLaunch`. */
  | 'FLAG_MISSING'
  /** Another experiment that was launched and has not ended uses the same flag, so both change what the same people get. Evidence: `experiments`, how many others. */
  | 'FLAG_SHARED'
  /** It has ended, but its flag is on and still serves several variants. Evidence: `daysSinceEnd`, `variants`. */
  | 'FLAG_STILL_SPLITS'
  /** The newest recalculation could not compute a metric. CRITICAL for a primary metric. Evidence: none; the message has the error of PostHog. */
  | 'METRIC_FAILING'
  /** PostHog has no result of a metric more than 24 hours after the launch. CRITICAL for a primary metric. Evidence: `hoursSinceLaunch`. */
  | 'METRIC_NEVER_COMPUTED'
  /** It ended more than 30 days ago and is not archived. Evidence: `daysSinceEnd`, `limit`. */
  | 'NOT_ARCHIVED'
  /** It has ended, and no conclusion is recorded. Evidence: `daysSinceEnd`. */
  | 'NO_CONCLUSION'
  /** It has been running for more than 24 hours, and the newest results count nobody. Evidence: `hoursSinceLaunch`, `people`. */
  | 'NO_EXPOSURES'
  /** It has no description, so what it is meant to show is not recorded. Evidence: none. */
  | 'NO_HYPOTHESIS'
  /** It was launched without a primary metric, so nothing decides it. Evidence: `secondaryMetrics`. */
  | 'NO_PRIMARY_METRIC'
  /** It has not ended, and neither a running time nor a number of people was planned, so nothing says when to decide. Evidence: `daysSinceLaunch`. */
  | 'NO_RUNNING_TIME'
  /** It has run longer than its recommended running time and has not ended. Evidence: `days`, `plannedDays`. */
  | 'PAST_PLANNED_END'
  /** A release condition assigns one variant to everyone it matches, so these people are not split at random. Evidence: `conditions`. */
  | 'PINNED_VARIANT'
  /** It ended after less than 7 days, so the days of the week are not represented evenly. Evidence: `days`, `minimum`. */
  | 'RAN_LESS_THAN_A_WEEK'
  /** People were not split among the variants as configured. CRITICAL if p is below 0.001 and an arm deviates by at least 0.1 percentage points, WARNING if p is below 0.01. Evidence: `pValue`, `deviation`, and `observed.KEY` and `expected.KEY` of each arm. */
  | 'SAMPLE_RATIO_MISMATCH'
  /** Whether people were split as configured cannot be tested, although there are results, because the configured split is not known, or has changed other than by shipping a variant at the end. Evidence: none. */
  | 'SAMPLE_RATIO_UNTESTED'
  /** It is a draft that has not changed for more than 7 days. Evidence: `days`. */
  | 'STALE_DRAFT'
  /** The experiment, or its newest results, name variants that the flag does not have, or the other way round. Evidence: `missing`. */
  | 'VARIANT_KEYS_DIFFER';

/** How much a finding matters. */
export type FindingSeverity =
  /** The results cannot be trusted, or people get what they should not. Act on it before anything else. */
  | 'CRITICAL'
  /** A habit worth keeping was not kept. */
  | 'INFO'
  /** Something is probably wrong, or costs time or people. Look at it. */
  | 'WARNING';

/** The experiment whose exposure to freeze, and options for the request. */
export type FreezeExposureInput = {
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

/** An action on an experiment. */
export type LifecycleActionName =
  /** Archive an ended experiment. With `disableFeatureFlag`, its flag is turned off. */
  | 'ARCHIVE'
  /** Create a draft copy in another project of the organisation. */
  | 'COPY_TO_PROJECT'
  /** Create a cohort of everyone exposed. */
  | 'CREATE_EXPOSURE_COHORT'
  /** Delete it. The flag is not deleted. `restore` undoes the deletion. */
  | 'DELETE'
  /** Create a draft copy in the same project. */
  | 'DUPLICATE'
  /** End it: sets the end date and the conclusion. The flag keeps serving. */
  | 'END'
  /** Keep everyone exposed so far and admit nobody new. May take tens of seconds. */
  | 'FREEZE_EXPOSURE'
  /** Launch a draft: sets the start date and turns the flag on. */
  | 'LAUNCH'
  /** Re-create a legacy experiment on the current engine. */
  | 'MIGRATE'
  /** Pause it: turns the flag off, so that nobody is exposed. Dates do not change. */
  | 'PAUSE'
  /** Recompute all metrics. */
  | 'RECALCULATE_METRICS'
  /** Recompute the daily series of a metric. */
  | 'RECALCULATE_TIMESERIES'
  /** Return it to draft. Dates, conclusion and archiving are lost; the flag stays on. */
  | 'RESET'
  /** Restore a deleted experiment. */
  | 'RESTORE'
  /** Resume it after a pause: turns the flag on again. */
  | 'RESUME'
  /** Serve one variant to everyone, and end the experiment if it is running. */
  | 'SHIP_VARIANT'
  /** Restore an archived experiment to lists. */
  | 'UNARCHIVE'
  /** Admit new people again after a freeze. */
  | 'UNFREEZE_EXPOSURE';

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

/** The experiment to pause, and options for the request. */
export type PauseExperimentInput = {
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

/** What applying a spec does. */
export type PlanAction =
  /** Create a draft experiment. */
  | 'CREATE'
  /** Nothing: the experiment already matches the spec. */
  | 'NONE'
  /** Change the existing experiment. */
  | 'UPDATE';

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

/** Status of a recalculation. */
export type RecalculationStatus =
  /** Finished. */
  | 'COMPLETED'
  /** Failed permanently. */
  | 'FAILED'
  /** In progress. */
  | 'IN_PROGRESS'
  /** Waiting to start. */
  | 'PENDING'
  /** A word of PostHog's that this API does not know: the field that ends in `Text` has it. Only in answers. */
  | 'UNKNOWN';

/** Where a result comes from. */
export type ResultSource =
  /** A recalculation of all metrics of the experiment. */
  | 'RECALCULATION'
  /** The daily series of the metric. */
  | 'TIMESERIES';

/** The experiment to resume, and options for the request. */
export type ResumeExperimentInput = {
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

/** Why the split of an experiment was not tested. */
export type SampleRatioUntestedReason =
  /** Nothing has been computed yet. */
  | 'NO_RESULTS'
  /** A release condition pins a variant, so people do not follow the split. */
  | 'PINNED_VARIANT'
  /** An arm that has people is assigned 0 % now, so the split has changed since. */
  | 'SPLIT_CHANGED'
  /** Fewer than 5 people are expected in an arm. */
  | 'TOO_FEW_PEOPLE'
  /** The percentage of a variant is missing or not a number in PostHog's answer. */
  | 'UNKNOWN_SHARE'
  /** It has ended and everyone is assigned one variant, so the percentages of its run are not known any more. */
  | 'VARIANT_SHIPPED';

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

/** Why data may be out of date. */
export type StaleReason =
  /** The key's budget of calls was used up, so cached data was returned. */
  | 'BUDGET_SPENT'
  /** The experiment has ended: the last day of its series is final. */
  | 'EXPERIMENT_ENDED'
  /** PostHog throttled the key, so cached data was returned. */
  | 'RATE_LIMITED'
  /** A series was discarded to be recomputed, and the recalculation has not finished. */
  | 'RECALCULATING'
  /** The experiment was launched more than 60 days ago, so PostHog no longer computes the series daily. Request a recalculation. */
  | 'STOPPED_UPDATING'
  /** PostHog was unreachable or failing, so cached data was returned. */
  | 'UPSTREAM_DOWN';

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

/** The experiment whose exposure to unfreeze, and options for the request. */
export type UnfreezeExposureInput = {
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
  /** There are statistics, but no significant difference, or the goal of the metric is a word that this API does not know. */
  | 'INCONCLUSIVE'
  /** A variant is significantly worse than the baseline, and none significantly better. */
  | 'LOSING'
  /** There are counts, but too few for statistics. */
  | 'NOT_ENOUGH_DATA'
  /** Nothing has been computed yet, or PostHog could not compute it. */
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

export type ExportedExperimentsQueryVariables = Exact<{
  projectId?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ExportedExperimentsQuery = { experiments: { totalCount: number | null, pageInfo: { hasNextPage: boolean }, edges: Array<{ cursor: string, node: { id: string, posthogId: number, projectId: string, name: string | null, description: string | null, status: ExperimentStatus | null, statusText: string | null, archived: boolean | null, kindText: string | null, featureFlagKey: string | null, createdAt: string | null, updatedAt: string | null, startDate: string | null, endDate: string | null, durationDays: number | null, conclusionText: string | null, conclusionComment: string | null, tags: Array<string | null> | null, asOf: string, createdBy: { posthogId: number, firstName: string | null, lastName: string | null, email: string | null } | null, holdout: { posthogId: number, name: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null, isExcluded: boolean | null }> | null } | null }> } | null };

export type ExportedExperimentFragment = { id: string, posthogId: number, projectId: string, name: string | null, description: string | null, status: ExperimentStatus | null, statusText: string | null, archived: boolean | null, kindText: string | null, featureFlagKey: string | null, createdAt: string | null, updatedAt: string | null, startDate: string | null, endDate: string | null, durationDays: number | null, conclusionText: string | null, conclusionComment: string | null, tags: Array<string | null> | null, asOf: string, createdBy: { posthogId: number, firstName: string | null, lastName: string | null, email: string | null } | null, holdout: { posthogId: number, name: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null, isExcluded: boolean | null }> | null };

export type OneExportedExperimentQueryVariables = Exact<{
  id: string;
  projectId?: string | null | undefined;
}>;


export type OneExportedExperimentQuery = { experiment: { id: string, posthogId: number, projectId: string, name: string | null, description: string | null, status: ExperimentStatus | null, statusText: string | null, archived: boolean | null, kindText: string | null, featureFlagKey: string | null, createdAt: string | null, updatedAt: string | null, startDate: string | null, endDate: string | null, durationDays: number | null, conclusionText: string | null, conclusionComment: string | null, tags: Array<string | null> | null, asOf: string, createdBy: { posthogId: number, firstName: string | null, lastName: string | null, email: string | null } | null, holdout: { posthogId: number, name: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null, isExcluded: boolean | null }> | null } | null };

export type ExportedResultsQueryVariables = Exact<{
  id: string;
}>;


export type ExportedResultsQuery = { experiment: { id: string, metrics: Array<
      | { __typename: 'FunnelMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
      | { __typename: 'LegacyMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
      | { __typename: 'MeanMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
      | { __typename: 'RatioMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
      | { __typename: 'RetentionMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
      | { __typename: 'UnknownMetric', resultError: string | null, uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, latestResult: { asOf: string | null, date: string | null, source: ResultSource | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null } | null }
     | null> | null } | null };

type ExportedMetric_FunnelMetric_Fragment = { __typename: 'FunnelMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

type ExportedMetric_LegacyMetric_Fragment = { __typename: 'LegacyMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

type ExportedMetric_MeanMetric_Fragment = { __typename: 'MeanMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

type ExportedMetric_RatioMetric_Fragment = { __typename: 'RatioMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

type ExportedMetric_RetentionMetric_Fragment = { __typename: 'RetentionMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

type ExportedMetric_UnknownMetric_Fragment = { __typename: 'UnknownMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null };

export type ExportedMetricFragment =
  | ExportedMetric_FunnelMetric_Fragment
  | ExportedMetric_LegacyMetric_Fragment
  | ExportedMetric_MeanMetric_Fragment
  | ExportedMetric_RatioMetric_Fragment
  | ExportedMetric_RetentionMetric_Fragment
  | ExportedMetric_UnknownMetric_Fragment
;

export type ExportedArmFragment = { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null };

export type ExportedVariantFragment = { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null };

export type ExportedTimeseriesQueryVariables = Exact<{
  id: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ExportedTimeseriesQuery = { experiment: { id: string, metrics: Array<
      | { __typename: 'FunnelMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
      | { __typename: 'LegacyMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
      | { __typename: 'MeanMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
      | { __typename: 'RatioMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
      | { __typename: 'RetentionMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
      | { __typename: 'UnknownMetric', uuid: string | null, name: string | null, role: MetricRole | null, goal: MetricGoal | null, goalText: string | null, isShared: boolean | null, timeseries: { asOf: string, points: Array<{ date: string | null, error: string | null, baseline: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, failuresText: Array<string | null> | null } | null, variants: Array<{ key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { key: string | null, samples: number | null, sum: number | null, denominatorSum: number | null, mean: number | null, delta: number | null, estimatedChange: number | null, direction: ChangeDirection | null, methodText: string | null, pValue: number | null, chanceToWin: number | null, chanceToImprove: number | null, significant: boolean | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null } | null }> | null } | null }
     | null> | null } | null };

export type BudgetLeftQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetLeftQuery = { __typename: 'Query' };

export type PauseByGuardMutationVariables = Exact<{
  input: PauseExperimentInput;
}>;


export type PauseByGuardMutation = { outcome:
    | { __typename: 'ApprovalRequired', message: string }
    | { __typename: 'LifecycleConflict', message: string }
    | { __typename: 'NotFoundProblem', message: string }
    | { __typename: 'PauseExperimentPayload' }
    | { __typename: 'PermissionDenied', message: string }
    | { __typename: 'PolicyConflict', message: string }
    | { __typename: 'ValidationProblem', message: string }
    | { __typename: 'VersionConflict', message: string }
   | null };

export type EndByGuardMutationVariables = Exact<{
  input: EndExperimentInput;
}>;


export type EndByGuardMutation = { outcome:
    | { __typename: 'ApprovalRequired', message: string }
    | { __typename: 'EndExperimentPayload' }
    | { __typename: 'LifecycleConflict', message: string }
    | { __typename: 'NotFoundProblem', message: string }
    | { __typename: 'PermissionDenied', message: string }
    | { __typename: 'PolicyConflict', message: string }
    | { __typename: 'ValidationProblem', message: string }
    | { __typename: 'VersionConflict', message: string }
   | null };

export type ShipAtScheduledEndMutationVariables = Exact<{
  input: ShipVariantInput;
}>;


export type ShipAtScheduledEndMutation = { outcome:
    | { __typename: 'ApprovalRequired', message: string }
    | { __typename: 'LifecycleConflict', message: string }
    | { __typename: 'NotFoundProblem', message: string }
    | { __typename: 'PermissionDenied', message: string }
    | { __typename: 'PolicyConflict', message: string }
    | { __typename: 'ShipVariantPayload' }
    | { __typename: 'ValidationProblem', message: string }
    | { __typename: 'VersionConflict', message: string }
   | null };

export type CommentByGuardMutationVariables = Exact<{
  input: UpdateExperimentInput;
}>;


export type CommentByGuardMutation = { outcome:
    | { __typename: 'ApprovalRequired', message: string }
    | { __typename: 'LifecycleConflict', message: string }
    | { __typename: 'NotFoundProblem', message: string }
    | { __typename: 'PermissionDenied', message: string }
    | { __typename: 'PolicyConflict', message: string }
    | { __typename: 'UpdateExperimentPayload' }
    | { __typename: 'ValidationProblem', message: string }
    | { __typename: 'VersionConflict', message: string }
   | null };

export type GuardedStateQueryVariables = Exact<{
  id: string;
  projectId: string;
}>;


export type GuardedStateQuery = { experiment: { id: string, name: string | null, status: ExperimentStatus | null, startDate: string | null, endDate: string | null, version: number | null, conclusion: ExperimentConclusion | null, conclusionComment: string | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null, featureFlag: { version: number | null } | null } | null };

export type GuardEvidenceQueryVariables = Exact<{
  id: string;
  projectId: string;
  withResults: boolean;
  withFindings: boolean;
  withDecision: boolean;
  codes?: Array<FindingCode> | FindingCode | null | undefined;
}>;


export type GuardEvidenceQuery = { experiment: { sampleRatioUntested?: SampleRatioUntestedReason | null, sampleRatioMismatch?: { suspicious: boolean, pValue: number, asOf: string | null } | null, latestRecalculation?: { activeRunStatus: RecalculationStatus | null } | null, metrics?: Array<
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null, resultError: string | null, latestResult: { asOf: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null }> | null } | null }
     | null> | null, findings?: Array<{ code: FindingCode, severity: FindingSeverity, message: string, unchecked: Array<FindingCode> }> | null, decision?: { recommendation: DecisionRecommendation, variant: string | null, because: string, asOf: string | null } | null } | null };

export type GuardedArmFragment = { key: string | null, samples: number | null, mean: number | null };

export type GuardedVariantFragment = { key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number, level: number } | null };

export type GuardedByNameQueryVariables = Exact<{
  id?: string | null | undefined;
  featureFlagKey?: string | null | undefined;
  projectId?: string | null | undefined;
}>;


export type GuardedByNameQuery = { experiment: { posthogId: number, projectId: string, name: string | null, featureFlagKey: string | null, isLegacy: boolean | null, variants: Array<{ key: string | null }> | null, metrics: Array<
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
      | { uuid: string | null, name: string | null, goal: MetricGoal | null }
     | null> | null } | null };

export type GuardedNamesFragment = { posthogId: number, projectId: string, name: string | null, featureFlagKey: string | null, isLegacy: boolean | null, variants: Array<{ key: string | null }> | null, metrics: Array<
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
    | { uuid: string | null, name: string | null, goal: MetricGoal | null }
   | null> | null };

export type GuardedSearchQueryVariables = Exact<{
  search: string;
  projectId?: string | null | undefined;
}>;


export type GuardedSearchQuery = { experiments: { nodes: Array<{ posthogId: number, name: string | null, featureFlagKey: string | null } | null>, pageInfo: { hasNextPage: boolean } } | null };

export type ReportQueryVariables = Exact<{
  id?: string | null | undefined;
  featureFlagKey?: string | null | undefined;
  projectId?: string | null | undefined;
}>;


export type ReportQuery = { experiment: { posthogId: number, projectId: string, name: string | null, description: string | null, status: ExperimentStatus | null, statusText: string | null, archived: boolean | null, featureFlagKey: string | null, createdAt: string | null, startDate: string | null, endDate: string | null, durationDays: number | null, conclusion: ExperimentConclusion | null, conclusionText: string | null, conclusionComment: string | null, tags: Array<string | null> | null, asOf: string, staleReason: StaleReason | null, sampleRatioUntested: SampleRatioUntestedReason | null, createdBy: { firstName: string | null, lastName: string | null, email: string | null } | null, holdout: { name: string | null } | null, statsConfig: { methodText: string | null, confidenceLevel: number | null } | null, runningTime: { recommendedRunningTimeDays: number | null, recommendedSampleSize: number | null, minimumDetectableEffect: number | null } | null, variants: Array<{ key: string | null, name: string | null, rolloutPercentage: number | null, isExcluded: boolean | null }> | null, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string, wouldChangeWith: Array<string>, asOf: string | null, criteria: Array<{ name: DecisionCriterionName, met: boolean | null, detail: string }> } | null, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string }> | null, sampleRatioMismatch: { pValue: number, suspicious: boolean, asOf: string | null, arms: Array<{ key: string, observed: number, expected: number }> } | null, metrics: Array<
      | { __typename: 'FunnelMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'LegacyMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'MeanMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'RatioMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'RetentionMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
      | { __typename: 'UnknownMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null }
     | null> | null, activity: { totalCount: number | null, nodes: Array<{ createdAt: string | null, activity: string | null, scope: string | null, isSystem: boolean | null, user: { firstName: string | null, lastName: string | null, email: string | null } | null, detail: { changes: Array<{ field: string | null, before: unknown, after: unknown }> | null } | null } | null> } | null } | null };

type ReportMetric_FunnelMetric_Fragment = { __typename: 'FunnelMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

type ReportMetric_LegacyMetric_Fragment = { __typename: 'LegacyMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

type ReportMetric_MeanMetric_Fragment = { __typename: 'MeanMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

type ReportMetric_RatioMetric_Fragment = { __typename: 'RatioMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

type ReportMetric_RetentionMetric_Fragment = { __typename: 'RetentionMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

type ReportMetric_UnknownMetric_Fragment = { __typename: 'UnknownMetric', name: string | null, role: MetricRole | null, goal: MetricGoal | null, isShared: boolean | null, isGuardrail: boolean | null, verdict: { state: VerdictState, because: string } | null, latestResult: { asOf: string | null, error: string | null, baseline: { key: string | null, samples: number | null, mean: number | null } | null, variants: Array<{ key: string | null, samples: number | null, mean: number | null, estimatedChange: number | null, significant: boolean | null, pValue: number | null, chanceToImprove: number | null, failuresText: Array<string | null> | null, interval: { lower: number, upper: number, level: number } | null, sequentialInterval: { lower: number, upper: number } | null }> | null, holdout: { samples: number | null, mean: number | null, estimatedChange: number | null } | null } | null, timeseries: { points: Array<{ date: string | null, error: string | null, baseline: { samples: number | null } | null, variants: Array<{ key: string | null, samples: number | null, estimatedChange: number | null, interval: { lower: number, upper: number } | null }> | null }> | null } | null };

export type ReportMetricFragment =
  | ReportMetric_FunnelMetric_Fragment
  | ReportMetric_LegacyMetric_Fragment
  | ReportMetric_MeanMetric_Fragment
  | ReportMetric_RatioMetric_Fragment
  | ReportMetric_RetentionMetric_Fragment
  | ReportMetric_UnknownMetric_Fragment
;

type Written_ApplyExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_ArchiveExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_CopyExperimentToProjectPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_CreateExperimentFromPromptPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_CreateExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_DuplicateExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_EndExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_FreezeExposurePayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_LaunchExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_MigrateExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_PauseExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_ResetExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_ResumeExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_ShipVariantPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_UnarchiveExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_UnfreezeExposurePayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

type Written_UpdateExperimentPayload_Fragment = { reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } };

export type WrittenFragment =
  | Written_ApplyExperimentPayload_Fragment
  | Written_ArchiveExperimentPayload_Fragment
  | Written_CopyExperimentToProjectPayload_Fragment
  | Written_CreateExperimentFromPromptPayload_Fragment
  | Written_CreateExperimentPayload_Fragment
  | Written_DuplicateExperimentPayload_Fragment
  | Written_EndExperimentPayload_Fragment
  | Written_FreezeExposurePayload_Fragment
  | Written_LaunchExperimentPayload_Fragment
  | Written_MigrateExperimentPayload_Fragment
  | Written_PauseExperimentPayload_Fragment
  | Written_ResetExperimentPayload_Fragment
  | Written_ResumeExperimentPayload_Fragment
  | Written_ShipVariantPayload_Fragment
  | Written_UnarchiveExperimentPayload_Fragment
  | Written_UnfreezeExposurePayload_Fragment
  | Written_UpdateExperimentPayload_Fragment
;

export type ApplySpecMutationVariables = Exact<{
  input: ApplyExperimentInput;
}>;


export type ApplySpecMutation = { result:
    | { __typename: 'ApplyExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { posthogId: number, id: string, version: number | null, name: string | null }, duplicateOf: { posthogId: number } | null }
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type LaunchFromFileMutationVariables = Exact<{
  input: LaunchExperimentInput;
}>;


export type LaunchFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LaunchExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type PauseFromFileMutationVariables = Exact<{
  input: PauseExperimentInput;
}>;


export type PauseFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PauseExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ResumeFromFileMutationVariables = Exact<{
  input: ResumeExperimentInput;
}>;


export type ResumeFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ResumeExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type FreezeFromFileMutationVariables = Exact<{
  input: FreezeExposureInput;
}>;


export type FreezeFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'FreezeExposurePayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type UnfreezeFromFileMutationVariables = Exact<{
  input: UnfreezeExposureInput;
}>;


export type UnfreezeFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'UnfreezeExposurePayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type EndFromFileMutationVariables = Exact<{
  input: EndExperimentInput;
}>;


export type EndFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'EndExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type ConcludeFromFileMutationVariables = Exact<{
  input: UpdateExperimentInput;
}>;


export type ConcludeFromFileMutation = { result:
    | { __typename: 'ApprovalRequired', code: string, message: string }
    | { __typename: 'LifecycleConflict', code: string, message: string }
    | { __typename: 'NotFoundProblem', code: string, message: string }
    | { __typename: 'PermissionDenied', code: string, message: string }
    | { __typename: 'PolicyConflict', code: string, message: string }
    | { __typename: 'UpdateExperimentPayload', reconciled: boolean, notStored: Array<string>, experiment: { id: string, version: number | null, name: string | null } }
    | { __typename: 'ValidationProblem', code: string, message: string }
    | { __typename: 'VersionConflict', code: string, message: string }
   | null };

export type LaunchChecklistOfQueryVariables = Exact<{
  id: string;
}>;


export type LaunchChecklistOfQuery = { experiment: { launchChecklist: Array<{ message: string, passed: boolean | null, required: boolean }> | null } | null };

export type PlanSpecsQueryVariables = Exact<{
  specs: Array<unknown> | unknown;
}>;


export type PlanSpecsQuery = { planExperiments: Array<{ faults: Array<{ path: string | null, code: string, message: string }> | null, plan: { action: PlanAction, planHash: string, obstacles: Array<{ message: string }>, changes: Array<{ path: string, before: unknown, after: unknown }>, experiment: { id: string, name: string | null, statusText: string | null, version: number | null, archived: boolean | null, conclusion: ExperimentConclusion | null, conclusionComment: string | null, lifecycle: Array<{ action: LifecycleActionName, allowed: boolean | null }> | null } | null } | null }> };

export type DescribedExperimentQueryVariables = Exact<{
  spec: unknown;
}>;


export type DescribedExperimentQuery = { planExperiment: { experiment: { id: string, name: string | null } | null } | null };

export type SpecFileOfQueryVariables = Exact<{
  id: string;
}>;


export type SpecFileOfQuery = { experiment: { id: string, spec: unknown, statusText: string | null, conclusion: ExperimentConclusion | null, conclusionComment: string | null } | null };

export type WatchProjectQueryVariables = Exact<{
  projectId: string;
  first: number;
  offset: number;
}>;


export type WatchProjectQuery = { experimentFacts: { facts: Array<unknown>, total: number, unreadable: number } | null };

export type WatchExperimentsQueryVariables = Exact<{
  projectId: string;
  ids: Array<string> | string;
}>;


export type WatchExperimentsQuery = { experimentFacts: { facts: Array<unknown>, unreadable: number } | null };

export type WatchedProjectQueryVariables = Exact<{
  id: string;
}>;


export type WatchedProjectQuery = { project: { posthogId: number } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ExportedExperimentFragmentDoc = new TypedDocumentString(`
    fragment ExportedExperiment on Experiment {
  id
  posthogId
  projectId
  name
  description
  status
  statusText
  archived
  kindText
  featureFlagKey
  createdAt
  updatedAt
  startDate
  endDate
  durationDays
  conclusionText
  conclusionComment
  tags
  createdBy {
    posthogId
    firstName
    lastName
    email
  }
  holdout {
    posthogId
    name
  }
  variants {
    key
    rolloutPercentage
    isExcluded
  }
  asOf
}
    `, {"fragmentName":"ExportedExperiment"}) as unknown as TypedDocumentString<ExportedExperimentFragment, unknown>;
export const ExportedMetricFragmentDoc = new TypedDocumentString(`
    fragment ExportedMetric on Metric {
  __typename
  uuid
  name
  role
  goal
  goalText
  isShared
}
    `, {"fragmentName":"ExportedMetric"}) as unknown as TypedDocumentString<ExportedMetricFragment, unknown>;
export const ExportedArmFragmentDoc = new TypedDocumentString(`
    fragment ExportedArm on ArmResult {
  key
  samples
  sum
  denominatorSum
  mean
  failuresText
}
    `, {"fragmentName":"ExportedArm"}) as unknown as TypedDocumentString<ExportedArmFragment, unknown>;
export const ExportedVariantFragmentDoc = new TypedDocumentString(`
    fragment ExportedVariant on VariantResult {
  key
  samples
  sum
  denominatorSum
  mean
  delta
  estimatedChange
  direction
  methodText
  pValue
  chanceToWin
  chanceToImprove
  significant
  failuresText
  interval {
    lower
    upper
    level
  }
  sequentialInterval {
    lower
    upper
  }
}
    `, {"fragmentName":"ExportedVariant"}) as unknown as TypedDocumentString<ExportedVariantFragment, unknown>;
export const GuardedArmFragmentDoc = new TypedDocumentString(`
    fragment GuardedArm on ArmResult {
  key
  samples
  mean
}
    `, {"fragmentName":"GuardedArm"}) as unknown as TypedDocumentString<GuardedArmFragment, unknown>;
export const GuardedVariantFragmentDoc = new TypedDocumentString(`
    fragment GuardedVariant on VariantResult {
  key
  samples
  estimatedChange
  interval {
    lower
    upper
    level
  }
  sequentialInterval {
    lower
    upper
    level
  }
}
    `, {"fragmentName":"GuardedVariant"}) as unknown as TypedDocumentString<GuardedVariantFragment, unknown>;
export const GuardedNamesFragmentDoc = new TypedDocumentString(`
    fragment GuardedNames on Experiment {
  posthogId
  projectId
  name
  featureFlagKey
  isLegacy
  variants {
    key
  }
  metrics {
    uuid
    name
    goal
  }
}
    `, {"fragmentName":"GuardedNames"}) as unknown as TypedDocumentString<GuardedNamesFragment, unknown>;
export const ReportMetricFragmentDoc = new TypedDocumentString(`
    fragment ReportMetric on Metric {
  __typename
  name
  role
  goal
  isShared
  isGuardrail
  verdict {
    state
    because
  }
  latestResult {
    asOf
    error
    baseline {
      key
      samples
      mean
    }
    variants {
      key
      samples
      mean
      estimatedChange
      significant
      pValue
      chanceToImprove
      failuresText
      interval {
        lower
        upper
        level
      }
      sequentialInterval {
        lower
        upper
      }
    }
    holdout {
      samples
      mean
      estimatedChange
    }
  }
  timeseries {
    points {
      date
      error
      baseline {
        samples
      }
      variants {
        key
        samples
        estimatedChange
        interval {
          lower
          upper
        }
      }
    }
  }
}
    `, {"fragmentName":"ReportMetric"}) as unknown as TypedDocumentString<ReportMetricFragment, unknown>;
export const WrittenFragmentDoc = new TypedDocumentString(`
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}
    `, {"fragmentName":"Written"}) as unknown as TypedDocumentString<WrittenFragment, unknown>;
export const ExportedExperimentsDocument = new TypedDocumentString(`
    query ExportedExperiments($projectId: ID, $filter: ExperimentFilter, $after: String) @fresh(maxAge: 0) {
  experiments(
    projectId: $projectId
    first: 100
    after: $after
    filter: $filter
    orderBy: {field: CREATED_AT, direction: ASC}
  ) {
    totalCount
    pageInfo {
      hasNextPage
    }
    edges {
      cursor
      node {
        ...ExportedExperiment
      }
    }
  }
}
    fragment ExportedExperiment on Experiment {
  id
  posthogId
  projectId
  name
  description
  status
  statusText
  archived
  kindText
  featureFlagKey
  createdAt
  updatedAt
  startDate
  endDate
  durationDays
  conclusionText
  conclusionComment
  tags
  createdBy {
    posthogId
    firstName
    lastName
    email
  }
  holdout {
    posthogId
    name
  }
  variants {
    key
    rolloutPercentage
    isExcluded
  }
  asOf
}`) as unknown as TypedDocumentString<ExportedExperimentsQuery, ExportedExperimentsQueryVariables>;
export const OneExportedExperimentDocument = new TypedDocumentString(`
    query OneExportedExperiment($id: ID!, $projectId: ID) {
  experiment(id: $id, projectId: $projectId) {
    ...ExportedExperiment
  }
}
    fragment ExportedExperiment on Experiment {
  id
  posthogId
  projectId
  name
  description
  status
  statusText
  archived
  kindText
  featureFlagKey
  createdAt
  updatedAt
  startDate
  endDate
  durationDays
  conclusionText
  conclusionComment
  tags
  createdBy {
    posthogId
    firstName
    lastName
    email
  }
  holdout {
    posthogId
    name
  }
  variants {
    key
    rolloutPercentage
    isExcluded
  }
  asOf
}`) as unknown as TypedDocumentString<OneExportedExperimentQuery, OneExportedExperimentQueryVariables>;
export const ExportedResultsDocument = new TypedDocumentString(`
    query ExportedResults($id: ID!) {
  experiment(id: $id) {
    id
    metrics {
      ...ExportedMetric
      resultError
      latestResult {
        asOf
        date
        source
        baseline {
          ...ExportedArm
        }
        variants {
          ...ExportedVariant
        }
        holdout {
          ...ExportedVariant
        }
      }
    }
  }
}
    fragment ExportedMetric on Metric {
  __typename
  uuid
  name
  role
  goal
  goalText
  isShared
}
fragment ExportedArm on ArmResult {
  key
  samples
  sum
  denominatorSum
  mean
  failuresText
}
fragment ExportedVariant on VariantResult {
  key
  samples
  sum
  denominatorSum
  mean
  delta
  estimatedChange
  direction
  methodText
  pValue
  chanceToWin
  chanceToImprove
  significant
  failuresText
  interval {
    lower
    upper
    level
  }
  sequentialInterval {
    lower
    upper
  }
}`) as unknown as TypedDocumentString<ExportedResultsQuery, ExportedResultsQueryVariables>;
export const ExportedTimeseriesDocument = new TypedDocumentString(`
    query ExportedTimeseries($id: ID!, $from: Date, $to: Date) {
  experiment(id: $id) {
    id
    metrics {
      ...ExportedMetric
      timeseries(from: $from, to: $to) {
        asOf
        points {
          date
          error
          baseline {
            ...ExportedArm
          }
          variants {
            ...ExportedVariant
          }
          holdout {
            ...ExportedVariant
          }
        }
      }
    }
  }
}
    fragment ExportedMetric on Metric {
  __typename
  uuid
  name
  role
  goal
  goalText
  isShared
}
fragment ExportedArm on ArmResult {
  key
  samples
  sum
  denominatorSum
  mean
  failuresText
}
fragment ExportedVariant on VariantResult {
  key
  samples
  sum
  denominatorSum
  mean
  delta
  estimatedChange
  direction
  methodText
  pValue
  chanceToWin
  chanceToImprove
  significant
  failuresText
  interval {
    lower
    upper
    level
  }
  sequentialInterval {
    lower
    upper
  }
}`) as unknown as TypedDocumentString<ExportedTimeseriesQuery, ExportedTimeseriesQueryVariables>;
export const BudgetLeftDocument = new TypedDocumentString(`
    query BudgetLeft {
  __typename
}
    `) as unknown as TypedDocumentString<BudgetLeftQuery, BudgetLeftQueryVariables>;
export const PauseByGuardDocument = new TypedDocumentString(`
    mutation PauseByGuard($input: PauseExperimentInput!) {
  outcome: pauseExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PauseByGuardMutation, PauseByGuardMutationVariables>;
export const EndByGuardDocument = new TypedDocumentString(`
    mutation EndByGuard($input: EndExperimentInput!) {
  outcome: endExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<EndByGuardMutation, EndByGuardMutationVariables>;
export const ShipAtScheduledEndDocument = new TypedDocumentString(`
    mutation ShipAtScheduledEnd($input: ShipVariantInput!) {
  outcome: shipVariant(input: $input) {
    __typename
    ... on MutationProblem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ShipAtScheduledEndMutation, ShipAtScheduledEndMutationVariables>;
export const CommentByGuardDocument = new TypedDocumentString(`
    mutation CommentByGuard($input: UpdateExperimentInput!) {
  outcome: updateExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CommentByGuardMutation, CommentByGuardMutationVariables>;
export const GuardedStateDocument = new TypedDocumentString(`
    query GuardedState($id: ID!, $projectId: ID!) @fresh(maxAge: 0, staleOk: false) {
  experiment(id: $id, projectId: $projectId) {
    id
    name
    status
    startDate
    endDate
    version
    conclusion
    conclusionComment
    variants {
      key
      rolloutPercentage
    }
    featureFlag {
      version
    }
  }
}
    `) as unknown as TypedDocumentString<GuardedStateQuery, GuardedStateQueryVariables>;
export const GuardEvidenceDocument = new TypedDocumentString(`
    query GuardEvidence($id: ID!, $projectId: ID!, $withResults: Boolean!, $withFindings: Boolean!, $withDecision: Boolean!, $codes: [FindingCode!]) @fresh(maxAge: 30, staleOk: false) {
  experiment(id: $id, projectId: $projectId) {
    sampleRatioMismatch @include(if: $withResults) {
      suspicious
      pValue
      asOf
    }
    sampleRatioUntested @include(if: $withResults)
    latestRecalculation @include(if: $withResults) {
      activeRunStatus
    }
    metrics @include(if: $withResults) {
      uuid
      name
      goal
      resultError
      latestResult {
        asOf
        baseline {
          ...GuardedArm
        }
        variants {
          ...GuardedVariant
        }
      }
    }
    findings(code: $codes) @include(if: $withFindings) {
      code
      severity
      message
      unchecked
    }
    decision @include(if: $withDecision) {
      recommendation
      variant
      because
      asOf
    }
  }
}
    fragment GuardedArm on ArmResult {
  key
  samples
  mean
}
fragment GuardedVariant on VariantResult {
  key
  samples
  estimatedChange
  interval {
    lower
    upper
    level
  }
  sequentialInterval {
    lower
    upper
    level
  }
}`) as unknown as TypedDocumentString<GuardEvidenceQuery, GuardEvidenceQueryVariables>;
export const GuardedByNameDocument = new TypedDocumentString(`
    query GuardedByName($id: ID, $featureFlagKey: String, $projectId: ID) {
  experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {
    ...GuardedNames
  }
}
    fragment GuardedNames on Experiment {
  posthogId
  projectId
  name
  featureFlagKey
  isLegacy
  variants {
    key
  }
  metrics {
    uuid
    name
    goal
  }
}`) as unknown as TypedDocumentString<GuardedByNameQuery, GuardedByNameQueryVariables>;
export const GuardedSearchDocument = new TypedDocumentString(`
    query GuardedSearch($search: String!, $projectId: ID) {
  experiments(filter: {search: $search}, first: 100, projectId: $projectId) {
    nodes {
      posthogId
      name
      featureFlagKey
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<GuardedSearchQuery, GuardedSearchQueryVariables>;
export const ReportDocument = new TypedDocumentString(`
    query Report($id: ID, $featureFlagKey: String, $projectId: ID) {
  experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {
    posthogId
    projectId
    name
    description
    status
    statusText
    archived
    featureFlagKey
    createdAt
    startDate
    endDate
    durationDays
    conclusion
    conclusionText
    conclusionComment
    tags
    asOf
    staleReason
    createdBy {
      firstName
      lastName
      email
    }
    holdout {
      name
    }
    statsConfig {
      methodText
      confidenceLevel
    }
    runningTime {
      recommendedRunningTimeDays
      recommendedSampleSize
      minimumDetectableEffect
    }
    variants {
      key
      name
      rolloutPercentage
      isExcluded
    }
    decision {
      recommendation
      variant
      because
      wouldChangeWith
      asOf
      criteria {
        name
        met
        detail
      }
    }
    findings {
      code
      severity
      message
      remedy
    }
    sampleRatioUntested
    sampleRatioMismatch {
      pValue
      suspicious
      asOf
      arms {
        key
        observed
        expected
      }
    }
    metrics {
      ...ReportMetric
    }
    activity(first: 50) {
      totalCount
      nodes {
        createdAt
        activity
        scope
        isSystem
        user {
          firstName
          lastName
          email
        }
        detail {
          changes {
            field
            before
            after
          }
        }
      }
    }
  }
}
    fragment ReportMetric on Metric {
  __typename
  name
  role
  goal
  isShared
  isGuardrail
  verdict {
    state
    because
  }
  latestResult {
    asOf
    error
    baseline {
      key
      samples
      mean
    }
    variants {
      key
      samples
      mean
      estimatedChange
      significant
      pValue
      chanceToImprove
      failuresText
      interval {
        lower
        upper
        level
      }
      sequentialInterval {
        lower
        upper
      }
    }
    holdout {
      samples
      mean
      estimatedChange
    }
  }
  timeseries {
    points {
      date
      error
      baseline {
        samples
      }
      variants {
        key
        samples
        estimatedChange
        interval {
          lower
          upper
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<ReportQuery, ReportQueryVariables>;
export const ApplySpecDocument = new TypedDocumentString(`
    mutation ApplySpec($input: ApplyExperimentInput!) {
  result: applyExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
    ... on ApplyExperimentPayload {
      experiment {
        posthogId
      }
      duplicateOf {
        posthogId
      }
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<ApplySpecMutation, ApplySpecMutationVariables>;
export const LaunchFromFileDocument = new TypedDocumentString(`
    mutation LaunchFromFile($input: LaunchExperimentInput!) {
  result: launchExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<LaunchFromFileMutation, LaunchFromFileMutationVariables>;
export const PauseFromFileDocument = new TypedDocumentString(`
    mutation PauseFromFile($input: PauseExperimentInput!) {
  result: pauseExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<PauseFromFileMutation, PauseFromFileMutationVariables>;
export const ResumeFromFileDocument = new TypedDocumentString(`
    mutation ResumeFromFile($input: ResumeExperimentInput!) {
  result: resumeExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<ResumeFromFileMutation, ResumeFromFileMutationVariables>;
export const FreezeFromFileDocument = new TypedDocumentString(`
    mutation FreezeFromFile($input: FreezeExposureInput!) {
  result: freezeExposure(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<FreezeFromFileMutation, FreezeFromFileMutationVariables>;
export const UnfreezeFromFileDocument = new TypedDocumentString(`
    mutation UnfreezeFromFile($input: UnfreezeExposureInput!) {
  result: unfreezeExposure(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<UnfreezeFromFileMutation, UnfreezeFromFileMutationVariables>;
export const EndFromFileDocument = new TypedDocumentString(`
    mutation EndFromFile($input: EndExperimentInput!) {
  result: endExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<EndFromFileMutation, EndFromFileMutationVariables>;
export const ConcludeFromFileDocument = new TypedDocumentString(`
    mutation ConcludeFromFile($input: UpdateExperimentInput!) {
  result: updateExperiment(input: $input) {
    __typename
    ... on MutationProblem {
      code
      message
    }
    ... on ExperimentPayload {
      ...Written
    }
  }
}
    fragment Written on ExperimentPayload {
  reconciled
  notStored
  experiment {
    id
    version
    name
  }
}`) as unknown as TypedDocumentString<ConcludeFromFileMutation, ConcludeFromFileMutationVariables>;
export const LaunchChecklistOfDocument = new TypedDocumentString(`
    query LaunchChecklistOf($id: ID!) {
  experiment(id: $id) {
    launchChecklist {
      message
      passed
      required
    }
  }
}
    `) as unknown as TypedDocumentString<LaunchChecklistOfQuery, LaunchChecklistOfQueryVariables>;
export const PlanSpecsDocument = new TypedDocumentString(`
    query PlanSpecs($specs: [JSON!]!) {
  planExperiments(specs: $specs) {
    faults {
      path
      code
      message
    }
    plan {
      action
      planHash
      obstacles {
        message
      }
      changes {
        path
        before
        after
      }
      experiment {
        id
        name
        statusText
        version
        archived
        conclusion
        conclusionComment
        lifecycle {
          action
          allowed
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlanSpecsQuery, PlanSpecsQueryVariables>;
export const DescribedExperimentDocument = new TypedDocumentString(`
    query DescribedExperiment($spec: JSON!) {
  planExperiment(spec: $spec) {
    experiment {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<DescribedExperimentQuery, DescribedExperimentQueryVariables>;
export const SpecFileOfDocument = new TypedDocumentString(`
    query SpecFileOf($id: ID!) {
  experiment(id: $id) {
    id
    spec
    statusText
    conclusion
    conclusionComment
  }
}
    `) as unknown as TypedDocumentString<SpecFileOfQuery, SpecFileOfQueryVariables>;
export const WatchProjectDocument = new TypedDocumentString(`
    query WatchProject($projectId: ID!, $first: Int!, $offset: Int!) @fresh(maxAge: 0, staleOk: false) {
  experimentFacts(projectId: $projectId, first: $first, offset: $offset) {
    facts
    total
    unreadable
  }
}
    `) as unknown as TypedDocumentString<WatchProjectQuery, WatchProjectQueryVariables>;
export const WatchExperimentsDocument = new TypedDocumentString(`
    query WatchExperiments($projectId: ID!, $ids: [ID!]!) @fresh(maxAge: 0, staleOk: false) {
  experimentFacts(projectId: $projectId, ids: $ids) {
    facts
    unreadable
  }
}
    `) as unknown as TypedDocumentString<WatchExperimentsQuery, WatchExperimentsQueryVariables>;
export const WatchedProjectDocument = new TypedDocumentString(`
    query WatchedProject($id: ID!) {
  project(id: $id) {
    posthogId
  }
}
    `) as unknown as TypedDocumentString<WatchedProjectQuery, WatchedProjectQueryVariables>;