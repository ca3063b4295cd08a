import type { IncomingMessage, ServerResponse } from 'node:http';
import { UpstreamLedger } from '../posthog/request/ledger.ts';

/** The address of a request, read and checked once by the HTTP server. */
export interface Target {
  /** In normal form. */
  readonly path: string;
  /** The query with its `?`; empty when there is none. */
  readonly search: string;
}

/** One request to the REST API. */
export interface RestExchange {
  readonly request: IncomingMessage;
  readonly target: Target;
  /** What it has cost upstream so far. */
  readonly ledger: UpstreamLedger;
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
}

export function openRestExchange(
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
): RestExchange {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return { request, target, ledger: new UpstreamLedger(), signal: left.signal };
}
