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
    remedy: 'Correct the input fields named; nothing was sent to PostHog.',
  },
  {
    code: 'VERSION_UNSUPPORTED',
    seen: IN_RESULT,
    remedy: 'Leave `expectedVersion` out: this PostHog has no versions.',
  },
  {
    code: 'DOES_NOT_EXIST',
    seen: IN_RESULT,
    remedy: 'Name something that is there: a metric of the experiment, a holdout of the project.',
  },
  {
    code: 'PLAN_CHANGED',
    seen: IN_RESULT,
    remedy: 'Plan it again: the spec or the experiment changed since.',
  },
  {
    code: 'IDEMPOTENCY_KEY_REUSED',
    seen: IN_RESULT,
    remedy: 'Use another `idempotencyKey`: this one came with other input.',
  },
  {
    code: 'TOO_MANY_IDEMPOTENCY_KEYS',
    seen: IN_RESULT,
    remedy: 'Wait: a key may have 1,000 words of the last ten minutes. Nothing was done.',
  },
  { code: 'BAD_USER_INPUT', seen: IN_ERRORS, remedy: 'Correct the argument or variable named.' },
  {
    code: 'INVALID_ID',
    seen: IN_ERRORS,
    remedy: "Pass an `id` of this graph or PostHog's number.",
  },
  {
    code: 'PAGE_OUT_OF_RANGE',
    seen: IN_ERRORS,
    remedy: 'Ask for 1 to 100 rows with `first`, and read on with `after`.',
  },
  {
    code: 'TOO_MANY_SUBSCRIPTIONS',
    seen: IN_ERRORS,
    remedy: 'Close subscriptions: a key may watch 100 things at a time.',
  },
  {
    code: 'PERSISTED_QUERY_NOT_FOUND',
    seen: IN_ERRORS,
    remedy: 'Send the document along with its hash, once; clients do so by themselves.',
  },
  {
    code: 'INTERNAL_SERVER_ERROR',
    seen: IN_ERRORS,
    remedy: 'A bug of this API: `extensions.errorId` finds it in the log.',
  },
  { code: 'GRAPHQL_PARSE_FAILED', seen: REFUSED(400), remedy: 'Correct the syntax.' },
  {
    code: 'GRAPHQL_VALIDATION_FAILED',
    seen: REFUSED(400),
    remedy: 'Correct the document: it does not fit the schema.',
  },
  {
    code: 'OPERATION_RESOLUTION_FAILURE',
    seen: REFUSED(400),
    remedy: 'Name one of the operations of the document in `operationName`.',
  },
  {
    code: 'BAD_REQUEST',
    seen: REFUSED(400),
    remedy: 'Send a JSON object with a `query`, and one valid `Host`.',
  },
  {
    code: 'DOCUMENT_TOO_LONG',
    seen: REFUSED(400),
    remedy: 'Stay within 5,000 tokens: pass values as variables.',
  },
  {
    code: 'DOCUMENT_TOO_DEEP',
    seen: REFUSED(400),
    remedy: 'Nest at most 20 levels of fields; pass deep values as variables.',
  },
  { code: 'TOO_MANY_ALIASES', seen: REFUSED(400), remedy: 'Use at most 200 aliases.' },
  {
    code: 'TOO_COMPLEX',
    seen: REFUSED(400),
    remedy: 'Ask for fewer rows, fields or levels: `found` and `limit` say how much is too much.',
  },
  {
    code: 'GATEWAY_TOKEN_REQUIRED',
    seen: REFUSED(401),
    remedy: "Send this gateway's token as `x-gateway-token`.",
  },
  {
    code: 'PERSISTED_QUERY_NOT_IN_LIST',
    seen: REFUSED(403),
    remedy: 'Use an operation of the list this server runs (`PERSISTED_ONLY`).',
  },
  {
    code: 'ORIGIN_NOT_ALLOWED',
    seen: REFUSED(403),
    remedy: "Have the page's origin added to `CORS_ORIGINS`.",
  },
  {
    code: 'NOT_FOUND',
    seen: REFUSED(404),
    remedy: 'Use `/graphql`, `/health` or `/ready`, without dot segments or escapes.',
  },
  { code: 'METHOD_NOT_ALLOWED', seen: REFUSED(405), remedy: 'Use the method in `Allow`.' },
  {
    code: 'NOT_ACCEPTABLE',
    seen: REFUSED(406),
    remedy: 'Send an `Accept` that takes one of the types in `accepts`; nothing was executed.',
  },
  {
    code: 'REQUEST_TIMEOUT',
    seen: REFUSED(408),
    remedy: 'Send the whole request faster: it must arrive within `REQUEST_TIMEOUT_MS`.',
  },
  { code: 'REQUEST_ENTITY_TOO_LARGE', seen: REFUSED(413), remedy: 'Send at most 1,000,000 bytes.' },
  { code: 'UNSUPPORTED_MEDIA_TYPE', seen: REFUSED(415), remedy: 'Send `application/json`.' },
  {
    code: 'HOST_NOT_ALLOWED',
    seen: REFUSED(421),
    remedy: 'Use a name of loopback, or have yours added to `ALLOWED_HOSTS`.',
  },
  {
    code: 'SERVER_STOPPING',
    seen: REFUSED(503),
    remedy: 'Send it again: nothing was done before this server stopped.',
  },
  {
    code: 'CONFIRMATION_REFUSED',
    seen: IN_TOOL,
    remedy: 'Call the tool without `confirm`, and use the token it answers.',
  },
  {
    code: 'ANSWER_TOO_LONG',
    seen: IN_TOOL,
    remedy: 'Ask for fewer rows or fields, or raise `maxTokens`.',
  },
  {
    code: 'READ_ONLY',
    seen: IN_TOOL,
    remedy: 'Use the tool of the change: `graphql` runs queries only.',
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
    ['Code', 'Seen as', 'What to do'],
    ...errorCodes.map(({ code, seen, remedy }) => [`\`${code}\``, seen, remedy]),
  ]);
}
