import type { Breaker } from './layers/breaker/breaker.ts';
import type { BudgetState } from './layers/budget/budget.ts';
import type { UpstreamBudgets } from './layers/budget/create-budgets.ts';
import type { RefreshAhead } from './layers/cache/refresh-ahead.ts';
import type { CacheStore } from './layers/cache/store.ts';
import type { ConcurrencyLimit } from './layers/concurrency-limit.ts';

/** What the client of PostHog holds and waits for at one moment. */
export interface UpstreamSample {
  /** What is left of the budgets of the keys that called last, by hashes of the keys; at most `MOST_BUDGETS`. */
  readonly budgets: readonly (readonly [credential: string, state: BudgetState])[];
  /** Number of keys whose calls are counted. */
  readonly keys: number;
  /** Number of operations that wait until their calls fit into a budget. */
  readonly waitingForBudget: number;
  /** Calls that occupy a connection, and those that wait for one. */
  readonly calls: { readonly active: number; readonly waiting: number; readonly limit: number };
  readonly cache: {
    readonly entries: number;
    readonly bytes: number;
    readonly maxBytes: number;
    /** Answers that were read anew before they expired, since the start. */
    readonly refreshed: number;
  };
  /** Circuits through which no calls pass, or only a trial. */
  readonly openCircuits: { readonly host: boolean; readonly addresses: number };
}

/** Bounds the time series of metrics: keys are the callers' choice. */
const MOST_BUDGETS = 100;

interface SampledParts {
  readonly budgets: UpstreamBudgets;
  readonly store: CacheStore<unknown>;
  readonly maxBytes: number;
  readonly places: ConcurrencyLimit;
  readonly breaker: Breaker;
  readonly refreshAhead: RefreshAhead | undefined;
}

/** Creates the function that samples the layers of one client. */
export const sampler =
  ({ budgets: { keys, own }, store, maxBytes, places, breaker, refreshAhead }: SampledParts) =>
  (): UpstreamSample => ({
    budgets: keys.recent(MOST_BUDGETS),
    keys: keys.size,
    waitingForBudget: keys.waiting + own.waiting,
    calls: { active: places.inside, waiting: places.waiting, limit: places.limit },
    cache: {
      entries: store.size,
      bytes: store.bytes,
      maxBytes,
      refreshed: refreshAhead?.refreshed ?? 0,
    },
    openCircuits: { host: breaker.open !== undefined, addresses: breaker.openAddresses },
  });
