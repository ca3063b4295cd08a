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
    "\n  query Outcomes($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n        metrics(role: PRIMARY) {\n          id\n          name\n          latestResult {\n            variants {\n              key\n              delta: estimatedChange\n              direction\n              significant\n              interval {\n                lower\n                upper\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n\n  fragment ListedFinding on Finding {\n    code\n    severity\n    message\n    remedy\n  }\n": typeof types.OutcomesDocument,
    "\n  query DeepFindings($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n": typeof types.DeepFindingsDocument,
    "\n  query RowFindings($after: String, $filter: ExperimentFilter, $codes: [FindingCode!]!) {\n    experiments(first: 100, after: $after, filter: $filter) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n": typeof types.RowFindingsDocument,
    "\n  query BudgetLeft {\n    viewer {\n      budget {\n        minuteRemaining\n        minuteLimit\n        hourRemaining\n        hourLimit\n      }\n    }\n  }\n": typeof types.BudgetLeftDocument,
};
const documents: Documents = {
    "\n  query Outcomes($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n        metrics(role: PRIMARY) {\n          id\n          name\n          latestResult {\n            variants {\n              key\n              delta: estimatedChange\n              direction\n              significant\n              interval {\n                lower\n                upper\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n\n  fragment ListedFinding on Finding {\n    code\n    severity\n    message\n    remedy\n  }\n": types.OutcomesDocument,
    "\n  query DeepFindings($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n": types.DeepFindingsDocument,
    "\n  query RowFindings($after: String, $filter: ExperimentFilter, $codes: [FindingCode!]!) {\n    experiments(first: 100, after: $after, filter: $filter) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n": types.RowFindingsDocument,
    "\n  query BudgetLeft {\n    viewer {\n      budget {\n        minuteRemaining\n        minuteLimit\n        hourRemaining\n        hourLimit\n      }\n    }\n  }\n": types.BudgetLeftDocument,
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
export function graphql(source: "\n  query Outcomes($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n        metrics(role: PRIMARY) {\n          id\n          name\n          latestResult {\n            variants {\n              key\n              delta: estimatedChange\n              direction\n              significant\n              interval {\n                lower\n                upper\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n\n  fragment ListedFinding on Finding {\n    code\n    severity\n    message\n    remedy\n  }\n"): (typeof documents)["\n  query Outcomes($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        decision {\n          recommendation\n          variant\n          because\n        }\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n        metrics(role: PRIMARY) {\n          id\n          name\n          latestResult {\n            variants {\n              key\n              delta: estimatedChange\n              direction\n              significant\n              interval {\n                lower\n                upper\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n\n  fragment ListedFinding on Finding {\n    code\n    severity\n    message\n    remedy\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DeepFindings($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query DeepFindings($ids: [ID!]!, $codes: [FindingCode!]!) {\n    nodes(ids: $ids) {\n      ... on Experiment {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RowFindings($after: String, $filter: ExperimentFilter, $codes: [FindingCode!]!) {\n    experiments(first: 100, after: $after, filter: $filter) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RowFindings($after: String, $filter: ExperimentFilter, $codes: [FindingCode!]!) {\n    experiments(first: 100, after: $after, filter: $filter) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        findings(code: $codes) {\n          ...ListedFinding\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BudgetLeft {\n    viewer {\n      budget {\n        minuteRemaining\n        minuteLimit\n        hourRemaining\n        hourLimit\n      }\n    }\n  }\n"): (typeof documents)["\n  query BudgetLeft {\n    viewer {\n      budget {\n        minuteRemaining\n        minuteLimit\n        hourRemaining\n        hourLimit\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;