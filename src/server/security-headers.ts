import type { ServerResponse } from 'node:http';

const everywhere = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});

const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Sets the security headers of every response. A page that needs a less strict policy sets its own. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of everywhere) response.setHeader(name, value);
  response.setHeader('content-security-policy', nothing);
}
