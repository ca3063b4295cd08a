import type { IncomingMessage, ServerResponse } from 'node:http';
import { GATEWAY_TOKEN_HEADER } from './gateway-token.ts';
import { isAllowedOrigin, type OriginPolicy } from '../http/origin.ts';

/** The headers that pages of other origins may use, beyond those that browsers always allow. */
export interface CorsTerms {
  readonly methods: string;
  /** Request headers in addition to those that every API accepts. */
  readonly requestHeaders?: string;
  /** Response headers a page may read. */
  readonly exposed?: string;
}

const preflight = ({ methods, requestHeaders = '' }: CorsTerms) => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers': `content-type, authorization, ${GATEWAY_TOKEN_HEADER}${requestHeaders && `, ${requestHeaders}`}`,
  'access-control-max-age': '600',
});

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
  response.writeHead(204, allowed ? preflight(terms) : {}).end();
  return true;
}
