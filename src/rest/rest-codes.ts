import type { FailureCode } from '../posthog/errors/failure-table.ts';
import type { ErrorCodeEntry, RefusalCode } from '../http/refusal-codes.ts';

/** Codes of the REST API's own answers, in PostHog's envelope and in its words where it has them. */
export const restCodes = {
  invalid_input: {
    status: 400,
    meaning: 'A parameter or a field has a wrong value.',
    remedy: "Correct the parameter or field in `attr`. Messages and codes are PostHog's own.",
  },
  invalid_choice: {
    status: 400,
    meaning: 'A parameter or a field has a value that is not allowed.',
    remedy: 'Send one of the values of `/v1/openapi.json`.',
  },
  required: {
    status: 400,
    meaning: 'A parameter or a field is missing.',
    remedy: 'Add the missing parameter or field in `attr`.',
  },
  null: {
    status: 400,
    meaning: 'A field that may not be null is null.',
    remedy: 'Send a value, or leave the field in `attr` out.',
  },
  not_a_list: {
    status: 400,
    meaning: 'A field that takes a list has another value.',
    remedy: 'Send a list in the field in `attr`.',
  },
  min_length: {
    status: 400,
    meaning: 'A list has too few entries.',
    remedy: 'Send at least as many as `detail` says.',
  },
  max_length: {
    status: 400,
    meaning: 'A text or a list is too long.',
    remedy: 'Send at most as many characters or entries as `detail` says.',
  },
  min_value: {
    status: 400,
    meaning: 'A number is too small.',
    remedy: 'Send at least the value in `detail`.',
  },
  max_value: {
    status: 400,
    meaning: 'A number is too large.',
    remedy: 'Send at most the value in `detail`.',
  },
  bad_request: {
    status: 400,
    meaning: 'The request has no valid `Host`, or its address is ambiguous.',
    remedy: 'Send exactly one valid `Host` header.',
  },
  parse_error: { status: 400, meaning: 'The body is not JSON.', remedy: 'Send valid JSON.' },
  conditional_write: {
    status: 400,
    meaning: 'A write has `If-Match`, `If-None-Match` or `If-Unmodified-Since`. Nothing was sent.',
    remedy:
      'Leave the header out. Send the `version` that was read in the body, if the operation takes one.',
  },
  request_too_large: {
    status: 400,
    meaning: 'The body is too large.',
    remedy: 'Send at most 1,000,000 bytes.',
  },
  not_authenticated: {
    status: 401,
    meaning: 'The request has no PostHog key.',
    remedy: 'Send `Authorization: Bearer phx_…`.',
  },
  not_found: {
    status: 404,
    meaning: 'The address or the object does not exist.',
    remedy: 'Use a path listed in `/v1/openapi.json`, without dot segments or percent-escapes.',
  },
  unsupported_media_type: {
    status: 415,
    meaning: 'The body is not sent as JSON.',
    remedy: 'Send `content-type: application/json`.',
  },
  throttled: {
    status: 429,
    meaning: 'The key has no calls left for now.',
    remedy:
      'Wait the seconds in `Retry-After`: PostHog throttles the key, or its budget here is spent.',
  },
  error: {
    status: 500,
    meaning: 'Something went wrong in this API.',
    remedy: 'A bug in this API: find it in the log by `extra.error_id`.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

/** Every `code` of an answer that REST gives itself: failures and refusals have theirs in small letters. */
export type RestCode = keyof typeof restCodes | Lowercase<FailureCode | RefusalCode>;

/** A code of the other APIs as REST spells it: `UPSTREAM_TIMEOUT` → `upstream_timeout`. */
export const toRestCode = <Code extends FailureCode | RefusalCode>(code: Code) =>
  code.toLowerCase() as Lowercase<Code>;
