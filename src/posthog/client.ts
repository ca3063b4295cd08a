import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { unobserved } from '../instrumentation/instrumentation.ts';
import { boundClient } from './bound-client.ts';
import type { BudgetLimits, BudgetState } from './layers/budget/budget.ts';
import { createBudgets } from './layers/budget/create-budgets.ts';
import { posthogLimits } from './layers/budget/default-limits.ts';
import { budgeted } from './layers/budget/layer.ts';
import { sharedOut } from './layers/budget/share.ts';
import { Breaker, type OpenCircuit } from './layers/breaker/breaker.ts';
import type { OperationId } from './api/operation-types.ts';
import { isFresh } from './layers/cache/is-fresh.ts';
import { credentialOf } from './keys/credential.ts';
import { holderOf, identityOf } from './layers/cache/key.ts';
import { freshUntil } from './layers/cache/kinds.ts';
import { RefreshAhead } from './layers/cache/refresh-ahead.ts';
import { cached } from './layers/cache/cache.ts';
import { Decoder } from './http/decoding/decoder.ts';
import { CacheStore } from './layers/cache/store.ts';
import type { Tag } from './layers/cache/tags.ts';
import { KnownCredentials } from './layers/known-credentials.ts';
import { LostAccess } from './layers/lost-access.ts';
import { ping } from './ping.ts';
import type { FreshnessSettings, UpstreamOptions } from './upstream-options.ts';
import { operations } from './api/operations.ts';
import type { ForbiddenByPolicyError } from './errors/errors.ts';
import type { UpstreamLedger } from './request/ledger.ts';
import { layered } from './request/exchange.ts';
import { passing } from './layers/gates.ts';
import { ConcurrencyLimit, limitedConcurrency } from './layers/concurrency-limit.ts';
import { Cutoff } from './http/lifetime.ts';
import { projectSecretKeys } from './layers/project-secret-keys.ts';
import { retrying } from './layers/retry.ts';
import { grantOf, roleKeys } from './layers/role-keys.ts';
import { createSend } from './http/send.ts';
import { SharedFreshness } from './layers/cache/shared/shared-freshness.ts';
import { singleFlight } from './layers/single-flight.ts';
import { createSpeculation } from './speculation/begin-speculation.ts';
import { sampler, type UpstreamSample } from './sample.ts';
import type { Caller, CallScope, OperationClient, Reachability } from './types.ts';

export type { OperationArguments, OperationId } from './api/operation-types.ts';
export type { FreshnessSettings, UpstreamOptions } from './upstream-options.ts';

/** Whether a write was made with this key. False for every key when another replica made it. */
export type IsBy = (apiKey: string) => boolean;

export interface Upstream {
  for(caller: Caller, scope: CallScope): OperationClient;
  /**
   * A value stored by `cacheValue` under this identity, as long as every read it depends on is fresh.
   * @param caller who asks for it; when left out, the demand for the value is not counted (`refresh-ahead.ts`)
   */
  cachedValue(identity: string, caller?: Caller): unknown;
  /**
   * Caches a value computed from reads. It shares their memory limit and is evicted when one of them changes.
   * @param identity begins with the credential, so that another key never finds the value
   * @param rests ledger of the request that computed the value
   */
  cacheValue(identity: string, value: unknown, bytes: number, rests: UpstreamLedger): void;
  /** Whether concurrent identical reads of one key share one call. */
  readonly sharesInFlight: boolean;
  /** Number of an operation's answers that are cached and fresh for a key, counted up to `most`. Makes no call. */
  countCached(caller: Caller, operation: OperationId, most?: number): number;
  /** Calls that any key may make. */
  readonly budgetLimits: BudgetLimits;
  /** What is left of a key's budget; undefined for an OAuth token, which PostHog does not count. Makes no call. */
  budget(caller: Caller): BudgetState | undefined;
  /** True when PostHog has recently accepted the caller's key (`known-credentials.ts`). Makes no call. */
  knows(caller: Caller): boolean;
  /**
   * Why the access policy lets the caller make no call of an operation, whatever its project; undefined when it may.
   * Makes no call.
   * @param body JSON of the call, where it decides what the call does
   */
  refusalOf(
    caller: Caller,
    operation: OperationId,
    body?: unknown,
  ): ForbiddenByPolicyError | undefined;
  /** Increases with each write: what was read before must not be given to who asks after it. */
  generation(): number;
  /** Notifies `listener` of the tags made stale by each write of any replica. Returns a function that unsubscribes. */
  onWrite(listener: (tags: readonly Tag[], isBy: IsBy) => void): () => void;
  /**
   * Evicts entries with these tags read before `before` (epoch ms), and those of other replicas; used when a poll saw a
   * change. Resolves when the other replicas have done so, or one of them takes too long; never rejects.
   */
  outdate(tags: readonly Tag[], before: number): Promise<void>;
  /** The clock that answers are dated by, in epoch milliseconds. */
  now(): number;
  /** The circuit breaker of PostHog's host; undefined while calls pass. */
  readonly openCircuit: OpenCircuit | undefined;
  /** Sizes of caches, budgets and queues at this moment, for metrics. Makes no call. */
  sample(): UpstreamSample;
  /** Calls PostHog without a key: its 401 proves that it is reachable, and costs no budget. */
  ping(): Promise<Reachability>;
  /** Aborts every call in flight and refuses later ones: their callers get a `TimeoutError` with `stopping` set. */
  cut(): void;
  /** Lets calls in flight finish, then closes the connections. */
  close(): Promise<void>;
}

