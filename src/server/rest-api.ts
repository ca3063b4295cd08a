import type { ServerResponse } from 'node:http';
import { errorTypeOf, type DrfErrorBody } from '../rest/envelope.ts';
import { toRestCode } from '../rest/rest-codes.ts';
import type { Api } from './guarded.ts';
import type { Handler } from './handler.ts';
import { replyJson, setHeaders, type Refusal } from '../http/reply.ts';

/** `/v1` and what is under it, and PostHog's own addresses. */
export const isRestPath = (path: string) => /^\/(v1|api)(\/|$)/.test(path);

/** The REST API of this server. Its routes define their allowed methods. */
export const restApi = (handle: Handler): Api => ({
  handle,
  refuse: refuseAsPostHog,
  cors: {
    methods: 'GET, POST, PUT, PATCH, DELETE',
    requestHeaders: 'if-none-match, cache-control',
    exposed: 'etag, age, retry-after, x-upstream-calls, x-stale-reason, x-request-id',
  },
});

/** Writes a refusal in PostHog's error format, the format of the REST API. */
export function refuseAsPostHog(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain } = refusal;
  setHeaders(response, refusal);
  replyJson(response, status, {
    type: errorTypeOf(status),
    code: toRestCode(code),
    detail: message,
    attr: null,
    ...(uncertain && { extra: { uncertain } }),
  } satisfies DrfErrorBody);
}
