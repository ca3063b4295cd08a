import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import type { RequestPlan } from '../../posthog/request/plan.ts';
import type { OperationId } from '../../posthog/api/operations.ts';
import type { UpstreamLedger } from '../../posthog/request/ledger.ts';
import type { Clock } from './clock.ts';
import type { PostHogClient } from '../../posthog/types.ts';

/**
 * What every resolver may use; made once per GraphQL request. The machinery of mutations and of
 * subscriptions adds its own property where it is defined, so that nothing below it knows of it.
 */
export interface GraphContext {
  /**
   * PostHog, as the caller: their key, this request's deadline and ledger. Every call rejects with
   * UNAUTHENTICATED when the request brought no key and none is held.
   */
  readonly posthog: PostHogClient;
  /** The project of fields that name none. */
  readonly projectId: string;
  /** The time of this request. */
  readonly clock: Clock;
  /** What this request has cost upstream so far. */
  readonly ledger: UpstreamLedger;
  /** How the request's calls are to be made: priority, freshness, bounds. Set before execution. */
  readonly plan: RequestPlan;
  /** What this process knows about the caller's key without asking PostHog. */
  readonly known: KnownOfKey;
  /** Names the caller's key without showing it; undefined when there is none. */
  readonly credential: string | undefined;
  /** What concepts made for this request, by what made it (`per-request.ts`). */
  readonly memo: Map<object, unknown>;
  /** True when the caller has left, or the time of the request is up. */
  isOver(): boolean;
}

export interface KnownOfKey {
  /** What is left of the key's budget; undefined without a key. A field that answers it is declared `volatile`. */
  budget(): BudgetState | undefined;
  /** How many fresh answers of an operation are kept for the key; counting ends at `most`. */
  countCached(operation: OperationId, most?: number): number;
  /** True when PostHog has lately accepted the key: what costs memory beyond the request is kept for such callers only. */
  isAccepted(): boolean;
}
