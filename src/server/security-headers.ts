import type { ServerResponse } from 'node:http';

const everywhere = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});

const nothing = "default-src 'none'; frame-ancestors 'none'";

/** GraphiQL is a single self-contained page: inline script and style, workers from blobs, no other host. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sets the security headers of every response. A page that needs a less strict policy sets its own. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of everywhere) response.setHeader(name, value);
  response.setHeader('content-security-policy', nothing);
}
