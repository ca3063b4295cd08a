import { failureTable, type FailureHandling } from '../posthog/errors/failure-table.ts';
import { markdownTable } from './table.ts';

interface DocumentedCode {
  readonly code: string;
  /** Where the code occurs. */
  readonly seen: string;
  readonly remedy: string;
}

const IN_ERRORS = '`errors`';
const IN_RESULT = "a mutation's result";
const IN_TOOL = "an MCP tool's result";
const REFUSED = (status: number) => `HTTP ${status}`;

/** This API's own codes, for errors that do not come from PostHog. */
const own: readonly DocumentedCode[] = [
  {
    code: 'INVALID_INPUT',
    seen: IN_RESULT,
    remedy: 'Correct the input fields named. Nothing was sent to PostHog.',
  },
  {
    code: 'VERSION_UNSUPPORTED',
    seen: IN_RESULT,
    remedy: 'Omit `expectedVersion`: this PostHog server does not version experiments.',
  },
  {
    code: 'DOES_NOT_EXIST',
    seen: IN_RESULT,
    remedy: 'Refer to something that exists: a metric of the experiment, a holdout of the project.',
  },
  {
    code: 'PLAN_CHANGED',
    seen: IN_RESULT,
    remedy: 'Plan again: the spec or the experiment has changed since.',
  },
  {
    code: 'IDEMPOTENCY_KEY_REUSED',
    seen: IN_RESULT,
    remedy: 'Use another `idempotencyKey`: this one was sent with different input.',
  },
  {
    code: 'TOO_MANY_IDEMPOTENCY_KEYS',
    seen: IN_RESULT,
    remedy:
      'Wait: a key may have at most 1,000 idempotency keys from the last ten minutes. Nothing was done.',
  },
  { code: 'BAD_USER_INPUT', seen: IN_ERRORS, remedy: 'Correct the argument or variable named.' },
  {
    code: 'INVALID_ID',
    seen: IN_ERRORS,
    remedy: "Pass an `id` from this API or PostHog's number.",
  },
  {
    code: 'PAGE_OUT_OF_RANGE',
    seen: IN_ERRORS,
    remedy: 'Request 1 to 100 items with `first`, and continue with `after`.',
  },
  {
    code: 'TOO_MANY_SUBSCRIPTIONS',
    seen: IN_ERRORS,
    remedy: 'Close some subscriptions: a key may subscribe to 100 different things at a time.',
  },
  {
    code: 'PERSISTED_QUERY_NOT_FOUND',
    seen: IN_ERRORS,
    remedy: 'Send the document once along with its hash; clients do this automatically.',
  },
  {
    code: 'INTERNAL_SERVER_ERROR',
    seen: IN_ERRORS,
    remedy: 'A bug in this API: find it in the log by `extensions.errorId`.',
  },
  { code: 'GRAPHQL_PARSE_FAILED', seen: REFUSED(400), remedy: 'Correct the syntax.' },
  {
    code: 'GRAPHQL_VALIDATION_FAILED',
    seen: REFUSED(400),
    remedy: 'Correct the document: it is not valid against the schema.',
  },
  {
    code: 'OPERATION_RESOLUTION_FAILURE',
    seen: REFUSED(400),
    remedy: 'Set `operationName` to one of the operations in the document.',
  },
  {
    code: 'BAD_REQUEST',
    seen: REFUSED(400),
    remedy: 'Send a JSON object with a `query`, and exactly one valid `Host` header.',
  },
  {
    code: 'DOCUMENT_TOO_LONG',
    seen: REFUSED(400),
    remedy: 'Stay within 5,000 tokens: pass values as variables.',
  },
  {
    code: 'DOCUMENT_TOO_DEEP',
    seen: REFUSED(400),
    remedy: 'Nest fields at most 20 levels deep; pass deep values as variables.',
  },
  { code: 'TOO_MANY_ALIASES', seen: REFUSED(400), remedy: 'Use at most 200 aliases.' },
  {
    code: 'TOO_COMPLEX',
    seen: REFUSED(400),
    remedy:
      'Request fewer rows, fields or levels: `found` and `limit` show by how much the limit is exceeded.',
  },
  {
    code: 'GATEWAY_TOKEN_REQUIRED',
    seen: REFUSED(401),
    remedy: "Send the gateway's token as `x-gateway-token`.",
  },
  {
    code: 'PERSISTED_QUERY_NOT_IN_LIST',
    seen: REFUSED(403),
    remedy: 'Use one of the operations this server allows (`PERSISTED_ONLY`).',
  },
  {
    code: 'ORIGIN_NOT_ALLOWED',
    seen: REFUSED(403),
    remedy: "Have the page's origin added to `CORS_ORIGINS`.",
  },
  {
    code: 'NOT_FOUND',
    seen: REFUSED(404),
    remedy: 'Use `/graphql`, `/health` or `/ready`, without dot segments or percent-escapes.',
  },
  { code: 'METHOD_NOT_ALLOWED', seen: REFUSED(405), remedy: 'Use a method listed in `Allow`.' },
  {
    code: 'NOT_ACCEPTABLE',
    seen: REFUSED(406),
    remedy:
      'Send an `Accept` header that matches one of the types in `accepts`. Nothing was executed.',
  },
  {
    code: 'REQUEST_TIMEOUT',
    seen: REFUSED(408),
    remedy: 'Send the request faster: all of it must arrive within `REQUEST_TIMEOUT_MS`.',
  },
  { code: 'REQUEST_ENTITY_TOO_LARGE', seen: REFUSED(413), remedy: 'Send at most 1,000,000 bytes.' },
  {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    seen: REFUSED(415),
    remedy: 'Use the content type `application/json`.',
  },
  {
    code: 'HOST_NOT_ALLOWED',
    seen: REFUSED(421),
    remedy: 'Use a loopback host name, or have yours added to `ALLOWED_HOSTS`.',
  },
  {
    code: 'SERVER_STOPPING',
    seen: REFUSED(503),
    remedy: 'Send the request again: the server stopped before doing anything.',
  },
  {
    code: 'CONFIRMATION_REFUSED',
    seen: IN_TOOL,
    remedy: 'Call the tool without `confirm`, and use the token it returns.',
  },
  {
    code: 'ANSWER_TOO_LONG',
    seen: IN_TOOL,
    remedy: 'Request fewer rows or fields, or raise `maxTokens`.',
  },
  {
    code: 'READ_ONLY',
    seen: IN_TOOL,
    remedy: 'Use the tool for that change: `graphql` runs queries only.',
  },
];

/** Every stable code a caller may receive, in the order of the documentation. */
export const errorCodes: readonly DocumentedCode[] = [
  ...Object.values<FailureHandling>(failureTable).map(({ code, surface, remedy }) => ({
    code,
    seen: surface === 'problem' ? IN_RESULT : IN_ERRORS,
    remedy,
  })),
  ...own,
];

/** The table of codes in docs/errors.md. */
export function errorCodeTable(): string {
  return markdownTable([
    ['Code', 'Appears as', 'What to do'],
    ...errorCodes.map(({ code, seen, remedy }) => [`\`${code}\``, seen, remedy]),
  ]);
}
