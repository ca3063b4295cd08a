import type { IncomingMessage, ServerResponse } from 'node:http';
import { UpstreamLedger } from '../posthog/request/ledger.ts';

/** The address of a request, already parsed and validated by the HTTP server. */
export interface Target {
  /** Normalized path. */
  readonly path: string;
  /** The query with its `?`; empty when there is none. */
  readonly search: string;
}

/** One request to the REST API. */
export interface RestExchange {
  readonly request: IncomingMessage;
  readonly target: Target;
  /** The upstream calls of this request so far. */
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
