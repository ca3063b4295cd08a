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
  /** Milliseconds after which an answer is not even given when PostHog is down. */
  readonly maxStaleMs: number;
  readonly now: () => number;
}

/** Failures under which an old answer, marked, is better than none. */
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

function isFresh(kept: CacheEntry<unknown>, policy: FreshnessPolicy, now: number): boolean {
  return policy.maxAgeMs === undefined ? now < kept.freshUntil : now - kept.asOf < policy.maxAgeMs;
}

const ABSENCE_BYTES = 250;

/** What an answer rests on when it rests on a read that is not kept. */
const notKept = { freshUntil: 0, tags: [] };

/** That there is nothing is an answer too, and worth as much as another: no results yet, no such endpoint. */
function isAbsence(error: unknown): boolean {
  return isPostHogFailure(error) && (error.kind === 'not-found' || error.kind === 'unsupported');
}

/**
 * Answers reads from what was read a moment ago, keeps what is read now, and forgets what a write
 * made untrue. When PostHog cannot be asked, what is past its freshness is given, marked as such.
 */
export function cached(options: CacheOptions): Layer {
  const { store, seconds, maxStaleMs, now } = options;

  /** Keeps an answer, unless it is of no use a moment later: not fresh, and too old to stand in for another. */
  const keep = (
    identity: string,
    request: UpstreamRequest,
    answer: UpstreamAnswer,
  ): Pick<CacheEntry<unknown>, 'freshUntil' | 'tags'> => {
    const until = freshUntil(request.operation.id, answer.json, seconds, answer.asOf);
    if (until <= answer.asOf && maxStaleMs <= 0) return notKept;
    const kept: CacheEntry<unknown> = {
      value: answer.json,
      // Decoded JSON takes several times its text; the bound is meant for memory.
      bytes: answer.bytes * 4,
      asOf: answer.asOf,
      freshUntil: until,
      tags: tagsOfAnswer(request.operation, request.target, answer.json),
      holder: request.apiKey === undefined ? '' : holderOf(request.apiKey, request.operation.id),
    };
    store.set(identity, kept);
    return kept;
  };

  return (next) => async (request) => {
    const { operation, target, ledger, freshness } = request;
    if (operation.effect !== 'read') {
      let answer: UpstreamAnswer | undefined;
      try {
        return (answer = await next(request));
      } finally {
        // Also when it failed: the write may have happened, and forgetting costs only a call.
        store.drop(tagsOfWrite(operation, target, answer?.json));
      }
    }
    const identity = identityOf(request);
    const kept = store.get(identity);
    if (kept && isFresh(kept, freshness, now())) {
      ledger.cacheHits += 1;
      ledger.relied(kept);
      if (isPostHogFailure(kept.value)) throw kept.value;
      return { json: kept.value, bytes: kept.bytes, asOf: kept.asOf };
    }
    const { generation } = store;
    try {
      const answer = await next(request);
      // Something was written while this was read: it may be from before the write.
      if (generation === store.generation) ledger.relied(keep(identity, request, answer));
      else ledger.relied(notKept);
      return answer;
    } catch (error) {
      if (isAbsence(error) && generation === store.generation) {
        const absence = { json: error, bytes: ABSENCE_BYTES, asOf: now() };
        ledger.relied(keep(identity, request, absence));
      }
      const staleReason = isPostHogFailure(error) ? staleReasonOf(error) : undefined;
      if (!kept || isPostHogFailure(kept.value) || !staleReason || freshness.staleOk === false)
        throw error;
      if (now() - kept.asOf > maxStaleMs) throw error;
      ledger.staleHits += 1;
      ledger.relied(notKept);
      return { json: kept.value, bytes: kept.bytes, asOf: kept.asOf, staleReason };
    }
  };
}
