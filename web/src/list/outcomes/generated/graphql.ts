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

export type OutcomesQueryVariables = Exact<{
  ids: Array<string> | string;
  codes: Array<FindingCode> | FindingCode;
}>;


export type OutcomesQuery = { nodes: Array<
    | { id: string, decision: { recommendation: DecisionRecommendation, variant: string | null, because: string } | null, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string }> | null, metrics: Array<
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
        | { id: string, name: string | null, latestResult: { variants: Array<{ key: string | null, direction: ChangeDirection | null, significant: boolean | null, delta: number | null, interval: { lower: number, upper: number } | null }> | null } | null }
       | null> | null }
    | Record<PropertyKey, never>
   | null> };

export type ListedFindingFragment = { code: FindingCode, severity: FindingSeverity, message: string, remedy: string };

export type DeepFindingsQueryVariables = Exact<{
  ids: Array<string> | string;
  codes: Array<FindingCode> | FindingCode;
}>;


export type DeepFindingsQuery = { nodes: Array<
    | { id: string, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string }> | null }
    | Record<PropertyKey, never>
   | null> };

export type RowFindingsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
  codes: Array<FindingCode> | FindingCode;
}>;


export type RowFindingsQuery = { experiments: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, findings: Array<{ code: FindingCode, severity: FindingSeverity, message: string, remedy: string }> | null } | null> } | null };

export type BudgetLeftQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetLeftQuery = { viewer: { budget: { minuteRemaining: number, minuteLimit: number, hourRemaining: number, hourLimit: number } | null } | null };

export const ListedFindingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedFinding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}}]}}]} as unknown as DocumentNode<ListedFindingFragment, unknown>;
export const OutcomesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Outcomes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingCode"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recommendation"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}},{"kind":"Field","name":{"kind":"Name","value":"because"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedFinding"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"latestResult"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","alias":{"kind":"Name","value":"delta"},"name":{"kind":"Name","value":"estimatedChange"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"significant"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedFinding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}}]}}]} as unknown as DocumentNode<OutcomesQuery, OutcomesQueryVariables>;
export const DeepFindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeepFindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingCode"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedFinding"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedFinding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}}]}}]} as unknown as DocumentNode<DeepFindingsQuery, DeepFindingsQueryVariables>;
export const RowFindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RowFindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingCode"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedFinding"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedFinding"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"remedy"}}]}}]} as unknown as DocumentNode<RowFindingsQuery, RowFindingsQueryVariables>;
export const BudgetLeftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BudgetLeft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minuteRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"minuteLimit"}},{"kind":"Field","name":{"kind":"Name","value":"hourRemaining"}},{"kind":"Field","name":{"kind":"Name","value":"hourLimit"}}]}}]}}]}}]} as unknown as DocumentNode<BudgetLeftQuery, BudgetLeftQueryVariables>;