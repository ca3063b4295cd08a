import type { UpstreamLedger } from './ledger.ts';
import type { Operation } from '../api/operations.ts';
import type { FreshnessPolicy, RequestPlan } from './plan.ts';
import type { ReservedCalls } from './planned-request.ts';

/** One call on its way to PostHog, as every layer sees it. */
export interface UpstreamRequest {
  readonly operation: Operation;
  /** Path and query, encoded. */
  readonly target: string;
  /** JSON text, absent when the operation has no body. */
  readonly body: string | undefined;
  /** Absent only for the ping. */
  readonly apiKey: string | undefined;
  /** Aborts when the caller leaves or the time is up (`lifetime.ts`). */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which an answer is of no use. */
  readonly expiresAt: number;
  readonly ledger: UpstreamLedger;
  readonly plan: RequestPlan;
  /** How old an answer this call takes: its own policy, or that of the plan. */
  readonly freshness: FreshnessPolicy;
  readonly reserved: ReservedCalls;
}

/** Why an old answer is given in place of a new one. */
export type StaleCause = 'UPSTREAM_DOWN' | 'RATE_LIMITED' | 'BUDGET_SPENT';

/** PostHog's decoded answer, and how old it is. */
export interface UpstreamAnswer {
  readonly json: unknown;
  /** Its length on the wire. */
  readonly bytes: number;
  /** Epoch milliseconds when PostHog gave it. */
  readonly asOf: number;
  /** Set when it is past its freshness, because PostHog could not be asked again. */
  readonly staleReason?: StaleCause;
}

/** Sends a request and gives PostHog's answer; throws a `PostHogFailure`. */
export type Exchange = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** Something between the caller and the wire (retry, gate): wraps the next exchange inwards. */
export type Layer = (next: Exchange) => Exchange;

/** Puts layers around an exchange, the first one outermost. */
export function layered(layers: readonly Layer[], exchange: Exchange): Exchange {
  return layers.reduceRight((next, layer) => layer(next), exchange);
}
