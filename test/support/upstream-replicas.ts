import { createUpstream, type Upstream } from '../../src/posthog/client.ts';
import { UpstreamLedger } from '../../src/posthog/request/ledger.ts';
import type { FreshnessPolicy } from '../../src/posthog/request/plan.ts';
import { PlannedRequest } from '../../src/posthog/request/planned-request.ts';
import type { CallScope } from '../../src/posthog/types.ts';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { apiKey, fakePostHog, type Respond } from './fake-posthog.ts';
import { switchableStore, type SwitchableStore } from './switchable-store.ts';
import { lazyRows } from './switches.ts';

/** Noon: the next daily run of PostHog is far. */
export const noon = Date.parse('2026-03-04T12:00:00Z');

export interface ReplicasOptions {
  readonly count?: number;
  /** The store they share; by default one in memory, with the clock of the replicas. */
  readonly store?: SharedStore;
  /** Each replica's connection to what they share, instead of `count` and `store`. */
  readonly stores?: readonly SharedStore[];
  readonly concurrency?: number;
  readonly clock?: { now: number };
  readonly maxBytes?: number;
}

/** Several replicas in one process, over one PostHog that answers as told. Their clock stands still until it is set. */
export async function replicasOver(answer: Respond, options: ReplicasOptions = {}) {
  const { count = 2, concurrency = 8, clock = { now: noon }, maxBytes = 10_000_000 } = options;
  const now = () => clock.now;
  const store = options.store ?? createMemoryStore({ now, isShared: true });
  const posthog = await fakePostHog(answer);
  const start = (shared: SharedStore): Upstream =>
    createUpstream({
      host: posthog.host,
      concurrency,
      timeoutMs: 5_000,
      lazyRows,
      // Where the clock is set while calls are under way, they count as slow.
      breaker: false,
      now,
      random: () => 0.5,
      sleep: () => Promise.resolve(),
      budget: { perMinute: 1_000_000, perHour: 1_000_000 },
      freshness: {
        seconds: { experiments: 5, settings: 60, results: 86_400 },
        maxStaleMs: 600_000,
        maxBytes,
      },
      store: shared,
    });
  const stores = options.stores ?? Array.from({ length: count }, () => store);
  const links = stores.map(switchableStore);
  const upstreams = links.map(start);
  const client = (
    replica: number,
    scope: Partial<CallScope> & { freshness?: FreshnessPolicy } = {},
    key = apiKey,
  ) => {
    const { freshness = {}, ledger = new UpstreamLedger(), ...rest } = scope;
    const planned = new PlannedRequest({ freshness });
    const deadline = clock.now + 5_000;
    const bound = upstreams[replica]!.for({ apiKey: key }, { planned, ledger, deadline, ...rest });
    return { ...bound, ledger };
  };
  return {
    clock,
    store,
    links: links as readonly SwitchableStore[],
    upstreams: upstreams as readonly Upstream[],
    received: posthog.received,
    arrived: posthog.arrived,
    client,
    /** The calls that reached PostHog since the last time. */
    calls: () => posthog.received.splice(0).map(({ method, url }) => `${method} ${url}`),
    async [Symbol.asyncDispose]() {
      await posthog[Symbol.asyncDispose]();
      await Promise.all(upstreams.map((one) => one.close()));
    },
  };
}

export type Replicas = Awaited<ReturnType<typeof replicasOver>>;
