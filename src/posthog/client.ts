import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { boundClient } from './bound-client.ts';
import type { BudgetLimits, BudgetState } from './layers/budget/budget.ts';
import { Budgets } from './layers/budget/budgets.ts';
import { budgeted } from './layers/budget/layer.ts';
import type { OperationId } from './api/operation-types.ts';
import { holderOf } from './layers/cache/key.ts';
import type { FreshnessSeconds } from './layers/cache/kinds.ts';
import { cached } from './layers/cache/cache.ts';
import { CacheStore, type WriteListener } from './layers/cache/store.ts';
import type { Tag } from './layers/cache/tags.ts';
import { KnownCredentials } from './layers/known-credentials.ts';
import { ping } from './ping.ts';
import type { UpstreamLedger } from './request/ledger.ts';
import { layered } from './request/exchange.ts';
import { ConcurrencyLimit, limitedConcurrency } from './layers/concurrency-limit.ts';
import { Cutoff } from './http/lifetime.ts';
import { retrying } from './layers/retry.ts';
import { createSend } from './http/send.ts';
import { singleFlight } from './layers/single-flight.ts';
import type {
  Caller,
  CallScope,
  OperationClient,
  Reachability,
  AbandonedWriteLog,
} from './types.ts';

export type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './api/operation-types.ts';

export interface Upstream {
  for(caller: Caller, scope: CallScope): OperationClient;
  /** A whole answer kept by `keep` under this identity, while everything it rests on is fresh. */
  cachedValue(identity: string): unknown;
  /**
   * Keeps something made of reads, bounded and dropped together with them.
   * @param identity begins with the credential, so that it is never found by another key
   * @param rests ledger of the request that made it
   */
  cacheValue(identity: string, value: unknown, bytes: number, rests: UpstreamLedger): void;
  /** Whether identical reads of one key under way together are one call. */
  readonly sharesInFlight: boolean;
  /** How many answers of an operation are held and fresh for a key; counting ends at `most`. Calls nothing. */
  countCached(caller: Caller, operation: OperationId, most?: number): number;
  /** What is left of a key's budget. Calls nothing. */
  budget(caller: Caller): BudgetState;
  /** True when PostHog has lately accepted the caller's key (`known-credentials.ts`). Calls nothing. */
  knows(caller: Caller): boolean;
  /** Tells of every write of this process, whoever made it, what it made untrue; ends when the function returned is called. */
  onWrite(listener: WriteListener): () => void;
  /** Forgets what is kept of these from before a moment: somebody has found that they changed. */
  outdate(tags: readonly Tag[], before: number): void;
  /** The clock that answers are dated by: epoch milliseconds. */
  now(): number;
  /** Asks PostHog who is there, without a key: its own 401 proves it is reachable and costs no budget. */
  ping(): Promise<Reachability>;
  /** Ends every call under way, and refuses later ones: their callers get a `TimeoutError` that says so. */
  cut(): void;
  /** Lets calls under way finish, then closes the connections. */
  close(): Promise<void>;
}

export interface FreshnessSettings {
  readonly seconds: FreshnessSeconds;
  /** Milliseconds after which an answer is not even given when PostHog is down. */
  readonly maxStaleMs: number;
  /** Memory for what is kept, roughly. */
  readonly maxBytes: number;
}

export interface UpstreamOptions {
  /** PostHog's base URL: `https://us.posthog.com`; a path prefix is kept. */
  readonly host: string;
  /** HTTP calls under way at once, over all callers. */
  readonly concurrency: number;
  /** Milliseconds one attempt may take, connecting and reading included. */
  readonly timeoutMs: number;
  /** The same for operations that scan inside the request (`freeze_exposure`). Default 90,000. */
  readonly inlineTimeoutMs?: number;
  /** Bytes of the largest answer read. Default 32 MiB. */
  readonly maxBodyBytes?: number;
  /** What is kept of answers, per key; undefined keeps nothing. */
  readonly freshness?: FreshnessSettings | undefined;
  /** Calls PostHog lets a key make. Default 480 a minute and 4,800 an hour. */
  readonly budget?: BudgetLimits | undefined;
  /** False makes identical reads of one key under way together calls of their own. Default true. */
  readonly shareInFlight?: boolean | undefined;
  /** False decodes pages whole when they arrive. Default true: a property of a row when it is first read. */
  readonly lazyRows?: boolean | undefined;
  /** Goes into `User-Agent: posthog-experiments-graph/<version>`; without one, the name alone. */
  readonly version?: string;
  /** Told of writes that nobody waits for any more; nobody is when left out. */
  readonly onAbandonedWrite?: AbandonedWriteLog;
  /** Time, for tests: epoch milliseconds, and a wait that rejects when the signal aborts. */
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Spreads retries apart; in [0, 1). */
  readonly random?: () => number;
}

