import { isPostHogFailure, type FailureKind, type PostHogFailure } from '../../errors/errors.ts';
import { restoreFailure, storeFailure } from '../../errors/stored-failure.ts';
import type {
  Exchange,
  Layer,
  StaleCause,
  UpstreamAnswer,
  UpstreamRequest,
} from '../../request/exchange.ts';
import { UpstreamLedger } from '../../request/ledger.ts';
import { priorities, type FreshnessPolicy } from '../../request/plan.ts';
import { PlannedRequest } from '../../request/planned-request.ts';
import { credentialOf } from '../../keys/credential.ts';
import { AccessChecks } from './access-checks.ts';
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

/** Failures of writes that were not sent, or refused because of who sent them. */
const REFUSED: ReadonlySet<FailureKind> = new Set([
  'unauthenticated',
  'forbidden',
  'forbidden-by-policy',
  'rate-limited',
  'budget-exceeded',
  'budget-skipped',
]);

/** True for the failure of a write that has certainly changed nothing. */
const changedNothing = (error: unknown): boolean =>
  isPostHogFailure(error) && !error.uncertain && REFUSED.has(error.kind);

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

/** That PostHog lacks an endpoint is no secret, and to ask again says nothing about the key. */
const isOpenToAll = (value: unknown): boolean =>
  isPostHogFailure(value) && value.kind === 'unsupported';

/** The failure of one read as that of another, which was not sent because of it. */
const sameFailure = (failure: PostHogFailure, { operation }: UpstreamRequest): PostHogFailure =>
  restoreFailure({ ...storeFailure(failure), body: failure.body, operation: operation.id });

/** The dependency recorded for a read that is not cached: it prevents caching of the whole response. */
const uncached = { freshUntil: 0, tags: [] };

/**
 * Answers reads from the cache, stores new answers, and invalidates entries a write made stale. When PostHog
 * cannot be called, stale entries are served, marked as such.
 */
