import type { IncomingMessage, ServerResponse } from 'node:http';
import { GATEWAY_TOKEN_HEADER } from './gateway-token.ts';
import { isAllowedOrigin, type OriginPolicy } from './origin.ts';

const preflight = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': `content-type, authorization, ${GATEWAY_TOKEN_HEADER}`,
  'access-control-max-age': '600',
};

/**
 * Lets pages of the configured origins read answers. Never allows credentials: the API knows no cookies.
 * @returns true when the request was a preflight and is answered
 */
export function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  policy: OriginPolicy,
): boolean {
  if (policy.corsOrigins.length > 0) response.setHeader('vary', 'origin');
  const allowed = isAllowedOrigin(request, policy);
  if (allowed) response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
  const isPreflight =
    request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
  if (!isPreflight) return false;
  response.writeHead(204, allowed ? preflight : {}).end();
  return true;
}
