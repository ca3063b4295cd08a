import { LRUCache } from 'lru-cache';
import { credentialOf } from '../keys/credential.ts';
import { isPostHogFailure } from '../errors/errors.ts';
import type { Layer } from '../request/exchange.ts';

/** Milliseconds for which a key counts as accepted after PostHog last answered it. */
const TTL = 3_600_000;
const MAX_CREDENTIALS = 10_000;

/**
 * Credentials that PostHog has lately accepted, so that what costs memory is done for callers it knows and
 * not for whoever makes up a key. Holds hashes and times, no keys. Decides nothing about access.
 */
export class KnownCredentials {
  readonly #now: () => number;
  /** Epoch milliseconds until which each is known. */
  readonly #until = new LRUCache<string, number>({ max: MAX_CREDENTIALS });

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True when a PostHog call of this key has succeeded within the last hour and none was refused since. */
  has(apiKey: string): boolean {
    const until = this.#until.get(credentialOf(apiKey));
    return until !== undefined && this.#now() < until;
  }

  /** Learns from every call to PostHog; stands where each answer is PostHog's own and not a cached one. */
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