export function cached(options: CacheOptions): Layer {
  const { store, seconds, maxStaleMs, now, shared, refreshAhead } = options;
  const access = new AccessChecks(now);

  /**
   * Records that a response depends on an answer in memory: for less than that is fresh while writes of other replicas,
   * or whether PostHog accepts the key, cannot be known.
   */
  const rely = (request: UpstreamRequest, entry: CacheEntry<unknown>, at: number): void => {
    const until = shared ? shared.usableUntil(entry) : entry.freshUntil;
    request.ledger.relied(entry, access.boundOf(request, entry.asOf, until, at));
  };

  /** Stores an answer, unless it could never be used: neither fresh nor allowed as a stale fallback. */
  const storeAnswer = (
    identity: string,
    request: UpstreamRequest,
    answer: UpstreamAnswer,
    asks = 1,
  ): CacheEntry<unknown> | undefined => {
    const { apiKey, operation, target, body } = request;
    const until = freshUntil(operation.id, answer.json, seconds, answer.asOf);
    if (until <= answer.asOf && maxStaleMs <= 0) return undefined;
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
    return entry;
  };

  const write = async (next: Exchange, request: UpstreamRequest): Promise<UpstreamAnswer> => {
    const { operation, target, apiKey } = request;
    const begun =
      shared &&
      (await shared.began(tagsOfWrite(operation, target, undefined), request.expiresAt - now()));
    let answer: UpstreamAnswer | undefined;
    let isRefused = false;
    try {
      return (answer = await next(request));
    } catch (error) {
      isRefused = changedNothing(error);
      throw error;
    } finally {
      // Invalidate after any other failure too: the write may have happened, and an eviction costs only a call.
      const tags = isRefused ? [] : tagsOfWrite(operation, target, answer?.json);
      if (tags.length > 0)
        store.drop(tags, apiKey === undefined ? undefined : credentialOf(apiKey));
      if (shared && begun !== undefined) await shared.ended(begun, tags);
    }
  };

  /** An answer that may be served instead of a failure, because one that is not fresh is better than none. */
  const staleFor = async (
    request: UpstreamRequest,
    error: unknown,
    entry: CacheEntry<unknown> | undefined,
  ): Promise<UpstreamAnswer | undefined> => {
    const staleReason = isPostHogFailure(error) ? staleReasonOf(error) : undefined;
    if (!staleReason || request.freshness.staleOk === false) return undefined;
    const kept = entry ? { ...entry, json: entry.value } : shared && (await shared.stale(request));
    // One that is fresh and was not given because PostHog could not be asked about its key is not too old.
    const isTooOld =
      !kept ||
      (now() - kept.asOf > maxStaleMs &&
        !(entry && isUsable(entry, request.freshness, now(), shared)));
    if (isTooOld || isPostHogFailure(kept.json)) return undefined;
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

  /** What a read gets that has failed: a stale answer, or else its failure. */
  const instead = async (
    identity: string,
    request: UpstreamRequest,
    error: unknown,
  ): Promise<UpstreamAnswer> => {
    // Looked for again: while PostHog was asked, it may have refused the key, and what was cached for it is gone.
    const stale = await staleFor(request, error, store.get(identity));
    if (!stale) throw error;
    request.ledger.staleHits += 1;
    request.ledger.relied(uncached);
    return stale;
  };

  return (inner) => {
    const next = access.observing(inner);
    refreshAhead?.connect(refreshWith(next));
    return (request) =>
      request.operation.effect === 'read' ? read(next, request) : write(next, request);
  };

  /** @param isCounted whether the ledger has this read already, as one that another replica has answered */
  async function read(
    next: Exchange,
    request: UpstreamRequest,
    isCounted = false,
  ): Promise<UpstreamAnswer> {
    const { ledger, freshness } = request;
    shared?.attend();
    ledger.readSince(store.generation);
    const identity = identityOf(request);
    const entry = store.get(identity);
    const at = now();
    if (!entry || !isUsable(entry, freshness, at, shared)) {
      const answer = await ask(next, identity, request);
      const { staleReason, asOf, json } = answer;
      if (staleReason !== undefined || isOpenToAll(json) || !access.isDue(request, asOf, now()))
        return given(answer);
      // Another replica has read it, longer ago than PostHog was asked about the key.
      return checked(next, identity, request, true);
    }
    if (access.isDue(request, entry.asOf, at) && !isOpenToAll(entry.value))
      return checked(next, identity, request, isCounted);
    if (!isCounted) ledger.cacheHits += 1;
    rely(request, entry, at);
    if (request.share === undefined) refreshAhead?.asked(entry, request.apiKey);
    return given({ json: entry.value, bytes: entry.bytes, asOf: entry.asOf });
  }

  /** Asks PostHog, or another replica that has done so, and stores the answer. */
  async function ask(
    next: Exchange,
    identity: string,
    request: UpstreamRequest,
  ): Promise<UpstreamAnswer> {
    const { generation } = store;
    const keep = (heard: UpstreamAnswer) => {
      // A write during this read means that the answer may predate it.
      const isCurrent = generation === store.generation;
      const entry = isCurrent ? storeAnswer(identity, request, heard) : undefined;
      if (entry) rely(request, entry, now());
      else request.ledger.relied(uncached);
    };
    let answer: UpstreamAnswer;
    try {
      answer = await next(request);
    } catch (error) {
      if (isAbsence(error)) keep({ json: error, bytes: ABSENCE_BYTES, asOf: now() });
      return instead(identity, request, error);
    }
    keep(answer);
    return answer;
  }

  /** Answers a read with what is cached, once PostHog has accepted the key: this read asks it, or waits for one that does. */
  async function checked(
    next: Exchange,
    identity: string,
    request: UpstreamRequest,
    isCounted: boolean,
  ): Promise<UpstreamAnswer> {
    const underWay = access.underWay(request);
    if (!underWay) {
      const check: Exchange = (asked) => access.check(next, asked);
      return given(await ask(check, identity, request));
    }
    const failure = await access.outcome(underWay, request);
    return failure
      ? instead(identity, request, sameFailure(failure, request))
      : read(next, request, isCounted);
  }
}

/** The answer of a read. @throws what PostHog does not have, as was learned before or by another replica */
function given(answer: UpstreamAnswer): UpstreamAnswer {
  if (isPostHogFailure(answer.json)) throw answer.json;
  return answer;
}
