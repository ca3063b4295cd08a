import { isPostHogFailure, type PostHogFailure } from '../../errors/errors.ts';
import type {
  Exchange,
  Layer,
  StaleCause,
  UpstreamAnswer,
  UpstreamRequest,
} from '../../request/exchange.ts';
import { UpstreamLedger, type ReliedOn } from '../../request/ledger.ts';
import { priorities, type FreshnessPolicy } from '../../request/plan.ts';
import { PlannedRequest } from '../../request/planned-request.ts';
import { accessTags } from './access-tags.ts';
import { isAbsence } from './absence.ts';
import { isFresh } from './is-fresh.ts';
import { holderOf, identityOf } from './key.ts';
import { freshUntil, type FreshnessSeconds } from './kinds.ts';
import type { Refresh, RefreshAhead } from './refresh-ahead.ts';
import type { SharedFreshness } from './shared/shared-freshness.ts';
import type { CacheStore, CacheEntry } from './store.ts';
import { tagsOfAnswer, tagsOfWrite } from './tags.ts';

export interface CacheOptions {
  readonly store: CacheStore<unknown>;
  readonly seconds: FreshnessSeconds;
  /** Milliseconds after which a stale answer is no longer served, even when PostHog is down. */
  readonly maxStaleMs: number;
  readonly now: () => number;
  /** What other replicas read and write; undefined for a single process. */
  readonly shared?: SharedFreshness | undefined;
  /** Reads answers anew before they expire; undefined where none is. */
  readonly refreshAhead?: RefreshAhead | undefined;
}

/** The failures after which a stale answer, marked as such, is better than none. */
function staleReasonOf(failure: PostHogFailure): StaleCause | undefined {
  switch (failure.kind) {
    case 'rate-limited':
      return 'RATE_LIMITED';
    case 'budget-exceeded':
      return 'BUDGET_SPENT';
    case 'timeout':
    case 'unavailable':
    case 'malformed':
      return 'UPSTREAM_DOWN';
    default:
      return undefined;
  }
}

/** True when an answer in memory may be used: it is fresh, and writes of other replicas that concern it are known. */
const isUsable = (
  entry: CacheEntry<unknown>,
  policy: FreshnessPolicy,
  now: number,
  shared: SharedFreshness | undefined,
): boolean =>
  isFresh(entry, policy, now) &&
  (shared === undefined || now < shared.usableUntil({ asOf: entry.asOf, freshUntil: Infinity }));

const ABSENCE_BYTES = 250;

/** The dependency recorded for a read that is not cached: it prevents caching of the whole response. */
const uncached = { freshUntil: 0, tags: [] };

/**
 * Answers reads from the cache, stores new answers, and invalidates entries a write made stale. When PostHog
 * cannot be called, stale entries are served, marked as such.
 */
