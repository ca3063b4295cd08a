/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Order of a list of experiments. Experiments without a value of the field come last in both directions. */
export type ExperimentOrder = {
  /** The direction to order in. */
  direction?: OrderDirection;
  /** The field to order by. */
  field: ExperimentOrderField;
};

/** Fields that a list of experiments can be ordered by. */
export type ExperimentOrderField =
  /** In the order won, lost, inconclusive, stopped early, invalid, none. Newer servers only. */
  | 'CONCLUSION'
  /** When it was created. */
  | 'CREATED_AT'
  /** The creator's first name, or email address if they have none. */
  | 'CREATED_BY'
  /** How long it ran, or has been running. */
  | 'DURATION'
  /** When it was ended. */
  | 'END_DATE'
  /** Name. */
  | 'NAME'
  /** When it was launched. */
  | 'START_DATE'
  /** In the order draft, running, stopped. */
  | 'STATUS'
  /** When it was last changed. */
  | 'UPDATED_AT';

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
  /** The release conditions or variants of the flag were edited while the experiment ran, by something else than a lifecycle action. CRITICAL if the variants or their percentages changed. Evidence: `edits`, `daysSinceLaunch` of the last one. */
  | 'FLAG_EDITED_AFTER_START'
  /** It has not ended, but its feature flag was deleted, so nobody gets a variant. Evidence: `daysSinceLaunch`. */
  | 'FLAG_MISSING'
  /** Another experiment that has not ended uses the same flag, so both change what the same people get. Evidence: `experiments`, how many others. */
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

/** Direction of an order. */
export type OrderDirection =
  /** Smallest, oldest or alphabetically first value first. */
  | 'ASC'
  /** Largest, newest or alphabetically last value first. */
  | 'DESC';

export type ProjectQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectQuery = { project: { id: string, name: string | null } | null };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { viewer: { id: string, firstName: string | null, email: string | null, scopes: Array<string | null> | null } | null };

export type DecidingQueryVariables = Exact<{
  id: string;
}>;


export type DecidingQuery = { experiment: { id: string, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string, asOf: string | null, wouldChangeWith: Array<string>, criteria: Array<{ name: DecisionCriterionName, met: boolean | null, detail: string }> } | null, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string, action: LifecycleActionName | null }> | null } | null };

export type FindingItemFragment = { code: FindingCode, severity: FindingSeverity, message: string, remedy: string, action: LifecycleActionName | null };

export type OpenExperimentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OpenExperimentsQuery = { experiments: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null, conclusion: ExperimentConclusion | null, featureFlagKey: string | null } | null> } | null };

export type InboxQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type InboxQuery = { nodes: Array<
    | { id: string, name: string | null, status: ExperimentStatus | null, featureFlagKey: string | null, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string } | null, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string, action: LifecycleActionName | null }> | null }
    | Record<PropertyKey, never>
   | null> };

export type ExperimentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
  orderBy?: ExperimentOrder | null | undefined;
}>;


export type ExperimentsQuery = { experiments: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null, archived: boolean | null, startDate: string | null, endDate: string | null, durationDays: number | null, createdAt: string | null, conclusion: ExperimentConclusion | null, featureFlagKey: string | null, createdBy: { id: string, firstName: string | null, email: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null } | null> } | null };

export type ExperimentRowFragment = { id: string, name: string | null, status: ExperimentStatus | null, archived: boolean | null, startDate: string | null, endDate: string | null, durationDays: number | null, createdAt: string | null, conclusion: ExperimentConclusion | null, featureFlagKey: string | null, createdBy: { id: string, firstName: string | null, email: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null };

export type FindingsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type FindingsQuery = { nodes: Array<
    | { id: string, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string } | null, sampleRatioMismatch: { suspicious: boolean } | null, metrics: Array<
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
       | null> | null }
    | Record<PropertyKey, never>
   | null> };

export type FindingsFragment = { id: string, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string } | null, sampleRatioMismatch: { suspicious: boolean } | null, metrics: Array<
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
    | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, delta: number | null, direction: ChangeDirection | null, significant: boolean | null, interval: { lower: number, upper: number } | null }> | null } | null }
   | null> | null };

export type StatsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatsQuery = { experimentStats: { activeExperiments: number | null, launchedLast30Days: number | null, completedLast30Days: number | null } | null };

export const FindingItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"action"}}]}}]} as unknown as DocumentNode<FindingItemFragment, unknown>;
export const ExperimentRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExperimentRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"conclusion"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}}]} as unknown as DocumentNode<ExperimentRowFragment, unknown>;
export const FindingsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Findings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendation"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}},{"kind":"Field","name":{"kind":"Name","value":"because"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sampleRatioMismatch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suspicious"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"latestResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"delta"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"significant"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindingsFragment, unknown>;
export const ProjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProjectQuery, ProjectQueryVariables>;
export const AccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}}]}}]} as unknown as DocumentNode<AccountQuery, AccountQueryVariables>;
export const DecidingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Deciding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendation"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}},{"kind":"Field","name":{"kind":"Name","value":"because"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"wouldChangeWith"}},{"kind":"Field","name":{"kind":"Name","value":"criteria"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"met"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingItem"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"action"}}]}}]} as unknown as DocumentNode<DecidingQuery, DecidingQueryVariables>;
export const OpenExperimentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenExperiments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"START_DATE"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"archived"},"value":{"kind":"BooleanValue","value":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"conclusion"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}}]}}]}}]}}]} as unknown as DocumentNode<OpenExperimentsQuery, OpenExperimentsQueryVariables>;
export const InboxDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Inbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendation"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}},{"kind":"Field","name":{"kind":"Name","value":"because"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"severity"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"CRITICAL"}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}},{"kind":"Field","name":{"kind":"Name","value":"action"}}]}}]} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const ExperimentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Experiments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExperimentRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExperimentRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"conclusion"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}}]} as unknown as DocumentNode<ExperimentsQuery, ExperimentsQueryVariables>;
export const FindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Findings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Findings"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Findings"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendation"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}},{"kind":"Field","name":{"kind":"Name","value":"because"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sampleRatioMismatch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suspicious"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"latestResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"delta"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"significant"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindingsQuery, FindingsQueryVariables>;
export const StatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Stats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentStats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeExperiments"}},{"kind":"Field","name":{"kind":"Name","value":"launchedLast30Days"}},{"kind":"Field","name":{"kind":"Name","value":"completedLast30Days"}}]}}]}}]} as unknown as DocumentNode<StatsQuery, StatsQueryVariables>;