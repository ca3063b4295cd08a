import type { CancelSignal } from '../../posthog/request/cancellation-token.ts';
import type { Received } from '../../posthog/request/ledger.ts';
import type { Change } from './changes.ts';
import { isBefore } from './event-id.ts';
import type { Check, EventCost, LiveEvent } from './topic.ts';

/** A state that a subscriber has seen. */
export interface SeenState<State> {
  /** Undefined when the state is not kept. */
  readonly id: string | undefined;
  readonly state: State;
  readonly check: Check;
}

/** The outcome of a watcher's check. */
export interface CheckedState<State> extends SeenState<State> {
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
  /** The number of the check that somebody who begins to listen now begins with, at least. */
  firstFor(latest: CheckedState<State>): number;
  /** Returns the cost of the checks since the last call of this method. */
  takeCost(): EventCost;
  /** The state of the event with this id; undefined when it is not kept any more, or was of another key or topic. */
  recall(id: string): Promise<SeenState<State> | undefined>;
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
  #seen: SeenState<State> | undefined;
  /** Number of the check that was looked at last. */
  #number: number | undefined;
  /** Number of the check that the first event is of, at least. */
  #first: number | undefined;
  #isOpen = true;
  #awaited: (() => void) | undefined;
  /** The event after which the subscriber wants to continue, until it has been looked for. */
  #lastEventId: string | undefined;
  /** Whether it was found, until the first event has said so. */
  #resumed: boolean | undefined;

  readonly #signal: CancelSignal | undefined;

  /**
   * @param signal closes the listener when it aborts
   * @param lastEventId the event after which it continues
   */
  constructor(watched: Watched<State>, signal: CancelSignal | undefined, lastEventId?: string) {
    this.#watched = watched;
    this.#signal = signal;
    this.#lastEventId = lastEventId;
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
    if (this.#isOpen && this.#lastEventId !== undefined) await this.#recall(this.#lastEventId);
    // Checks start with the first read: a listener that is never read must cause no upstream
    // calls.
    if (this.#isOpen) this.#watched.start();
    while (this.#isOpen) {
      const { latest, end } = this.#watched;
      if (latest) this.#first ??= end ? latest.number : this.#watched.firstFor(latest);
      const isRecent = latest && (end || latest.number >= this.#first!);
      const event = isRecent ? this.#eventFor(latest) : undefined;
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

  async #recall(id: string): Promise<void> {
    this.#lastEventId = undefined;
    this.#seen = await this.#watched.recall(id);
    this.#resumed = this.#seen !== undefined;
  }

  #eventFor(checked: CheckedState<State>): LiveEvent<State> | undefined {
    const seen = this.#seen;
    if (this.#number === checked.number) return undefined;
    this.#number = checked.number;
    // The event was sent by another replica, of whose state this one has not heard yet.
    if (seen && isBefore(checked, seen)) return undefined;
    this.#seen = checked;
    const changes = seen ? checked.changesSince(seen.state) : [];
    if (seen && changes.length === 0 && !shortageChanged(seen.check, checked.check))
      return undefined;
    const resumed = this.#resumed;
    this.#resumed = undefined;
    return {
      id: checked.id,
      resumed,
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
