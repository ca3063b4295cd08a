/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** How often PostHog is polled, and why. */
export type CheckPace =
  /** At long intervals: less than a quarter of the key's budget is left, and regular requests take precedence. */
  | 'BUDGET_SHORT'
  /** Every two seconds: a recalculation is in progress. */
  | 'FAST'
  /** At increasing intervals: nothing has changed for a while. */
  | 'QUIET'
  /** After a delay that doubles each time: PostHog did not respond to the last check. */
  | 'RETRYING'
  /** At the normal rate. */
  | 'STEADY';

export type ExperimentsChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ExperimentsChangedSubscription = { experimentsChanged: { isFirst: boolean, changedIds: Array<string>, removedIds: Array<string>, totalCount: number, nextCheckAt: string | null, pace: CheckPace } };


export const ExperimentsChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ExperimentsChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"experimentsChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isFirst"}},{"kind":"Field","name":{"kind":"Name","value":"changedIds"}},{"kind":"Field","name":{"kind":"Name","value":"removedIds"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nextCheckAt"}},{"kind":"Field","name":{"kind":"Name","value":"pace"}}]}}]}}]} as unknown as DocumentNode<ExperimentsChangedSubscription, ExperimentsChangedSubscriptionVariables>;