import type { FailureCode } from '../../posthog/errors/failure-table.ts';
import type { ErrorCodeEntry, RefusalCode } from '../../http/refusal-codes.ts';
import type { InputCode } from './input-codes.ts';

/** Codes of the graph's own errors; those without a status come in `errors` of an answer. */
export const graphCodes = {
  BAD_USER_INPUT: {
    meaning: 'An argument or a variable has a value that the field does not accept.',
    remedy: 'Correct the argument or variable named.',
  },
  INVALID_ID: {
    meaning: 'A value is not an ID, or is the ID of an object of another type or project.',
    remedy: "Pass an `id` from this API or PostHog's number.",
  },
  PAGE_OUT_OF_RANGE: {
    meaning: 'Too few or too many items of a list were requested at once.',
    remedy: 'Request 1 to 100 items with `first`, and continue with `after`.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'The key has the maximum number of subscriptions.',
    remedy:
      'Close some subscriptions: at each replica, a key may subscribe to 100 different things at a time, 2,000 times in all.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'The hash does not belong to a document that this server knows.',
    remedy: 'Send the document once along with its hash; clients do this automatically.',
  },
  IDEMPOTENCY_KEY_IN_PROGRESS: {
    meaning: 'An earlier request with the same idempotency key has not been answered yet.',
    remedy:
      'Repeat the same request with the same idempotency key after the number of seconds given: nothing is sent twice, and the answer is that of the first request.',
  },
  IDEMPOTENCY_UNAVAILABLE: {
    meaning:
      'The store that the replicas share cannot be used, so it is unknown whether the idempotency key was used before.',
    remedy:
      'Repeat the same request with the same idempotency key after the number of seconds given. Without the key it is sent at once, and a repeat may then change something twice.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Something went wrong in this API.',
    remedy: 'A bug in this API: find it in the log by `extensions.errorId`.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not valid GraphQL syntax.',
    remedy: 'Correct the syntax.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not match the schema.',
    remedy: 'Correct the document: it is not valid against the schema.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The request does not say which operation of the document to run.',
    remedy: 'Set `operationName` to one of the operations in the document.',
  },
  INTROSPECTION_DISABLED: {
    status: 400,
    meaning: 'The caller may not read the schema by introspection (`INTROSPECTION`, or its role).',
    remedy:
      'Use the schema that the operator of this server gives you, such as `schema/schema.graphql`.',
  },
  DOCUMENT_TOO_LONG: {
    status: 400,
    meaning: 'The document has too many tokens.',
    remedy: 'Stay within 5,000 tokens: pass values as variables.',
  },
  DOCUMENT_TOO_DEEP: {
    status: 400,
    meaning: 'The document nests too many levels.',
    remedy: 'Nest fields at most 20 levels deep; pass deep values as variables.',
  },
  TOO_MANY_ALIASES: {
    status: 400,
    meaning: 'The document has too many aliases.',
    remedy: 'Use at most 200 aliases.',
  },
  TOO_COMPLEX: {
    status: 400,
    meaning: 'The answer would have too many values.',
    remedy:
      'Request fewer rows, fields or levels: `found` and `limit` show by how much the limit is exceeded.',
  },
  BATCHING_NOT_SUPPORTED: {
    status: 400,
    meaning: 'The body is a list of operations.',
    remedy:
      'Send each operation in a request of its own, or one operation with all the fields; switch batching off in the client.',
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    status: 403,
    meaning: 'This server runs only the operations of a list.',
    remedy: 'Use one of the operations this server allows (`PERSISTED_ONLY`).',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

export type GraphCode = keyof typeof graphCodes;

/** Every code that `extensions.code` of an error or `code` of a problem can have of this API's own. */
export type ErrorCode = FailureCode | GraphCode | InputCode | RefusalCode;

/** A code that PostHog gave, in capitals: this API hands on what it does not know. */
export type UpstreamCode = string & { readonly isOfPostHog: never };

/** PostHog's code of a refusal, as the graph spells it: `invalid_choice` → `INVALID_CHOICE`. */
export const upstreamCode = (code: string): UpstreamCode => code.toUpperCase() as UpstreamCode;

declare module 'graphql' {
  interface GraphQLErrorExtensions {
    /** Stable code: an error with one that is in no table does not compile. */
    code?: ErrorCode | UpstreamCode;
  }
}