const defaultInlineTimeoutMs = 90_000;
/** Share of the time a call may take, after which it counts as slow. */
const SLOW_SHARE = 0.8;
const defaultMaxBodyBytes = 32 * 1024 * 1024;

// Writes still count without a cache: a read begun before one is not shared with a read begun after it.
const cachingDisabled: FreshnessSettings = {
  seconds: { experiments: 0, settings: 0, results: 0 },
  maxStaleMs: 0,
  maxBytes: 1,
};

/** Connections to one PostHog, shared by every caller. Nothing is sent before the first call. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { concurrency, timeoutMs, inlineTimeoutMs = defaultInlineTimeoutMs } = options;
  const { now = Date.now, random = Math.random, sleep = sleepUnlessAborted } = options;
  const { freshness = cachingDisabled, budget: budgetLimits = posthogLimits } = options;
  const { shareInFlight = true } = options;
  const { lazyRows = true, instrumentation = unobserved, grants } = options;
  /** The key that PostHog gets. */
  const sentKey = (apiKey: string) => grants?.of(apiKey)?.apiKey ?? apiKey;
  const hasShare = (apiKey: string) => grantOf(grants, apiKey)?.share !== undefined;
  const store = new CacheStore<unknown>(freshness.maxBytes);
  const shared = options.store?.isShared
    ? new SharedFreshness({
        ...freshness,
        store: options.store,
        first: store,
        host: options.host,
        sharesInFlight: shareInFlight,
        lazyRows,
        now,
      })
    : undefined;
  const budgets = createBudgets(budgetLimits, now, options.store);
  const credentials = new KnownCredentials(now);
  const lostAccess = new LostAccess({
    store,
    shared,
    isKnown: (apiKey) => credentials.has(apiKey),
  });
  const patienceMs = Math.min(timeoutMs, options.requestTimeoutMs ?? Infinity);
  const breaker = new Breaker({
    now,
    slowMs: ({ operation: { pace } }) =>
      SLOW_SHARE * (pace === 'inline' ? inlineTimeoutMs : patienceMs),
    isKnown: (apiKey) => credentials.has(apiKey),
    hasOneKey: () => credentials.hasOneKey,
    onChange: options.onCircuit,
  });
  const { breaker: breaks = true } = options;
  const places = new ConcurrencyLimit(concurrency);
  const base = new URL(options.host);
  // As many connections as the concurrency limit admits calls: undici then never queues a call past its deadline.
  const pool = new Pool(base.origin, {
    connections: concurrency,
    allowH2: false,
    // http/wire.ts limits each attempt, from its start to the end of its answer.
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
    lazyRows,
    keepsRaw: shared !== undefined,
    now,
    instrumentation,
  });
  const refreshAhead = options.refreshAhead
    ? new RefreshAhead({
        now,
        tick: options.tick ?? ((ms, signal) => wait(ms, undefined, { signal, ref: false })),
        // Others keep three quarters of the connections.
        mostAtOnce: Math.ceil(concurrency / 4),
        find: (identity) => store.get(identity),
        hasSpare: (apiKey) => isHalfLeft(budgets.keys.state(apiKey), budgetLimits),
        freshUntil: ({ read, value }, at) =>
          read ? freshUntil(read.operation.id, value, freshness.seconds, at) : 0,
      })
    : undefined;
  // Outermost first. A retry waits outside the concurrency limit, so that its pause does not occupy a slot.
  const exchange = layered(
    [
      roleKeys(grants),
      projectSecretKeys,
      cached({ ...freshness, store, now, shared, refreshAhead }),
      ...(shareInFlight ? [singleFlight(now, () => store.generation, shared !== undefined)] : []),
      ...(shared ? [shared.layer] : []),
      retrying({ now, sleep, random }),
      ...(breaks ? [breaker.gate] : []),
      passing([
        credentials.gate,
        lostAccess.gate,
        sharedOut(budgets.own, now),
        budgeted(budgets.keys, budgets.own, now),
        limitedConcurrency(places, now, (apiKey) => credentials.has(apiKey)),
      ]),
      ...(breaks ? [breaker.watch] : []),
    ],
    send,
  );
  const cutoff = new Cutoff();
  const { onAbandonedWrite = () => undefined, onMalformedValue = () => undefined } = options;
  const decoder = new Decoder(onMalformedValue);
  const { speculate = true } = options;
  const speculation = speculate
    ? createSpeculation({
        hasExpired: (apiKey, read, policy) => {
          const entry = store.get(
            identityOf({ ...read, apiKey: sentKey(apiKey), body: undefined }),
          );
          return entry !== undefined && !isFresh(entry, policy, now());
        },
        left: (apiKey) => leftOf(budgets.keys.state(sentKey(apiKey))),
        isShared: hasShare,
        isKnown: (apiKey) => credentials.has(sentKey(apiKey)),
        generation: () => store.generation,
      })
    : undefined;
  const limits = {
    now,
    speculation,
    timeoutMs,
    inlineTimeoutMs,
    cutoff,
    onAbandonedWrite,
    decoder,
    instrumentation,
    cachedAnswers: (apiKey: string, operation: OperationId) =>
      store.entriesOf(holderOf(sentKey(apiKey), operation)),
  };
  return {
    for: (caller, scope) => boundClient(exchange, limits, caller, scope),
    cachedValue(identity, caller) {
      shared?.attend();
      const entry = store.get(identity);
      const until = entry && shared ? shared.usableUntil(entry) : entry?.freshUntil;
      const at = now();
      // The clock may have been set back: how old the value is, nobody knows then.
      if (!entry || until === undefined || until <= at || entry.asOf > at) return undefined;
      if (caller && !hasShare(caller.apiKey)) refreshAhead?.asked(entry, sentKey(caller.apiKey));
      return entry.value;
    },
    cacheValue(identity, value, bytes, { freshUntil: until, tags, generation, reads }) {
      const asOf = now();
      if (until <= asOf || until === Infinity || generation !== store.generation) return;
      const rest = { asOf, freshUntil: until, tags: [...tags], holder: 'whole', restsOn: reads };
      store.set(identity, { value, bytes, asks: 1, ...rest });
    },
    sharesInFlight: shareInFlight,
    countCached: ({ apiKey }, operation, most) =>
      store.held(holderOf(sentKey(apiKey), operation), now(), most),
    budgetLimits,
    budget: ({ apiKey }) => budgets.keys.state(sentKey(apiKey)),
    knows: ({ apiKey }) => credentials.has(sentKey(apiKey)),
    refusalOf: ({ apiKey }, operation, body) =>
      grantOf(grants, apiKey)?.refusalOfOperation(operations[operation], body),
    get openCircuit() {
      return breaker.open;
    },
    generation: () => store.generation,
    onWrite: (listener) =>
      store.onWrite((tags, writer) => {
        listener(tags, (apiKey) => credentialOf(sentKey(apiKey)) === writer);
      }),
    async outdate(tags, before) {
      store.outdate(tags, before);
      await shared?.outdate(tags);
    },
    now,
    sample: sampler({
      budgets,
      store,
      maxBytes: freshness.maxBytes,
      places,
      breaker,
      refreshAhead,
    }),
    ping: () => ping(send, limits),
    cut: () => {
      cutoff.cut();
    },
    async close() {
      refreshAhead?.close();
      shared?.close();
      budgets.close();
      await pool.close();
    },
  };
}

/** Calls left in the minute and in the hour, whichever are fewer; undefined for a key that PostHog does not count. */
const leftOf = (budget: BudgetState | undefined) =>
  budget && Math.min(budget.minuteRemaining, budget.hourRemaining);

/** Whether at least half of both limits is left: what nobody has asked for yet may then be read. */
const isHalfLeft = (budget: BudgetState | undefined, { perMinute, perHour }: BudgetLimits) =>
  !budget || (budget.minuteRemaining >= perMinute / 2 && budget.hourRemaining >= perHour / 2);

function sleepUnlessAborted(ms: number, signal?: AbortSignal): Promise<void> {
  return wait(ms, undefined, signal ? { signal } : {});
}
