import type { PostHogClient, Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/keys/credential.ts';
import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import { RequestPlan, type FreshnessPolicy } from '../../posthog/request/plan.ts';
import type { OperationId } from '../../posthog/api/operations.ts';
import { UpstreamLedger } from '../../posthog/request/ledger.ts';
import { Clock } from './clock.ts';
import type { IdempotencyStore } from '../mutations/idempotency.ts';
import type { Live, LiveOfKey } from '../subscriptions/live.ts';
import { unauthenticated } from '../core/loading/unauthenticated.ts';

/** What every resolver may use; made once per GraphQL request. */
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
  /** Answers of mutations that carried an idempotency key, of all requests of this process. */
  readonly idempotency: IdempotencyStore;
  /** What subscriptions listen to, with the caller's key. */
  readonly live: LiveOfKey;
  /** What concepts made for this request, by what made it (`per-request.ts`). */
  readonly made: Map<object, unknown>;
  /** True when the caller has left, or the time of the request is up. */
  isOver(): boolean;
}

export interface KnownOfKey {
  /**
   * What is left of the key's budget, to be answered by a field: the answer is then not kept, since the
   * next call makes it untrue. Undefined without a key.
   */
  budget(): BudgetState | undefined;
  /** The same for what is said beside an answer, or decided by. */
  peekBudget(): BudgetState | undefined;
  /** How many fresh answers of an operation are kept for the key; counting ends at `most`. */
  held(operation: OperationId, most?: number): number;
  /** True when PostHog has lately accepted the key: what costs memory beyond the request is kept for such callers only. */
  isAccepted(): boolean;
}

export interface GraphRequest {
  readonly upstream: Upstream;
  /** PostHog personal API key of the caller; undefined when there is none. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  readonly now: Date;
  readonly idempotency: IdempotencyStore;
  readonly live: Live;
  /** How old an answer the caller takes, from the request's headers. */
  readonly freshness?: FreshnessPolicy | undefined;
  /** Aborted when the caller leaves; reaches PostHog. */
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds by which the whole request must be answered. */
  readonly deadline: number;
}

/** Binds one GraphQL request to PostHog. Makes no call. */
export function createContext(request: GraphRequest): GraphContext {
  const ledger = new UpstreamLedger();
  const plan = new RequestPlan();
  if (request.freshness) plan.freshness = request.freshness;
  const { upstream, apiKey, deadline, signal } = request;
  const caller = apiKey === undefined ? undefined : { apiKey };
  return {
    ledger,
    plan,
    known: {
      budget() {
        ledger.isVolatile = true;
        return this.peekBudget();
      },
      peekBudget: () => caller && upstream.budget(caller),
      held: (operation, most) => (caller ? upstream.held(caller, operation, most) : 0),
      isAccepted: () => caller !== undefined && upstream.knows(caller),
    },
    projectId: request.projectId,
    clock: new Clock(request.now, ledger),
    idempotency: request.idempotency,
    live: request.live.of(apiKey, signal),
    made: new Map(),
    isOver: () => signal?.aborted === true || upstream.now() >= deadline,
    credential: caller && credentialOf(caller.apiKey),
    posthog: caller ? upstream.for(caller, { ledger, plan, deadline, signal }) : keyless,
  };
}

const refuse = () => Promise.reject(unauthenticated());

/** PostHog for nobody: the schema can be read without a key, data cannot. */
const keyless: PostHogClient = { call: refuse, pages: refuse, allPages: refuse };
