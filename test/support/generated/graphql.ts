/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** The direction that counts as a win. */
export type MetricGoal =
  /** Less is better. */
  | 'DECREASE'
  /** More is better. */
  | 'INCREASE';

/** The part a metric plays in an experiment. */
export type MetricRole =
  /** The experiment is decided by it. */
  | 'PRIMARY'
  /** Watched besides, for side effects and explanations. */
  | 'SECONDARY';

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

export type ExperimentsDashboardQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type ExperimentsDashboardQuery = { experiments: { totalCount: number, nodes: Array<{ posthogId: number, name: string, status: ExperimentStatus, durationDays: number | null, createdBy: { firstName: string, email: string } | null, featureFlag: { key: string, active: boolean, variants: Array<{ key: string, rolloutPercentage: number }> } | null, holdout: { name: string } | null, metrics: Array<
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
        | { name: string | null, role: MetricRole | null, goal: MetricGoal, verdict: { state: VerdictState, variant: string | null } | null }
      > | null }> } };

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


export type ExperimentsPageQuery = { experiments: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, posthogId: number, name: string, status: ExperimentStatus, featureFlagKey: string }> } };

export type LaunchExperimentMutationVariables = Exact<{
  id: string | number;
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


export const ExperimentsDashboardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentsDashboard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"RUNNING"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"durationDays"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"email"}}]}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"rolloutPercentage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"holdout"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"goal"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"variant"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentsDashboardQuery, ExperimentsDashboardQueryVariables>;
export const ExperimentTimeseriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentTimeseries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"flagKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"featureFlagKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"flagKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"EnumValue","value":"PRIMARY"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeseries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"baseline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"samples"}}]}},{"kind":"Field","name":{"kind":"Name","value":"variants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"samples"}},{"kind":"Field","name":{"kind":"Name","value":"delta"}},{"kind":"Field","name":{"kind":"Name","value":"interval"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}}]}},{"kind":"Field","name":{"kind":"Name","value":"chanceToWin"}},{"kind":"Field","name":{"kind":"Name","value":"significant"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentTimeseriesQuery, ExperimentTimeseriesQueryVariables>;
export const ExperimentsPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExperimentsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"10"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"posthogId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlagKey"}}]}}]}}]}}]} as unknown as DocumentNode<ExperimentsPageQuery, ExperimentsPageQueryVariables>;
export const LaunchExperimentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LaunchExperiment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"launchExperiment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"dryRun"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dryRun"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LaunchExperimentPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experiment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"featureFlag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationProblem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<LaunchExperimentMutation, LaunchExperimentMutationVariables>;