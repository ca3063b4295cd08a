import type { RestCode } from './rest-codes.ts';

/** The types of PostHog's errors. */
export type ErrorType =
  | 'validation_error'
  | 'invalid_request'
  | 'authentication_error'
  | 'throttled_error'
  | 'server_error';

/** The type of an error that this server answers itself, by its status. */
export function errorTypeOf(status: number): ErrorType {
  if (status === 401 || status === 403) return 'authentication_error';
  return status < 500 ? 'invalid_request' : 'server_error';
}

/** PostHog's error body. `attr` names the field; null when the error is about the whole request. */
export interface DrfErrorBody {
  readonly type: ErrorType;
  readonly code: RestCode;
  readonly detail: string;
  readonly attr: string | null;
  readonly extra?: unknown;
}

/** A response of the REST API. */
export interface Reply {
  readonly status: number;
  /** JSON body; undefined sends an empty one. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown for a request that is refused; without an upstream call, unless its reply says otherwise. */
export class RejectedRequest extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`rejected with ${reply.status}`);
    this.name = 'RejectedRequest';
    this.reply = reply;
  }
}

/** A reply to a request for which PostHog was called before it was refused. */
export const afterCalls = (reply: Reply, calls: number): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'x-upstream-calls': String(calls) },
});

export function errorReply(
  status: number,
  type: ErrorType,
  code: RestCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Reply & { readonly body: DrfErrorBody } {
  return { status, headers, body: { type, code, detail, attr: null } };
}

/** A 400 about one field, worded like PostHog's framework. */
export function fieldReply(attr: string | null, code: RestCode, detail: string): Reply {
  return {
    status: 400,
    body: { type: 'validation_error', code, detail, attr } satisfies DrfErrorBody,
  };
}

export const noCredentials = (): Reply =>
  errorReply(
    401,
    'authentication_error',
    'not_authenticated',
    'Authentication credentials were not provided.',
  );

export const noEndpoint = (): Reply =>
  errorReply(404, 'invalid_request', 'not_found', 'Endpoint not found.');

export const otherMethod = (method: string, allowed: readonly string[]): Reply =>
  errorReply(405, 'invalid_request', 'method_not_allowed', `Method "${method}" not allowed.`, {
    allow: allowed.join(', '),
  });

export function internalError(errorId: string): Reply {
  const body: DrfErrorBody = {
    type: 'server_error',
    code: 'error',
    detail: 'A server error occurred.',
    attr: null,
    extra: { error_id: errorId },
  };
  return { status: 500, body };
}
