import type { IncomingMessage, ServerResponse } from 'node:http';
import { GATEWAY_TOKEN_HEADER } from '../http/admission.ts';
import { isAllowedOrigin, type OriginPolicy } from '../http/origin.ts';

/** The headers that pages of other origins may use, beyond those that browsers always allow. */
export interface CorsTerms {
  readonly methods: string;
  /** Request headers in addition to those that every API accepts. */
  readonly requestHeaders?: string;
  /** Response headers a page may read. */
  readonly exposed?: string;
}

/**
 * The answer to a preflight of an allowed origin. Besides the headers that the API knows it allows all that the page
 * names: tracing and client libraries add headers of their own, and no header gives a page any rights here.
 */
const preflight = (request: IncomingMessage, { methods, requestHeaders = '' }: CorsTerms) => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers': [
    `content-type, authorization, ${GATEWAY_TOKEN_HEADER}`,
    requestHeaders,
    ...namedHeaders(request),
  ]
    .filter((names) => names !== '')
    .join(', '),
  'access-control-max-age': '600',
});

/** Header names are short; more than this is no page's preflight. */
const MAX_NAMED = 1_000;

function namedHeaders({ headers }: IncomingMessage): string[] {
  const named = headers['access-control-request-headers'];
  if (typeof named !== 'string' || named.length > MAX_NAMED) return [];
  return named.split(',').filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name.trim()));
}

/**
 * Lets pages of the configured origins read responses. Never allows credentials, because the API uses no cookies.
 * @returns true when the request was a preflight, which has then been answered
 */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  policy: OriginPolicy,
  terms: CorsTerms,
): boolean {
  if (policy.corsOrigins.length > 0) response.setHeader('vary', 'origin');
  const allowed = isAllowedOrigin(request, policy);
  if (allowed) response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
  if (allowed && terms.exposed) {
    response.setHeader('access-control-expose-headers', terms.exposed);
  }
  const isPreflight =
    request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
  if (!isPreflight) return false;
  response.appendHeader('vary', 'access-control-request-headers');
  response.writeHead(204, allowed ? preflight(request, terms) : {}).end();
  return true;
}
