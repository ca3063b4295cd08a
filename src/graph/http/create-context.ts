import type { Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/keys/credential.ts';
import { RequestPlan, type FreshnessPolicy } from '../../posthog/request/plan.ts';
import { UpstreamLedger } from '../../posthog/request/ledger.ts';
import { Clock } from '../context/clock.ts';
import type { IdempotencyStore } from '../mutations/idempotency.ts';
import type { Live } from '../subscriptions/live.ts';
import { unauthenticated } from '../core/loading/unauthenticated.ts';
import type { PostHogClient } from '../../posthog/types.ts';
import type { GraphContext } from '../context/context.ts';

export interface ContextOptions {
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
export function createContext(request: ContextOptions): GraphContext {
  const ledger = new UpstreamLedger();
  const plan = new RequestPlan();
  if (request.freshness) plan.freshness = request.freshness;
  const { upstream, apiKey, deadline, signal } = request;
  const caller = apiKey === undefined ? undefined : { apiKey };
  return {
    ledger,
    plan,
    known: {
      budget: () => caller && upstream.budget(caller),
      countCached: (operation, most) =>
        caller ? upstream.countCached(caller, operation, most) : 0,
      isAccepted: () => caller !== undefined && upstream.knows(caller),
    },
    projectId: request.projectId,
    clock: new Clock(request.now, ledger),
    idempotency: request.idempotency,
    live: request.live.of(apiKey, signal),
    memo: new Map(),
    isOver: () => signal?.aborted === true || upstream.now() >= deadline,
    credential: caller && credentialOf(caller.apiKey),
    posthog: caller ? upstream.for(caller, { ledger, plan, deadline, signal }) : keyless,
  };
}

const refuse = () => Promise.reject(unauthenticated());

/** PostHog for nobody: the schema can be read without a key, data cannot. */
const keyless: PostHogClient = { call: refuse, pages: refuse, allPages: refuse };
