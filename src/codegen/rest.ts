import { pinnedContract } from '../posthog/api/openapi.ts';
import { operations } from '../posthog/api/operations.ts';
import { failureTable, type FailureHandling } from '../posthog/errors/failure-table.ts';
import { openApi } from '../rest/openapi.ts';
import { markdownTable } from './table.ts';

/** The REST API's OpenAPI document, as `/v1/openapi.json` serves it. */
export function restDocument(): string {
  return `${JSON.stringify(openApi(Object.values(operations), pinnedContract()), null, 2)}\n`;
}

/** Errors that the REST API answers without calling PostHog. */
const refusals: readonly (readonly [status: number, code: string, remedy: string])[] = [
  [
    400,
    'invalid_input',
    "Correct the parameter or field in `attr`. Messages and codes are PostHog's own.",
  ],
  [400, 'required', 'Add the missing parameter or field in `attr`.'],
  [400, 'parse_error', 'Send valid JSON.'],
  [400, 'bad_request', 'Send exactly one valid `Host` header.'],
  [400, 'request_too_large', 'Send at most 1,000,000 bytes.'],
  [401, 'not_authenticated', 'Send `Authorization: Bearer phx_…`.'],
  [401, 'gateway_token_required', "Send the gateway's token as `x-gateway-token`."],
  [403, 'origin_not_allowed', "Have the page's origin added to `CORS_ORIGINS`."],
  [
    404,
    'not_found',
    'Use a path listed in `/v1/openapi.json`, without dot segments or percent-escapes.',
  ],
  [405, 'method_not_allowed', 'Use a method listed in `Allow`.'],
  [
    408,
    'request_timeout',
    'Send the request faster: all of it must arrive within `REQUEST_TIMEOUT_MS`.',
  ],
  [415, 'unsupported_media_type', 'Send `content-type: application/json`.'],
  [421, 'host_not_allowed', 'Have the host name added to `ALLOWED_HOSTS`.'],
  [500, 'error', 'A bug in this API: find it in the log by `extra.error_id`.'],
  [503, 'server_stopping', 'Send the request again: the server stopped before doing anything.'],
  [
    503,
    'upstream_timeout',
    'The server stopped first. If `extra.uncertain` is set, a change may have been made: check before sending it again.',
  ],
];

/** Failures between this server and PostHog, for which there is no answer of PostHog to pass on. */
const failures: readonly (readonly [status: number, code: string, remedy: string])[] = (
  ['timeout', 'unavailable', 'malformed'] as const
).map((kind) => {
  const { httpStatus, code, remedy }: FailureHandling = failureTable[kind];
  return [httpStatus, code.toLowerCase(), remedy];
});

const throttled = [
  failureTable['rate-limited'].httpStatus,
  'throttled',
  'Wait the number of seconds in `Retry-After`: PostHog throttled the key, or its budget here is used up.',
] as const;

/** The table in docs/errors.md of the REST API's own errors. */
export function restErrorTable(): string {
  const rows = [...refusals, throttled, ...failures].toSorted(([a], [b]) => a - b);
  return markdownTable([
    ['Status', '`code`', 'What to do'],
    ...rows.map(([status, code, remedy]) => [String(status), `\`${code}\``, remedy]),
  ]);
}
