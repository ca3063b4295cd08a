import { isPostHogFailure, type PostHogFailure } from '../../errors/errors.ts';
import type { Layer, StaleCause, UpstreamAnswer, UpstreamRequest } from '../../request/exchange.ts';
import type { FreshnessPolicy } from '../../request/plan.ts';
import { holderOf, identityOf } from './key.ts';
import { freshUntil, type FreshnessSeconds } from './kinds.ts';
import type { CacheStore, CacheEntry } from './store.ts';
import { tagsOfAnswer, tagsOfWrite } from './tags.ts';

export interface CacheOptions {
  readonly store: CacheStore<unknown>;
  readonly seconds: FreshnessSeconds;
  /** Milliseconds after which a stale answer is no longer served, even when PostHog is down. */
  readonly maxStaleMs: number;
  readonly now: () => number;
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

function isFresh(entry: CacheEntry<unknown>, policy: FreshnessPolicy, now: number): boolean {
  return policy.maxAgeMs === undefined
    ? now < entry.freshUntil
    : now - entry.asOf < policy.maxAgeMs;
}

const ABSENCE_BYTES = 250;

/** The dependency recorded for a read that is not cached: it prevents caching of the whole response. */
const uncached = { freshUntil: 0, tags: [] };

/** Absence (no results yet, no such endpoint) is cached like any other answer. */
function isAbsence(error: unknown): boolean {
  return isPostHogFailure(error) && (error.kind === 'not-found' || error.kind === 'unsupported');
}

/**
 * Answers reads from the cache, stores new answers, and invalidates entries a write made stale. When PostHog
 * cannot be called, stale entries are served, marked as such.
 */
export function cached(options: CacheOptions): Layer {
  const { store, seconds, maxStaleMs, now } = options;

  /** Stores an answer, unless it could never be used: neither fresh nor allowed as a stale fallback. */
  const storeAnswer = (
    identity: string,
    request: UpstreamRequest,
    answer: UpstreamAnswer,
  ): Pick<CacheEntry<unknown>, 'freshUntil' | 'tags'> => {
    const until = freshUntil(request.operation.id, answer.json, seconds, answer.asOf);
    if (until <= answer.asOf && maxStaleMs <= 0) return uncached;
    const entry: CacheEntry<unknown> = {
      value: answer.json,
      // Decoded JSON takes several times the memory of its text, and the limit is on memory.
      bytes: answer.bytes * 4,
      asOf: answer.asOf,
      freshUntil: until,
      tags: tagsOfAnswer(request.operation, request.target, answer.json),
      holder: request.apiKey === undefined ? '' : holderOf(request.apiKey, request.operation.id),
    };
    store.set(identity, entry);
    return entry;
  };

  return (next) => async (request) => {
    const { operation, target, ledger, freshness } = request;
    if (operation.effect !== 'read') {
      let answer: UpstreamAnswer | undefined;
      try {
        return (answer = await next(request));
      } finally {
        // Invalidate after a failure too: the write may have happened, and an eviction costs only a call.
        store.drop(tagsOfWrite(operation, target, answer?.json));
      }
    }
    const identity = identityOf(request);
    const entry = store.get(identity);
    if (entry && isFresh(entry, freshness, now())) {
      ledger.cacheHits += 1;
      ledger.relied(entry);
      if (isPostHogFailure(entry.value)) throw entry.value;
      return { json: entry.value, bytes: entry.bytes, asOf: entry.asOf };
    }
    const { generation } = store;
    try {
      const answer = await next(request);
      // A write during this read means that the answer may predate it.
      if (generation === store.generation) ledger.relied(storeAnswer(identity, request, answer));
      else ledger.relied(uncached);
      return answer;
    } catch (error) {
      if (isAbsence(error) && generation === store.generation) {
        const absence = { json: error, bytes: ABSENCE_BYTES, asOf: now() };
        ledger.relied(storeAnswer(identity, request, absence));
      }
      const staleReason = isPostHogFailure(error) ? staleReasonOf(error) : undefined;
      if (!entry || isPostHogFailure(entry.value) || !staleReason || freshness.staleOk === false)
        throw error;
      if (now() - entry.asOf > maxStaleMs) throw error;
      ledger.staleHits += 1;
      ledger.relied(uncached);
      return { json: entry.value, bytes: entry.bytes, asOf: entry.asOf, staleReason };
    }
  };
}
