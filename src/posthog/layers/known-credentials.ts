import { toAbortSignal, type CancelSignal } from '../request/cancellation-token.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { credentialOf } from '../keys/credential.ts';
import type { Operation } from '../api/operations.ts';
import { UnauthenticatedError } from '../errors/errors.ts';
import { unconcerned, type Gate, type Passage } from './gates.ts';

/** Milliseconds for which a key counts as accepted after PostHog's last answer to it. */
const TTL = 3_600_000;
const MAX_CREDENTIALS = 10_000;
/** Milliseconds since PostHog's last answer to a key for which it counts as in use. */
const IN_USE_MS = 600_000;
/** Milliseconds after which an answer renews the time for which its key counts as accepted. */
const RENEWED_MS = 10_000;
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

  /** True when a call of this key has succeeded within about the last hour and none has been refused since. */
  has(apiKey: string): boolean {
    // `get` would make the key the most recently used one, although PostHog has not answered it now.
    const until = this.#until.peek(credentialOf(apiKey));
    return until !== undefined && this.#now() < until;
  }

  /** True when PostHog has answered at most one key within the last ten minutes. */
  get hasOneKey(): boolean {
    let inUse = 0;
    // Those that were answered last come first.
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
  readonly gate: Gate = {
    enter: (request) => {
      const { apiKey, signal } = request;
      if (apiKey === undefined) return unconcerned;
      const credential = credentialOf(apiKey);
      if (this.has(apiKey)) return this.#observed(credential);
      const first = this.#first.get(credential);
      return first
        ? settled(first, signal).then((refusal) => {
            if (refusal) throw refusalOf(refusal, request.operation);
            return this.#observed(credential);
          })
        : this.#asFirst(credential);
    },
  };

  #asFirst(credential: string): Passage {
    const outcome = Promise.withResolvers<UnauthenticatedError | undefined>();
    this.#first.set(credential, outcome.promise);
    const observed = this.#observed(credential);
    const end = (refusal?: UnauthenticatedError) => {
      this.#first.delete(credential);
      outcome.resolve(refusal);
    };
    return {
      answered() {
        observed.answered();
        end();
      },
      failed(error) {
        observed.failed(error);
        end(error instanceof UnauthenticatedError ? error : undefined);
      },
    };
  }

  #observed(credential: string): Passage {
    return {
      answered: () => {
        const until = this.#now() + TTL;
        // Ten seconds more or less make no difference, and a busy key is answered thousands of times in them. The clock
        // may have been set back.
        if (Math.abs(until - (this.#until.peek(credential) ?? 0)) > RENEWED_MS)
          this.#until.set(credential, until);
      },
      failed: (error) => {
        if (error instanceof UnauthenticatedError) this.#until.delete(credential);
      },
    };
  }
}

/** The refusal of a call that was not sent, because PostHog has just refused another with the same key. */
const refusalOf = ({ message, status, body }: UnauthenticatedError, { id }: Operation) =>
  new UnauthenticatedError({ operation: id, message, status, body });

/**
 * Waits for the outcome of a key's first call, or until the caller leaves. A call that takes long says nothing about
 * the key, and others do not wait for it.
 */
async function settled<Value>(first: Promise<Value>, signal: CancelSignal) {
  const waited = new AbortController();
  const limit = AbortSignal.any([toAbortSignal(signal), waited.signal]);
  try {
    return await Promise.race([first, wait(FIRST_MS, undefined, { signal: limit })]);
  } finally {
    waited.abort();
  }
}
