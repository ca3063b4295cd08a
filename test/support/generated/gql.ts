/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query ExperimentsDashboard($first: Int = 25) {\n  experiments(first: $first, filter: {status: RUNNING}) {\n    totalCount\n    nodes {\n      posthogId\n      name\n      status\n      durationDays\n      createdBy {\n        firstName\n        email\n      }\n      featureFlag {\n        key\n        active\n        variants {\n          key\n          rolloutPercentage\n        }\n      }\n      holdout {\n        name\n      }\n      metrics {\n        name\n        role\n        goal\n        verdict {\n          state\n          variant\n        }\n      }\n    }\n  }\n}": typeof types.ExperimentsDashboardDocument,
    "query ExperimentTimeseries($flagKey: String!) {\n  experiment(featureFlagKey: $flagKey) {\n    name\n    status\n    startDate\n    metrics(role: PRIMARY) {\n      __typename\n      name\n      timeseries {\n        status\n        points {\n          date\n          baseline {\n            key\n            samples\n          }\n          variants {\n            key\n            samples\n            delta\n            interval {\n              lower\n              upper\n            }\n            chanceToWin\n            significant\n          }\n        }\n      }\n    }\n  }\n}": typeof types.ExperimentTimeseriesDocument,
    "query ExperimentsPage($first: Int = 10, $after: String) {\n  experiments(first: $first, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      posthogId\n      name\n      status\n      featureFlagKey\n    }\n  }\n}": typeof types.ExperimentsPageDocument,
    "mutation LaunchExperiment($id: ID!, $dryRun: Boolean = false) {\n  launchExperiment(input: {id: $id, dryRun: $dryRun}) {\n    __typename\n    ... on LaunchExperimentPayload {\n      experiment {\n        name\n        status\n        startDate\n        featureFlag {\n          key\n          active\n        }\n      }\n    }\n    ... on MutationProblem {\n      code\n      message\n    }\n  }\n}": typeof types.LaunchExperimentDocument,
};
const documents: Documents = {
    "query ExperimentsDashboard($first: Int = 25) {\n  experiments(first: $first, filter: {status: RUNNING}) {\n    totalCount\n    nodes {\n      posthogId\n      name\n      status\n      durationDays\n      createdBy {\n        firstName\n        email\n      }\n      featureFlag {\n        key\n        active\n        variants {\n          key\n          rolloutPercentage\n        }\n      }\n      holdout {\n        name\n      }\n      metrics {\n        name\n        role\n        goal\n        verdict {\n          state\n          variant\n        }\n      }\n    }\n  }\n}": types.ExperimentsDashboardDocument,
    "query ExperimentTimeseries($flagKey: String!) {\n  experiment(featureFlagKey: $flagKey) {\n    name\n    status\n    startDate\n    metrics(role: PRIMARY) {\n      __typename\n      name\n      timeseries {\n        status\n        points {\n          date\n          baseline {\n            key\n            samples\n          }\n          variants {\n            key\n            samples\n            delta\n            interval {\n              lower\n              upper\n            }\n            chanceToWin\n            significant\n          }\n        }\n      }\n    }\n  }\n}": types.ExperimentTimeseriesDocument,
    "query ExperimentsPage($first: Int = 10, $after: String) {\n  experiments(first: $first, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      posthogId\n      name\n      status\n      featureFlagKey\n    }\n  }\n}": types.ExperimentsPageDocument,
    "mutation LaunchExperiment($id: ID!, $dryRun: Boolean = false) {\n  launchExperiment(input: {id: $id, dryRun: $dryRun}) {\n    __typename\n    ... on LaunchExperimentPayload {\n      experiment {\n        name\n        status\n        startDate\n        featureFlag {\n          key\n          active\n        }\n      }\n    }\n    ... on MutationProblem {\n      code\n      message\n    }\n  }\n}": types.LaunchExperimentDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExperimentsDashboard($first: Int = 25) {\n  experiments(first: $first, filter: {status: RUNNING}) {\n    totalCount\n    nodes {\n      posthogId\n      name\n      status\n      durationDays\n      createdBy {\n        firstName\n        email\n      }\n      featureFlag {\n        key\n        active\n        variants {\n          key\n          rolloutPercentage\n        }\n      }\n      holdout {\n        name\n      }\n      metrics {\n        name\n        role\n        goal\n        verdict {\n          state\n          variant\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query ExperimentsDashboard($first: Int = 25) {\n  experiments(first: $first, filter: {status: RUNNING}) {\n    totalCount\n    nodes {\n      posthogId\n      name\n      status\n      durationDays\n      createdBy {\n        firstName\n        email\n      }\n      featureFlag {\n        key\n        active\n        variants {\n          key\n          rolloutPercentage\n        }\n      }\n      holdout {\n        name\n      }\n      metrics {\n        name\n        role\n        goal\n        verdict {\n          state\n          variant\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExperimentTimeseries($flagKey: String!) {\n  experiment(featureFlagKey: $flagKey) {\n    name\n    status\n    startDate\n    metrics(role: PRIMARY) {\n      __typename\n      name\n      timeseries {\n        status\n        points {\n          date\n          baseline {\n            key\n            samples\n          }\n          variants {\n            key\n            samples\n            delta\n            interval {\n              lower\n              upper\n            }\n            chanceToWin\n            significant\n          }\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query ExperimentTimeseries($flagKey: String!) {\n  experiment(featureFlagKey: $flagKey) {\n    name\n    status\n    startDate\n    metrics(role: PRIMARY) {\n      __typename\n      name\n      timeseries {\n        status\n        points {\n          date\n          baseline {\n            key\n            samples\n          }\n          variants {\n            key\n            samples\n            delta\n            interval {\n              lower\n              upper\n            }\n            chanceToWin\n            significant\n          }\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ExperimentsPage($first: Int = 10, $after: String) {\n  experiments(first: $first, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      posthogId\n      name\n      status\n      featureFlagKey\n    }\n  }\n}"): (typeof documents)["query ExperimentsPage($first: Int = 10, $after: String) {\n  experiments(first: $first, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    nodes {\n      id\n      posthogId\n      name\n      status\n      featureFlagKey\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LaunchExperiment($id: ID!, $dryRun: Boolean = false) {\n  launchExperiment(input: {id: $id, dryRun: $dryRun}) {\n    __typename\n    ... on LaunchExperimentPayload {\n      experiment {\n        name\n        status\n        startDate\n        featureFlag {\n          key\n          active\n        }\n      }\n    }\n    ... on MutationProblem {\n      code\n      message\n    }\n  }\n}"): (typeof documents)["mutation LaunchExperiment($id: ID!, $dryRun: Boolean = false) {\n  launchExperiment(input: {id: $id, dryRun: $dryRun}) {\n    __typename\n    ... on LaunchExperimentPayload {\n      experiment {\n        name\n        status\n        startDate\n        featureFlag {\n          key\n          active\n        }\n      }\n    }\n    ... on MutationProblem {\n      code\n      message\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;