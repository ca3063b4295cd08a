import type { CancelSignal } from '../request/cancellation-token.ts';
import { credentialOf } from '../keys/credential.ts';
import { BudgetExceededError } from '../errors/errors.ts';
import type { Operation } from '../api/operations.ts';
import type { Gate, Passage } from './gates.ts';

type Release = () => void;

const abandoned = () => new Error('aborted while queued');

/** Thrown when a key has the maximum number of calls waiting. */
export class QueueFull extends Error {
  /** Number of the key's calls that are already waiting. */
  readonly waiting: number;

  constructor(waiting: number) {
    super('The queue of this key is full.');
    this.waiting = waiting;
  }
}

/** Default number of calls of one key that may wait for a slot at the same time. */
const MAX_WAITING_PER_KEY = 1_000;

/** The calls of one key: those that occupy a slot, and those that wait for one in order of arrival. */
interface Lane {
  readonly key: string;
  inside: number;
  readonly queue: Set<() => void>;
}

/**
 * Admits up to `limit` concurrent calls, at most half of them from one key: a key whose calls hang leaves the
 * other half to all others. Free slots go to the waiting keys in turn (round-robin), and within a key to the
 * longest waiter. An aborted waiter leaves the queue immediately. A key without calls takes no memory.
 */
export class ConcurrencyLimit {
  readonly #limit: number;
  readonly #share: number;
  readonly #maxWaiting: number;
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with waiters and fewer slots than their share; the first one is served next. */
  readonly #ready = new Set<Lane>();
  #inside = 0;
  #waiting = 0;

  constructor(limit: number, maxWaitingPerKey = MAX_WAITING_PER_KEY) {
    this.#limit = limit;
    this.#share = Math.ceil(limit / 2);
    this.#maxWaiting = maxWaitingPerKey;
  }

  /** The most calls that are admitted at a time. */
  get limit(): number {
    return this.#limit;
  }

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Number of keys that occupy a slot or wait for one. */
  get keys(): number {
    return this.#lanes.size;
  }

  /**
   * Occupies a slot, at once if one is free.
   * @returns a function that releases it, as a promise that rejects when the signal aborts where it has to be waited for
   * @throws QueueFull when too many calls of this key are already waiting
   */
  enter(key: string, signal: CancelSignal): Release | Promise<Release> {
    if (signal.aborted) throw abandoned();
    const lane = this.#laneOf(key);
    // This overtakes no waiter: as long as a slot is free, every waiting lane has already reached its share.
    if (this.#inside < this.#limit && lane.inside < this.#share) {
      return this.#admit(lane);
    }
    if (lane.queue.size >= this.#maxWaiting) throw new QueueFull(lane.queue.size);
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', abandon);
        resolve(this.#admit(lane));
      };
      const abandon = () => {
        this.#unqueue(lane, admit);
        this.#forget(lane);
        reject(abandoned());
      };
      lane.queue.add(admit);
      this.#waiting += 1;
      if (lane.inside < this.#share) this.#ready.add(lane);
      signal.addEventListener('abort', abandon, { once: true });
    });
  }

  #laneOf(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = { key, inside: 0, queue: new Set() };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #admit(lane: Lane): Release {
    this.#inside += 1;
    lane.inside += 1;
    return () => this.#leave(lane);
  }

  /** Passes the slot on synchronously, so that a new call cannot take it before a waiting one. */
  #leave(lane: Lane): void {
    this.#inside -= 1;
    lane.inside -= 1;
    if (lane.queue.size > 0) this.#ready.add(lane);
    const [next] = this.#ready;
    if (next) this.#serve(next);
    this.#forget(lane);
  }

  /** Admits the longest waiter of a lane, and moves the lane behind the others. */
  #serve(lane: Lane): void {
    const [admit] = lane.queue;
    if (!admit) return;
    this.#unqueue(lane, admit);
    this.#ready.delete(lane);
    if (lane.queue.size > 0 && lane.inside + 1 < this.#share) this.#ready.add(lane);
    admit();
  }

  #unqueue(lane: Lane, waiter: () => void): void {
    if (lane.queue.delete(waiter)) this.#waiting -= 1;
    if (lane.queue.size === 0) this.#ready.delete(lane);
  }

  #forget(lane: Lane): void {
    if (lane.inside === 0 && lane.queue.size === 0) this.#lanes.delete(lane.key);
  }
}

/** The lane of all keys that PostHog has not accepted yet: made-up keys cannot take turns from known ones. */
const STRANGERS = '';

/**
 * Delays every call until a slot is free; records the wait in the ledger.
 * @param isKnown whether PostHog has accepted a key; keys it has not share one lane
 */
export function limitedConcurrency(
  limit: ConcurrencyLimit,
  now: () => number,
  isKnown: (apiKey: string) => boolean,
): Gate {
  return {
    enter({ apiKey, operation, ledger, signal }) {
      const lane = apiKey !== undefined && isKnown(apiKey) ? credentialOf(apiKey) : STRANGERS;
      const release = enter(limit, lane, operation, signal);
      if (!(release instanceof Promise)) return passageOf(release);
      const arrived = now();
      return release.then((released) => {
        ledger.waited(now() - arrived);
        return passageOf(released);
      });
    },
  };
}

const passageOf = (release: Release): Passage => ({ answered: release, failed: release });

function enter(
  limit: ConcurrencyLimit,
  lane: string,
  operation: Operation,
  signal: CancelSignal,
): Release | Promise<Release> {
  try {
    return limit.enter(lane, signal);
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error;
    throw new BudgetExceededError({
      operation: operation.id,
      message: `${error.waiting} PostHog calls with this key are already queued.`,
      predicted: 1,
      available: 0,
      retryAfterSeconds: 1,
    });
  }
}
