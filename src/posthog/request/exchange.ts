import type { CancelSignal } from './cancellation-token.ts';
import type { UpstreamLedger } from './ledger.ts';
import type { Operation } from '../api/operations.ts';
import type { FreshnessPolicy, RequestPlan } from './plan.ts';
import type { BudgetShare } from './grant.ts';
import type { ReservedCalls } from './planned-request.ts';

/** What has happened to a call on its way to PostHog. Each layer notes its own part. */
export interface CallProgress {
  /** 1 for the first attempt. */
  attempt: number;
  /** Milliseconds that the attempt waited for the budget of its key. */
  budgetWaitMs: number;
}

/** One call on its way to PostHog, as every layer sees it. */
export interface UpstreamRequest {
  readonly operation: Operation;
  /** Path and query, encoded. */
  readonly target: string;
  /** JSON text, absent when the operation has no body. */
  readonly body: string | undefined;
  /** Absent only for the ping. */
  readonly apiKey: string | undefined;
  /** Name of the program that calls, for PostHog's `X-PostHog-Client`; undefined sends none. */
  readonly client: string | undefined;
  /** Aborts when the caller leaves or the deadline passes (`lifetime.ts`). */
  readonly signal: CancelSignal;
  /** Epoch milliseconds after which the caller no longer needs the answer. */
  readonly expiresAt: number;
  readonly ledger: UpstreamLedger;
  readonly plan: RequestPlan;
  /** How old an answer this call takes: its own policy, or that of the plan. */
  readonly freshness: FreshnessPolicy;
  readonly reserved: ReservedCalls;
  readonly progress: CallProgress;
  /** The share of the key's budget that the call is taken from; absent for a call that may use all of it. */
  readonly share?: BudgetShare | undefined;
}

/** Why a stale answer is served instead of a fresh one. */
export type StaleCause = 'UPSTREAM_DOWN' | 'RATE_LIMITED' | 'BUDGET_SPENT';

/** PostHog's decoded answer, and its age. */
export interface UpstreamAnswer {
  readonly json: unknown;
  /** Length of the body in bytes. */
  readonly bytes: number;
  /** The body, where answers are shared with other replicas. */
  readonly raw?: Buffer | undefined;
  /** Epoch milliseconds when PostHog answered. */
  readonly asOf: number;
  /** Why the answer is stale: PostHog could not be called again. Absent for a fresh answer. */
  readonly staleReason?: StaleCause;
}

/** Sends a request and returns PostHog's answer; throws a `PostHogFailure`. */
export type Exchange = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** A middleware between the caller and the network (retry, concurrency limit): wraps the next inner exchange. */
export type Layer = (next: Exchange) => Exchange;

/** Wraps an exchange in layers, the first one outermost. */
export function layered(layers: readonly Layer[], exchange: Exchange): Exchange {
  return layers.reduceRight((next, layer) => layer(next), exchange);
}
