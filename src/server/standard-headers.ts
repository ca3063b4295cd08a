import type { ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER } from '../instrumentation/request-id.ts';
import { ApiResponse } from './api-response.ts';

/** Security headers of every response. A page that needs a less strict policy sets its own. */
const security: readonly string[] = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}).flat();

/**
 * Gives a response its security headers and the id of its request; handlers may set others in their place.
 * @param requestId undefined for a request without an id
 */
export function setStandardHeaders(response: ServerResponse, requestId?: string): void {
  const headers = requestId === undefined ? security : [...security, REQUEST_ID_HEADER, requestId];
  if (response instanceof ApiResponse) {
    response.setDefaults(headers);
    return;
  }
  // A response of the application that the gateway is part of.
  for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at]!, headers[at + 1]!);
}