const defaultInlineTimeoutMs = 90_000;
const defaultMaxBodyBytes = 32 * 1024 * 1024;

// Writes are noticed all the same: a read begun before one is not shared with a read begun after it.
const keepNothing: FreshnessSettings = {
  seconds: { experiments: 0, settings: 0, results: 0 },
  maxStaleMs: 0,
  maxBytes: 1,
};
const posthogBudget: BudgetLimits = { perMinute: 480, perHour: 4_800 };

/** Connections to one PostHog, shared by every caller. Nothing is sent before the first call. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { concurrency, timeoutMs, inlineTimeoutMs = defaultInlineTimeoutMs } = options;
  const { now = Date.now, random = Math.random, sleep = sleepUnlessAborted } = options;
  const { freshness = keepNothing, budget: budgetLimits = posthogBudget } = options;
  const { shareInFlight = true } = options;
  const store = new CacheStore<unknown>(freshness.maxBytes);
  const budgets = new Budgets(budgetLimits, now);
  const credentials = new KnownCredentials(now);
  const base = new URL(options.host);
  // As many connections as calls the gate lets in: undici never queues, so a deadline never hides in its queue.
  const pool = new Pool(base.origin, {
    connections: concurrency,
    allowH2: false,
    // Every attempt has its own bound, from its start to the end of its answer (http/wire.ts).
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const send = createSend({
    pool,
    basePath: base.pathname.replace(/\/+$/, ''),
    userAgent: ['posthog-experiments-graph', options.version].filter(Boolean).join('/'),
    timeoutMs,
    inlineTimeoutMs,
    maxBodyBytes: options.maxBodyBytes ?? defaultMaxBodyBytes,
    lazyRows: options.lazyRows ?? true,
    now,
  });
  // Outermost first. A retry waits outside the gate, so that its pause does not hold a place.
  const exchange = layered(
    [
      cached({ ...freshness, store, now }),
      ...(shareInFlight ? [singleFlight(now, () => store.generation)] : []),
      retrying({ now, sleep, random }),
      credentials.layer,
      budgeted(budgets, now),
      limitedConcurrency(new ConcurrencyLimit(concurrency), now),
    ],
    send,
  );
  const cutoff = new Cutoff();
  const { onAbandonedWrite = () => undefined } = options;
  const limits = { now, timeoutMs, inlineTimeoutMs, cutoff, onAbandonedWrite };
  return {
    for: (caller, scope) => boundClient(exchange, limits, caller, scope),
    cachedValue(identity) {
      const kept = store.get(identity);
      return kept && kept.freshUntil > now() ? kept.value : undefined;
    },
    cacheValue(identity, value, bytes, { freshUntil, tags }) {
      const asOf = now();
      if (freshUntil <= asOf || freshUntil === Infinity) return;
      store.set(identity, { value, bytes, asOf, freshUntil, tags: [...tags], holder: 'whole' });
    },
    sharesInFlight: shareInFlight,
    countCached: ({ apiKey }, operation, most) =>
      store.held(holderOf(apiKey, operation), now(), most),
    budget: ({ apiKey }) => budgets.state(apiKey),
    knows: ({ apiKey }) => credentials.has(apiKey),
    onWrite: (listener) => store.onWrite(listener),
    outdate(tags, before) {
      store.outdate(tags, before);
    },
    now,
    ping: () => ping(send, limits),
    cut: () => {
      cutoff.cut();
    },
    close: () => pool.close(),
  };
}

function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  return wait(ms, undefined, signal ? { signal } : {});
}