export function cached(options: CacheOptions): Layer {
  const { store, seconds, maxStaleMs, now, shared, refreshAhead } = options;

  /** What an answer in memory is relied on for: less while writes of other replicas cannot be known. */
  const relianceOn = (entry: CacheEntry<unknown>): ReliedOn =>
    shared ? { freshUntil: shared.usableUntil(entry), tags: entry.tags, read: entry.read } : entry;

  /** Stores an answer, unless it could never be used: neither fresh nor allowed as a stale fallback. */
  const storeAnswer = (
    identity: string,
    request: UpstreamRequest,
    answer: UpstreamAnswer,
    asks = 1,
  ): ReliedOn => {
    const { apiKey, operation, target, body } = request;
    const until = freshUntil(operation.id, answer.json, seconds, answer.asOf);
    if (until <= answer.asOf && maxStaleMs <= 0) return uncached;
    const entry: CacheEntry<unknown> = {
      value: answer.json,
      // Decoded JSON takes several times the memory of its text, and the limit is on memory.
      bytes: answer.bytes * 4,
      asOf: answer.asOf,
      freshUntil: until,
      tags: [...tagsOfAnswer(operation, target, answer.json), ...accessTags(apiKey, target)],
      holder: apiKey === undefined ? '' : holderOf(apiKey, operation.id),
      asks,
      read: refreshAhead && { identity, operation, target, body },
    };
    store.set(identity, entry);
    return relianceOn(entry);
  };

  const write = async (next: Exchange, request: UpstreamRequest): Promise<UpstreamAnswer> => {
    const { operation, target } = request;
    const begun =
      shared &&
      (await shared.began(tagsOfWrite(operation, target, undefined), request.expiresAt - now()));
    let answer: UpstreamAnswer | undefined;
    try {
      return (answer = await next(request));
    } finally {
      // Invalidate after a failure too: the write may have happened, and an eviction costs only a call.
      const tags = tagsOfWrite(operation, target, answer?.json);
      store.drop(tags);
      if (shared && begun !== undefined) await shared.ended(begun, tags);
    }
  };

  /** The answer to serve instead of a failure, if one that is not fresh is better than none. */
  const staleFor = async (
    request: UpstreamRequest,
    error: unknown,
    entry: CacheEntry<unknown> | undefined,
  ): Promise<UpstreamAnswer | undefined> => {
    const staleReason = isPostHogFailure(error) ? staleReasonOf(error) : undefined;
    if (!staleReason || request.freshness.staleOk === false) return undefined;
    const kept = entry ? { ...entry, json: entry.value } : shared && (await shared.stale(request));
    if (!kept || isPostHogFailure(kept.json) || now() - kept.asOf > maxStaleMs) return undefined;
    const { json, bytes, asOf } = kept;
    return { json, bytes, asOf, staleReason };
  };

  /** Reads an answer anew for nobody in particular, after everybody who waits. */
  const refreshWith =
    (next: Exchange): Refresh =>
    async ({ identity, ...read }, apiKey, { asOf, freshUntil: until }) => {
      const { generation } = store;
      const { plan, reserved } = new PlannedRequest({ priority: priorities.poll });
      const request: UpstreamRequest = {
        ...read,
        apiKey,
        client: undefined,
        signal: AbortSignal.timeout(Math.max(1, until - now())),
        expiresAt: until,
        ledger: new UpstreamLedger(),
        plan,
        // What another replica has read since is as good.
        freshness: { maxAgeMs: now() - asOf },
        reserved,
        progress: { attempt: 1, budgetWaitMs: 0 },
      };
      const answer = await next(request);
      if (generation === store.generation && !isPostHogFailure(answer.json))
        storeAnswer(identity, request, answer, 0);
    };

  return (next) => {
    refreshAhead?.connect(refreshWith(next));
    return answering(next);
  };

  function answering(next: Exchange): Exchange {
    return async (request) => {
      const { operation, ledger, freshness } = request;
      if (operation.effect !== 'read') return write(next, request);
      shared?.attend();
      const { generation } = store;
      ledger.readSince(generation);
      const identity = identityOf(request);
      const entry = store.get(identity);
      if (entry && isUsable(entry, freshness, now(), shared)) {
        ledger.cacheHits += 1;
        ledger.relied(relianceOn(entry));
        if (request.share === undefined) refreshAhead?.asked(entry, request.apiKey);
        if (isPostHogFailure(entry.value)) throw entry.value;
        return { json: entry.value, bytes: entry.bytes, asOf: entry.asOf };
      }
      let answer: UpstreamAnswer;
      try {
        answer = await next(request);
      } catch (error) {
        if (isAbsence(error) && generation === store.generation) {
          const absence = { json: error, bytes: ABSENCE_BYTES, asOf: now() };
          ledger.relied(storeAnswer(identity, request, absence));
        }
        // Looked for again: while PostHog was asked, it may have refused the key, and what was cached for it is gone.
        const stale = await staleFor(request, error, store.get(identity));
        if (!stale) throw error;
        ledger.staleHits += 1;
        ledger.relied(uncached);
        return stale;
      }
      // A write during this read means that the answer may predate it.
      if (generation === store.generation) ledger.relied(storeAnswer(identity, request, answer));
      else ledger.relied(uncached);
      // What PostHog does not have, as another replica has learned.
      if (shared && isPostHogFailure(answer.json)) throw answer.json;
      return answer;
    };
  }
}
