import { LRUCache } from 'lru-cache';
import { credentialOf } from '../keys/credential.ts';
import { isPostHogFailure } from '../errors/errors.ts';
import type { Layer } from '../request/exchange.ts';

/** Milliseconds for which a key counts as accepted after PostHog's last answer to it. */
const TTL = 3_600_000;
const MAX_CREDENTIALS = 10_000;

/**
 * Credentials that PostHog has recently accepted, so that memory is spent only on callers PostHog knows, not on
 * made-up keys. Stores hashes and times, not keys. Access decisions do not depend on it.
 */
export class KnownCredentials {
  readonly #now: () => number;
  /** Epoch milliseconds until which each credential counts as known. */
  readonly #until = new LRUCache<string, number>({ max: MAX_CREDENTIALS });

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True when a call of this key has succeeded within the last hour and none has been refused since. */
  has(apiKey: string): boolean {
    const until = this.#until.get(credentialOf(apiKey));
    return until !== undefined && this.#now() < until;
  }

  /** Observes every call to PostHog; must be placed inside the cache, where each answer is PostHog's own. */
  readonly layer: Layer = (next) => async (request) => {
    const { apiKey } = request;
    if (apiKey === undefined) return next(request);
    try {
      const answer = await next(request);
      this.#until.set(credentialOf(apiKey), this.#now() + TTL);
      return answer;
    } catch (error) {
      if (isPostHogFailure(error) && error.kind === 'unauthenticated') {
        this.#until.delete(credentialOf(apiKey));
      }
      throw error;
    }
  };
}
