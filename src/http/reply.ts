import type { ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from './body-limit.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import type { RefusalCode } from './refusal-codes.ts';

/** A refusal of a request before it reaches GraphQL, in GraphQL's error format so that every client can parse it. */
export interface Refusal {
  readonly status: number;
  /** Stable `extensions.code`. */
  readonly code: RefusalCode;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** True when the change may have been made nevertheless. */
  readonly uncertain?: true;
  /** Seconds after which the same request may succeed; also sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** The refusal of what arrives while the server stops. */
export const serverStopping: Refusal = {
  status: 503,
  code: 'SERVER_STOPPING',
  message: 'The server is shutting down. Nothing was done.',
};

/** The refusal of a body that is too long. What is left of it is discarded, and the connection closed. */
export const bodyTooLarge: Refusal = {
  status: 413,
  code: 'REQUEST_ENTITY_TOO_LARGE',
  message: `The body may have at most ${MAX_BODY_BYTES} bytes.`,
  headers: { connection: 'close' },
};

/**
 * The refusal of a request that failed for a reason that is a bug.
 * @param errorId the id of the entry in the log
 */
export const internalServerError = (errorId: string): Refusal => ({
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  message: `Something went wrong in this API. The error was logged as ${errorId}.`,
});

export function replyJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** Sets the headers of a refusal, and notes its code in the record of the request. */
export function setHeaders(
  response: ServerResponse,
  { code, headers = {}, retryAfterSeconds }: Refusal,
): void {
  const record = recordOf(response.req);
  if (record) record.refusal = code;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain, retryAfterSeconds } = refusal;
  setHeaders(response, refusal);
  const requestId = recordOf(response.req)?.id;
  const extensions = { code, ...(uncertain && { uncertain }), retryAfterSeconds, requestId };
  replyJson(response, status, { errors: [{ message, extensions }] });
}
