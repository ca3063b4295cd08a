import type { IncomingMessage, ServerResponse } from 'node:http';
import { UpstreamLedger } from '../posthog/ledger.ts';
import type { RequestTarget } from '../server/request-target.ts';

/** One request on its way through this door. */
export interface Exchange {
  readonly request: IncomingMessage;
  /** Its path and query, as the HTTP server read them. */
  readonly target: RequestTarget;
  /** What it has cost upstream so far. */
  readonly ledger: UpstreamLedger;
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
}

export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Exchange {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return { request, target, ledger: new UpstreamLedger(), signal: left.signal };
}
