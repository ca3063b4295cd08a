import type { JsonObject } from './entities.ts';

/** PostHog's error body (docs/posthog/errors.md#error-body), which contains only the first error. */
export interface ErrorEnvelope {
  type: string;
  code: string;
  detail: string;
  attr: string | null;
}

/** An error response: PostHog's error body, or a body that the view builds itself. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorEnvelope | JsonObject | undefined;

  constructor(status: number, body: ErrorEnvelope | JsonObject | undefined) {
    super(typeof body?.['detail'] === 'string' ? body['detail'] : `status ${status}`);
    this.status = status;
    this.body = body;
  }
}

const envelope = (
  status: number,
  type: string,
  code: string,
  detail: string,
  attr: string | null = null,
): ApiError => new ApiError(status, { type, code, detail, attr });

/** 400; `code` is the field's DRF code, with `invalid_input` for the generic `invalid`. */
export const invalid = (
  detail: string,
  attr: string | null = null,
  code = 'invalid_input',
): ApiError => envelope(400, 'validation_error', code, detail, attr);

export const requiredError = (attr: string): ApiError =>
  invalid('This field is required.', attr, 'required');

export const invalidChoice = (value: unknown, attr: string): ApiError =>
  invalid(`"${String(value)}" is not a valid choice.`, attr, 'invalid_choice');

export const unknownPk = (pk: unknown, attr: string): ApiError =>
  invalid(`Invalid pk "${String(pk)}" - object does not exist.`, attr, 'does_not_exist');

export const parseError = (detail: string): ApiError =>
  envelope(400, 'invalid_request', 'parse_error', detail);

export const notAuthenticated = (): ApiError =>
  envelope(
    401,
    'authentication_error',
    'not_authenticated',
    'Authentication credentials were not provided.',
  );

/** 401 for an unknown key; `place` is where in the request it was found. */
export const authenticationFailed = (place = 'Authorization header'): ApiError =>
  envelope(
    401,
    'authentication_error',
    'authentication_failed',
    `Personal API key found in request ${place} is invalid.`,
  );

export const permissionDeniedError = (detail: string): ApiError =>
  envelope(403, 'authentication_error', 'permission_denied', detail);

export const notFound = (detail = 'Not found.'): ApiError =>
  envelope(404, 'invalid_request', 'not_found', detail);

export const methodNotAllowed = (method: string): ApiError =>
  envelope(405, 'invalid_request', 'method_not_allowed', `Method "${method}" not allowed.`);

/** 415; `remedy` is appended to PostHog's sentence. */
export const unsupportedMediaType = (mediaType: string, remedy = ''): ApiError =>
  envelope(
    415,
    'invalid_request',
    'unsupported_media_type',
    `Unsupported media type "${mediaType}" in request.${remedy}`,
  );

/** 429 with the wait rounded up to whole seconds; the message omits it when it is unknown. */
export const throttled = (seconds: number | null): ApiError => {
  const wait = seconds === null ? null : Math.max(1, Math.ceil(seconds));
  const expected =
    wait === null ? '' : ` Expected available in ${wait} second${wait === 1 ? '' : 's'}.`;
  return envelope(429, 'throttled_error', 'throttled', `Request was throttled.${expected}`);
};

export const requestTooLarge = (limit: number): ApiError =>
  envelope(
    413,
    'invalid_request',
    'request_too_large',
    `The request body is larger than ${limit} bytes.`,
  );

export const serverError = (): ApiError =>
  envelope(500, 'server_error', 'error', 'A server error occurred.');

/** 503 of a request to compute metrics, which PostHog's scheduler could not take. */
export const schedulingUnavailable = (): ApiError =>
  envelope(
    503,
    'server_error',
    'recalculation_scheduling_unavailable',
    'The recalculation could not be scheduled. Please try again later.',
  );

/**
 * A response in another format, as some views build it themselves
 * (docs/posthog/errors.md#answers-outside-the-error-body).
 */
export const bare = (status: number, body: JsonObject | undefined): ApiError =>
  new ApiError(status, body);
