import type { ServerResponse } from 'node:http';
import type { UpstreamLedger } from '../posthog/request/ledger.ts';
import type { Reply } from './envelope.ts';
import { PAGE_POLICY } from '../http/page-policy.ts';
import type { Asset } from './viewer.ts';

/** Writes a response; one without a body has `Content-Length: 0`, except where HTTP forbids that header. */
export function sendResponse(
  response: ServerResponse,
  { status, body, headers }: Reply,
  ledger?: UpstreamLedger,
): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, {
    ...(text !== '' && { 'content-type': 'application/json' }),
    ...(!bodiless && { 'content-length': Buffer.byteLength(text) }),
    ...(ledger && { 'x-upstream-calls': String(ledger.calls) }),
    ...headers,
  });
  response.end(text);
}

export function sendAsset(response: ServerResponse, { type, bytes }: Asset): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(bytes),
    'content-security-policy': PAGE_POLICY,
    // The file names do not contain a version, so clients fetch them again after an hour.
    'cache-control': 'public, max-age=3600',
  });
  response.end(bytes);
}
