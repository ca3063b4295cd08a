import { hash, randomUUID } from 'node:crypto';
import type { PostHogFailure } from '../../../posthog/errors/errors.ts';
import { KeptLease } from '../../../shared-store/kept-lease.ts';
import { StoreUnavailable, type SharedStore } from '../../../shared-store/shared-store.ts';
import { attempt, isCertain, isShownUndone } from './attempt.ts';
import { isUncertain } from '../uncertain.ts';
import { stillInProgress, storeUnavailable } from './idempotency-errors.ts';
import { LiveKeys } from './live-keys.ts';
import { restoreOutcome, storeOutcome, type IdempotencyRecord, type Outcome } from './record.ts';
import { IDEMPOTENCY_MS, IdempotencyRecords, type Found } from './records.ts';
import { WakeUp } from './wake-up.ts';

declare module '../../context/context.ts' {
  interface GraphContext {
    /** Answers of mutations that carried an idempotency key, of all requests of all replicas. */
    readonly idempotency: Idempotency;
  }
}

/** Idempotency keys that one credential may use at a time at one replica: more than PostHog lets it write. */
export const MAX_LIVE_KEYS = 1_000;
/** How long the end of a replica goes unnoticed at most, in milliseconds. */
const LEASE_MS = 6_000;
/** How often a request that waits for another one looks for its end, if no message tells it earlier. */
const LOOK_EVERY_MS = 500;

/** What a key stands for: whose it is, which mutation, and the caller's own word. */
export interface IdempotencyScope {
  readonly credential: string;
  readonly mutation: string;
  readonly key: string;
}

/** Something to be done once. */
export interface IdempotentWork<T> {
  readonly perform: () => Promise<T>;
  /** False for an answer that nothing was changed: it is not kept, so that the caller can try again. */
  readonly hasChanged: (answer: T) => boolean;
  /**
   * Looks up, without sending anything, what became of an attempt that nobody knows the end of.
   * @param since when the attempt began, in epoch milliseconds
   */
  readonly recover: ((error: unknown, since: number) => Promise<T>) | undefined;
  /** The failure that an attempt is taken for whose replica ended before PostHog's answer was stored. */
  readonly lost: () => PostHogFailure;
  /** Milliseconds that the request may still take; 0 or less when its time is over. */
  readonly msLeft: () => number;
}

export type Once<T> =
  /** `repeat` when it is the outcome of another request. */
  | { readonly kind: 'first' | 'repeat' | 'recovered'; readonly outcome: Outcome<T> }
  | { readonly kind: 'other-input' }
  | { readonly kind: 'too-many' };

interface Asked {
  /** Name of the record, of its lease and of its channel. */
  readonly name: string;
  readonly credential: string;
  readonly fingerprint: string;
}

const hashOf = (value: unknown) => hash('sha256', JSON.stringify(value), 'base64url');

/**
 * Does what carries an idempotency key once, over all replicas, and answers repeats within ten minutes with the first
 * answer, also while that is still awaited. The record of a key is written before anything is sent. Whoever holds the
 * lease of the same name is at work on it; when the lease is free and the record says that an attempt is under way, its
 * replica has ended, and nobody sends it again: what became of it is looked up.
 */
export class Idempotency {
  readonly #store: SharedStore;
  readonly #now: () => number;
  readonly #records: IdempotencyRecords;
  readonly #live = new LiveKeys();

  constructor(store: SharedStore, now: () => Date) {
    this.#store = store;
    this.#now = () => now().getTime();
    this.#records = new IdempotencyRecords(store, this.#now);
  }

  /** Idempotency keys that are in use at this replica, of all credentials. */
  get size(): number {
    return this.#live.size;
  }

