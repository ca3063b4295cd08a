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

/** Direction of an order. */
export type OrderDirection =
  /** Smallest, oldest or alphabetically first value first. */
  | 'ASC'
  /** Largest, newest or alphabetically last value first. */
  | 'DESC';

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

export type ProjectQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectQuery = { project: { id: string, name: string | null } | null };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { viewer: { id: string, firstName: string | null, email: string | null, scopes: Array<string | null> | null } | null };

export type ExperimentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ExperimentFilter | null | undefined;
  orderBy?: ExperimentOrder | null | undefined;
}>;


export type ExperimentsQuery = { experiments: { totalCount: number | null, pageCursors: Array<string>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string | null, status: ExperimentStatus | null, archived: boolean | null, startDate: string | null, endDate: string | null, durationDays: number | null, createdAt: string | null, conclusion: ExperimentConclusion | null, featureFlagKey: string | null, tags: Array<string | null> | null, asOf: string, isStale: boolean, staleReason: StaleReason | null, createdBy: { id: string, posthogId: number, firstName: string | null, email: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null } | null> } | null };

export type ExperimentRowFragment = { id: string, name: string | null, status: ExperimentStatus | null, archived: boolean | null, startDate: string | null, endDate: string | null, durationDays: number | null, createdAt: string | null, conclusion: ExperimentConclusion | null, featureFlagKey: string | null, tags: Array<string | null> | null, asOf: string, isStale: boolean, staleReason: StaleReason | null, createdBy: { id: string, posthogId: number, firstName: string | null, email: string | null } | null, variants: Array<{ key: string | null, rolloutPercentage: number | null }> | null };

export type StatsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatsQuery = { experimentStats: { activeExperiments: number | null, launchedLast30Days: number | null, completedLast30Days: number | null } | null };

export const ExperimentRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExperimentRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"conclusion"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"isStale"}},{"kind":"Field","name":{"kind":"Name","value":"staleReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}}]} as unknown as DocumentNode<ExperimentRowFragment, unknown>;
export const ProjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProjectQuery, ProjectQueryVariables>;
export const AccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}}]}}]} as unknown as DocumentNode<AccountQuery, AccountQueryVariables>;
export const ExperimentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Experiments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ExperimentOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageCursors"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ExperimentRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ExperimentRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Experiment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"archived"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"conclusion"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"isStale"}},{"kind":"Field","name":{"kind":"Name","value":"staleReason"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}}]} as unknown as DocumentNode<ExperimentsQuery, ExperimentsQueryVariables>;
export const StatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Stats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentStats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"activeExperiments"}},{"kind":"Field","name":{"kind":"Name","value":"launchedLast30Days"}},{"kind":"Field","name":{"kind":"Name","value":"completedLast30Days"}}]}}]}}]} as unknown as DocumentNode<StatsQuery, StatsQueryVariables>;