import type { IncomingMessage, ServerResponse } from 'node:http';
import { UpstreamLedger } from '../posthog/ledger.ts';

/** One request on its way through this door. */
export interface Exchange {
  readonly request: IncomingMessage;
  /** Its path and query; the origin means nothing. */
  readonly url: URL;
  /** What it has cost upstream so far. */
  readonly ledger: UpstreamLedger;
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
}

export function openExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const target = request.url ?? '/';
  const [path = '/'] = target.split('?', 1);
  const url = new URL('http://door.invalid');
  // Set apart: as a whole, `//host` would be read as another origin.
  url.pathname = path;
  url.search = target.slice(path.length);
  return { request, url, ledger: new UpstreamLedger(), signal: left.signal };
}
