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
    "\n  query Project {\n    project {\n      id\n      name\n    }\n  }\n": typeof types.ProjectDocument,
    "\n  query Account {\n    viewer {\n      id\n      firstName\n      email\n      scopes\n    }\n  }\n": typeof types.AccountDocument,
    "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageCursors\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    tags\n    asOf\n    isStale\n    staleReason\n    createdBy {\n      id\n      posthogId\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n": typeof types.ExperimentsDocument,
    "\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n": typeof types.StatsDocument,
};
const documents: Documents = {
    "\n  query Project {\n    project {\n      id\n      name\n    }\n  }\n": types.ProjectDocument,
    "\n  query Account {\n    viewer {\n      id\n      firstName\n      email\n      scopes\n    }\n  }\n": types.AccountDocument,
    "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageCursors\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    tags\n    asOf\n    isStale\n    staleReason\n    createdBy {\n      id\n      posthogId\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n": types.ExperimentsDocument,
    "\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n": types.StatsDocument,
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
export function graphql(source: "\n  query Project {\n    project {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query Project {\n    project {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Account {\n    viewer {\n      id\n      firstName\n      email\n      scopes\n    }\n  }\n"): (typeof documents)["\n  query Account {\n    viewer {\n      id\n      firstName\n      email\n      scopes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageCursors\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    tags\n    asOf\n    isStale\n    staleReason\n    createdBy {\n      id\n      posthogId\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n"): (typeof documents)["\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageCursors\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    tags\n    asOf\n    isStale\n    staleReason\n    createdBy {\n      id\n      posthogId\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n"): (typeof documents)["\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;