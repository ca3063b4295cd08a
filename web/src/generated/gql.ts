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
    "\n  query Deciding($id: ID!) {\n    experiment(id: $id) {\n      id\n      decision {\n        recommendation\n        variant\n        because\n        asOf\n        wouldChangeWith\n        criteria {\n          name\n          met\n          detail\n        }\n      }\n      findings {\n        ...FindingItem\n      }\n    }\n  }\n\n  fragment FindingItem on Finding {\n    code\n    severity\n    message\n    remedy\n    action\n  }\n": typeof types.DecidingDocument,
    "\n  query OpenExperiments($after: String) {\n    experiments(\n      first: 100\n      after: $after\n      orderBy: { field: START_DATE, direction: DESC }\n      filter: { archived: false }\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        status\n        conclusion\n        featureFlagKey\n      }\n    }\n  }\n": typeof types.OpenExperimentsDocument,
    "\n  query Inbox($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        name\n        status\n        featureFlagKey\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(severity: [CRITICAL]) {\n          ...FindingItem\n        }\n      }\n    }\n  }\n": typeof types.InboxDocument,
    "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n": typeof types.ExperimentsDocument,
    "\n  query Findings($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ...Findings\n    }\n  }\n\n  fragment Findings on Experiment {\n    id\n    decision {\n      recommendation\n      variant\n      because\n    }\n    sampleRatioMismatch {\n      suspicious\n    }\n    metrics(role: PRIMARY) {\n      id\n      name\n      latestResult {\n        variants {\n          key\n          delta\n          direction\n          significant\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n    }\n  }\n": typeof types.FindingsDocument,
    "\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n": typeof types.StatsDocument,
};
const documents: Documents = {
    "\n  query Project {\n    project {\n      id\n      name\n    }\n  }\n": types.ProjectDocument,
    "\n  query Account {\n    viewer {\n      id\n      firstName\n      email\n      scopes\n    }\n  }\n": types.AccountDocument,
    "\n  query Deciding($id: ID!) {\n    experiment(id: $id) {\n      id\n      decision {\n        recommendation\n        variant\n        because\n        asOf\n        wouldChangeWith\n        criteria {\n          name\n          met\n          detail\n        }\n      }\n      findings {\n        ...FindingItem\n      }\n    }\n  }\n\n  fragment FindingItem on Finding {\n    code\n    severity\n    message\n    remedy\n    action\n  }\n": types.DecidingDocument,
    "\n  query OpenExperiments($after: String) {\n    experiments(\n      first: 100\n      after: $after\n      orderBy: { field: START_DATE, direction: DESC }\n      filter: { archived: false }\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        status\n        conclusion\n        featureFlagKey\n      }\n    }\n  }\n": types.OpenExperimentsDocument,
    "\n  query Inbox($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        name\n        status\n        featureFlagKey\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(severity: [CRITICAL]) {\n          ...FindingItem\n        }\n      }\n    }\n  }\n": types.InboxDocument,
    "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n": types.ExperimentsDocument,
    "\n  query Findings($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ...Findings\n    }\n  }\n\n  fragment Findings on Experiment {\n    id\n    decision {\n      recommendation\n      variant\n      because\n    }\n    sampleRatioMismatch {\n      suspicious\n    }\n    metrics(role: PRIMARY) {\n      id\n      name\n      latestResult {\n        variants {\n          key\n          delta\n          direction\n          significant\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n    }\n  }\n": types.FindingsDocument,
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
export function graphql(source: "\n  query Deciding($id: ID!) {\n    experiment(id: $id) {\n      id\n      decision {\n        recommendation\n        variant\n        because\n        asOf\n        wouldChangeWith\n        criteria {\n          name\n          met\n          detail\n        }\n      }\n      findings {\n        ...FindingItem\n      }\n    }\n  }\n\n  fragment FindingItem on Finding {\n    code\n    severity\n    message\n    remedy\n    action\n  }\n"): (typeof documents)["\n  query Deciding($id: ID!) {\n    experiment(id: $id) {\n      id\n      decision {\n        recommendation\n        variant\n        because\n        asOf\n        wouldChangeWith\n        criteria {\n          name\n          met\n          detail\n        }\n      }\n      findings {\n        ...FindingItem\n      }\n    }\n  }\n\n  fragment FindingItem on Finding {\n    code\n    severity\n    message\n    remedy\n    action\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenExperiments($after: String) {\n    experiments(\n      first: 100\n      after: $after\n      orderBy: { field: START_DATE, direction: DESC }\n      filter: { archived: false }\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        status\n        conclusion\n        featureFlagKey\n      }\n    }\n  }\n"): (typeof documents)["\n  query OpenExperiments($after: String) {\n    experiments(\n      first: 100\n      after: $after\n      orderBy: { field: START_DATE, direction: DESC }\n      filter: { archived: false }\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        name\n        status\n        conclusion\n        featureFlagKey\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Inbox($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        name\n        status\n        featureFlagKey\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(severity: [CRITICAL]) {\n          ...FindingItem\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Inbox($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        name\n        status\n        featureFlagKey\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(severity: [CRITICAL]) {\n          ...FindingItem\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n"): (typeof documents)["\n  query Experiments(\n    $first: Int!\n    $after: String\n    $filter: ExperimentFilter\n    $orderBy: ExperimentOrder\n  ) {\n    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...ExperimentRow\n      }\n    }\n  }\n\n  fragment ExperimentRow on Experiment {\n    id\n    name\n    status\n    archived\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    variants {\n      key\n      rolloutPercentage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Findings($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ...Findings\n    }\n  }\n\n  fragment Findings on Experiment {\n    id\n    decision {\n      recommendation\n      variant\n      because\n    }\n    sampleRatioMismatch {\n      suspicious\n    }\n    metrics(role: PRIMARY) {\n      id\n      name\n      latestResult {\n        variants {\n          key\n          delta\n          direction\n          significant\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Findings($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ...Findings\n    }\n  }\n\n  fragment Findings on Experiment {\n    id\n    decision {\n      recommendation\n      variant\n      because\n    }\n    sampleRatioMismatch {\n      suspicious\n    }\n    metrics(role: PRIMARY) {\n      id\n      name\n      latestResult {\n        variants {\n          key\n          delta\n          direction\n          significant\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n"): (typeof documents)["\n  query Stats {\n    experimentStats {\n      activeExperiments\n      launchedLast30Days\n      completedLast30Days\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;