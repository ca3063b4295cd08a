import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { credentialOf } from '../keys/credential.ts';
import type { Operation } from '../api/operations.ts';
import { UnauthenticatedError } from '../errors/errors.ts';
import type { Exchange, Layer, UpstreamRequest } from '../request/exchange.ts';

/** Milliseconds for which a key counts as accepted after PostHog's last answer to it. */
const TTL = 3_600_000;
const MAX_CREDENTIALS = 10_000;
/** Milliseconds since PostHog's last answer to a key for which it counts as in use. */
const IN_USE_MS = 600_000;
/** Milliseconds that other calls of a key wait for its first one. */
const FIRST_MS = 1_000;

/**
 * Credentials that PostHog has recently accepted, so that memory is spent only on callers PostHog knows, not on
 * made-up keys. Stores hashes and times, not keys. Access decisions do not depend on it.
 */
export class KnownCredentials {
  readonly #now: () => number;
  /** Epoch milliseconds until which each credential counts as known. */
  readonly #until = new LRUCache<string, number>({ max: MAX_CREDENTIALS });

  /** The outcome of the first call of each key that is not known, while it is under way: PostHog's refusal, if any. */
  readonly #first = new Map<string, Promise<UnauthenticatedError | undefined>>();

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True when a call of this key has succeeded within the last hour and none has been refused since. */
  has(apiKey: string): boolean {
    const until = this.#until.get(credentialOf(apiKey));
    return until !== undefined && this.#now() < until;
  }

  /** True when PostHog has answered at most one key within the last ten minutes. */
  get hasOneKey(): boolean {
    let inUse = 0;
    // The most recently used ones come first.
    for (const until of this.#until.values()) {
      if (until - TTL + IN_USE_MS > this.#now()) inUse += 1;
      else break;
      if (inUse > 1) return false;
    }
    return true;
  }

  /**
   * Observes every call to PostHog; must be placed inside the cache, where each answer is PostHog's own. The first call
   * of a key that is not known goes alone, and calls that arrive meanwhile wait for its answer: if PostHog refuses the
   * key, they fail as it did. A request with a made-up key and hundreds of ids is thus one call, not hundreds.
   */
  readonly layer: Layer = (next) => async (request) => {
    const { apiKey, signal } = request;
    if (apiKey === undefined) return next(request);
    const credential = credentialOf(apiKey);
    if (!this.has(apiKey)) {
      const first = this.#first.get(credential);
      if (!first) return this.#asFirst(credential, next, request);
      const refusal = await settled(first, signal);
      if (refusal) throw refusalOf(refusal, request.operation);
    }
    return this.#observed(credential, next, request);
  };

  async #asFirst(credential: string, next: Exchange, request: UpstreamRequest) {
    const outcome = Promise.withResolvers<UnauthenticatedError | undefined>();
    this.#first.set(credential, outcome.promise);
    let refusal: UnauthenticatedError | undefined;
    try {
      return await this.#observed(credential, next, request);
    } catch (error) {
      if (error instanceof UnauthenticatedError) refusal = error;
      throw error;
    } finally {
      this.#first.delete(credential);
      outcome.resolve(refusal);
    }
  }

  async #observed(credential: string, next: Exchange, request: UpstreamRequest) {
    try {
      const answer = await next(request);
      this.#until.set(credential, this.#now() + TTL);
      return answer;
    } catch (error) {
      if (error instanceof UnauthenticatedError) this.#until.delete(credential);
      throw error;
    }
  }
}

/** The refusal of a call that was not sent, because PostHog has just refused another with the same key. */
const refusalOf = ({ message, status, body }: UnauthenticatedError, { id }: Operation) =>
  new UnauthenticatedError({ operation: id, message, status, body });

/**
 * Waits for the outcome of a key's first call, or until the caller leaves. A call that takes long says nothing about
 * the key, and others do not wait for it.
 */
async function settled<Value>(first: Promise<Value>, signal: AbortSignal) {
  const waited = new AbortController();
  const limit = AbortSignal.any([signal, waited.signal]);
  try {
    return await Promise.race([first, wait(FIRST_MS, undefined, { signal: limit })]);
  } finally {
    waited.abort();
  }
}
