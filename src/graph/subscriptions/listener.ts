import type { Received } from '../../posthog/request/ledger.ts';
import type { Change } from './changes.ts';
import type { Check, EventCost, LiveEvent } from './topic.ts';

/** The outcome of a watcher's check. */
export interface CheckedState<State> {
  readonly state: State;
  readonly check: Check;
  /** The answers of PostHog from which the state was read. */
  readonly received: readonly Received[];
  /** Number of the check, counting up. */
  readonly number: number;
  /** What is different from an earlier state of the same watcher; computed once for all who ask. */
  changesSince(before: State): readonly Change[];
}

/** What a listener needs of the watcher it listens to. */
export interface Watched<State> {
  /** The latest checked state; undefined before the first check. */
  readonly latest: CheckedState<State> | undefined;
  /** Set when no further events will follow. */
  readonly end: End | undefined;
  /** Starts the checks; does nothing if they have started or ended. */
  start(): void;
  /** Returns the cost of the checks since the last call of this method. */
  takeCost(): EventCost;
  leave(listener: Listener<State>): void;
}

/** The end of a watcher; with an error when it could not continue. */
export interface End {
  readonly error?: unknown;
}

const DONE = { done: true, value: undefined } as const;

/**
 * One subscriber's iterator. Compares the last delivered state with the current one when the next
 * event is requested, so a slow listener gets one event for many changes and no queue can grow.
 */
export class Listener<State> implements AsyncIterableIterator<LiveEvent<State>, undefined> {
  readonly #watched: Watched<State>;
  #seen: CheckedState<State> | undefined;
  #isOpen = true;
  #awaited: (() => void) | undefined;

  readonly #signal: AbortSignal | undefined;

  /** @param signal closes the listener when it aborts */
  constructor(watched: Watched<State>, signal: AbortSignal | undefined) {
    this.#watched = watched;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#close, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Wakes the listener: there is a new state, or the watcher has ended. */
  notify(): void {
    this.#awaited?.();
    this.#awaited = undefined;
  }

  async next(): Promise<IteratorResult<LiveEvent<State>, undefined>> {
    // Checks start with the first read: a listener that is never read must cause no upstream
    // calls.
    if (this.#isOpen) this.#watched.start();
    while (this.#isOpen) {
      const { latest, end } = this.#watched;
      const event = latest && this.#eventFor(latest);
      if (event) return { done: false, value: event };
      if (end) {
        this.#close();
        if ('error' in end) throw end.error;
        return DONE;
      }
      await new Promise<void>((resolve) => {
        this.#awaited = resolve;
      });
    }
    return DONE;
  }

  return(): Promise<IteratorResult<LiveEvent<State>, undefined>> {
    this.#close();
    return Promise.resolve(DONE);
  }

  readonly #close = (): void => {
    this.#isOpen = false;
    this.#signal?.removeEventListener('abort', this.#close);
    this.#watched.leave(this);
    this.notify();
  };

  #eventFor(checked: CheckedState<State>): LiveEvent<State> | undefined {
    const seen = this.#seen;
    if (seen?.number === checked.number) return undefined;
    this.#seen = checked;
    const changes = seen ? checked.changesSince(seen.state) : [];
    if (seen && changes.length === 0 && !shortageChanged(seen.check, checked.check))
      return undefined;
    return {
      state: checked.state,
      before: seen?.state,
      changes,
      check: checked.check,
      cost: this.#watched.takeCost(),
      received: checked.received,
    };
  }
}

/**
 * True when checks were slowed down because the budget is short, or returned to normal: listeners
 * get an event for that.
 */
function shortageChanged(before: Check, now: Check): boolean {
  return (before.pace === 'budget_short') !== (now.pace === 'budget_short');
}