  /**
   * Performs the work, or gives what came of it under the same scope with the same input.
   * @throws GraphQLError when the store cannot be used, or another attempt takes longer than this request may
   */
  async once<T>(
    scope: IdempotencyScope,
    input: unknown,
    work: IdempotentWork<T>,
  ): Promise<Once<T>> {
    const { credential, mutation, key } = scope;
    const name = `idempotency ${hashOf([credential, mutation, key])}`;
    const asked = { name, credential, fingerprint: hashOf(input) };
    const wakeUp = new WakeUp(this.#store.messages, name);
    let seen: IdempotencyRecord | undefined;
    try {
      if (!this.#store.status.isUp) throw storeUnavailable(false);
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- until another attempt has ended
        const found = await this.#records.find(name);
        if (found === 'unreadable') throw storeUnavailable(true);
        // oxlint-disable-next-line no-await-in-loop -- as above
        const done = found !== 'unsure' && (await this.#enter(asked, work, found, seen));
        if (done) return done;
        if (found !== 'unsure' && found?.record.state === 'pending') seen = found.record;
        const left = work.msLeft();
        if (left <= 0)
          throw found === 'unsure' ? storeUnavailable(seen !== undefined) : stillInProgress();
        // oxlint-disable-next-line no-await-in-loop -- as above
        await wakeUp.wait(Math.min(LOOK_EVERY_MS, left));
      }
    } catch (error) {
      throw error instanceof StoreUnavailable ? storeUnavailable(seen !== undefined) : error;
    } finally {
      wakeUp.close();
    }
  }

  /** One look at the record; undefined while another request is at work on it. */
  async #enter<T>(
    asked: Asked,
    work: IdempotentWork<T>,
    found: Found | undefined,
    awaited: IdempotencyRecord | undefined,
  ): Promise<Once<T> | undefined> {
    const record = found?.record;
    if (record?.state === 'unchanged') {
      if (record.attempt === awaited?.attempt) return repeatOf(record, work);
    } else if (record && record.fingerprint !== asked.fingerprint) return { kind: 'other-input' };
    if (record?.state === 'done' || (record?.state === 'unknown' && !work.recover)) {
      return repeatOf(record, work);
    }
    const isFree = !record || record.state === 'unchanged';
    if (isFree && this.#live.count(asked.credential, this.#now()) >= MAX_LIVE_KEYS)
      return { kind: 'too-many' };
    const acquired = await this.#store.leases.acquire(asked.name, LEASE_MS);
    if (!acquired) return undefined;
    // If it lapses, others take this attempt for lost, which is safe: they only read.
    const lease = new KeptLease(acquired, LEASE_MS);
    try {
      return await (isFree ? this.#perform(asked, work, found) : this.#recover(asked, work, found));
    } finally {
      await lease.release();
    }
  }

  async #perform<T>(
    asked: Asked,
    work: IdempotentWork<T>,
    over: Found | undefined,
  ): Promise<Once<T> | undefined> {
    const { name, credential, fingerprint } = asked;
    const since = this.#now();
    const begun = await this.#records.begin(
      name,
      { fingerprint, state: 'pending', since, attempt: randomUUID() },
      over,
    );
    if (!begun) return undefined;
    this.#live.add(name, { credential, until: since + IDEMPOTENCY_MS });
    const outcome = await attempt(work.perform);
    const isDone = 'answer' in outcome && work.hasChanged(outcome.answer);
    const isUnchanged = 'answer' in outcome ? !isDone : isCertain(outcome.error);
    if (isUnchanged) this.#live.delete(name);
    await this.#end(asked, work, begun, {
      state: isDone ? 'done' : isUnchanged ? 'unchanged' : 'unknown',
      outcome,
    });
    return { kind: 'first', outcome };
  }

  /** Finds out about an attempt that nobody knows the end of. The lease shows that nobody else is at work on it. */
  async #recover<T>(
    asked: Asked,
    work: IdempotentWork<T>,
    found: Found,
  ): Promise<Once<T> | undefined> {
    const { record } = found;
    // It may have ended before the lease was free.
    const present = await this.#records.find(asked.name);
    if (typeof present !== 'object' || present.text !== found.text) return undefined;
    const earlier = record.outcome === undefined ? undefined : outcomeOf(record.outcome, work);
    const error = earlier && 'error' in earlier ? earlier.error : work.lost();
    const { recover } = work;
    const outcome = recover ? await attempt(() => recover(error, record.since)) : { error };
    const isDone = 'answer' in outcome && work.hasChanged(outcome.answer);
    if (isDone) await this.#end(asked, work, found, { state: 'done', outcome });
    else if (record.state === 'pending') {
      await this.#end(asked, work, found, { state: 'unknown', outcome: { error } });
    } else if ('error' in outcome && isShownUndone(outcome.error)) {
      await this.#end(asked, work, found, { state: 'unchanged', outcome });
      this.#live.delete(asked.name);
    }
    return { kind: 'recovered', outcome };
  }

  async #end(
    { fingerprint, name }: Asked,
    { lost }: Pick<IdempotentWork<unknown>, 'lost'>,
    begun: Found,
    { state, outcome }: { readonly state: Ended; readonly outcome: Outcome<unknown> },
  ): Promise<void> {
    const { attempt: id, since } = begun.record;
    const record = { fingerprint, since, attempt: id };
    const isExplained = !('error' in outcome) || state !== 'unknown' || isUncertain(outcome.error);
    const stored = storedOf(isExplained ? outcome : { error: lost() });
    await this.#records.end(
      name,
      begun,
      // An answer that cannot be stored cannot be repeated, and is looked up instead.
      stored === undefined
        ? { ...record, state: 'unknown', outcome: storeOutcome({ error: lost() }) }
        : { ...record, state, outcome: stored },
    );
  }
}

type Ended = Exclude<IdempotencyRecord['state'], 'pending'>;

function repeatOf<T>({ outcome }: IdempotencyRecord, work: IdempotentWork<T>): Once<T> {
  return { kind: 'repeat', outcome: outcomeOf(outcome, work) };
}

/** How an attempt ended. What another version wrote and this one cannot read is as good as lost. */
function outcomeOf<T>(stored: unknown, { lost }: IdempotentWork<T>): Outcome<T> {
  try {
    return restoreOutcome<T>(stored);
  } catch {
    return { error: lost() };
  }
}

function storedOf(outcome: Outcome<unknown>): unknown {
  try {
    return storeOutcome(outcome);
  } catch {
    return undefined;
  }
}
