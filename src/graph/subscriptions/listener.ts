import type { Received } from '../../posthog/request/ledger.ts';
import type { Change } from './changes.ts';
import type { Check, EventCost, LiveEvent } from './topic.ts';

/** What a check of a watcher came to. */
export interface CheckedState<State> {
  readonly state: State;
  readonly check: Check;
  /** PostHog's answers that it was seen in. */
  readonly received: readonly Received[];
  /** Grows by one with each. */
  readonly number: number;
  /** What is different from an earlier state of the same watcher; computed once for all who ask. */
  changesSince(before: State): readonly Change[];
}

/** What a listener needs of the watcher it listens to. */
export interface Watched<State> {
  /** The newest sighting; undefined before the first. */
  readonly latest: CheckedState<State> | undefined;
  /** Set when nothing comes any more. */
  readonly end: End | undefined;
  /** Begins to check, unless it has begun or ended. */
  start(): void;
  /** Takes what the checks have cost since somebody last took it. */
  takeCost(): EventCost;
  leave(listener: Listener<State>): void;
}

/** The end of a watcher; with an error when it could not go on. */
export interface End {
  readonly error?: unknown;
}

const DONE = { done: true, value: undefined } as const;

/**
 * One who listens. Compares what was told last with what is now when asked for the next event, so
 * that a slow listener gets one event for many changes, and nothing ever queues.
 */
export class Listener<State> implements AsyncIterableIterator<LiveEvent<State>, undefined> {
  readonly #watched: Watched<State>;
  #seen: CheckedState<State> | undefined;
  #isOpen = true;
  #awaited: (() => void) | undefined;

  readonly #signal: AbortSignal | undefined;

  /** @param signal closes it when it aborts */
  constructor(watched: Watched<State>, signal: AbortSignal | undefined) {
    this.#watched = watched;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#close, { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** There is a new sighting, or the end. */
  nudge(): void {
    this.#awaited?.();
    this.#awaited = undefined;
  }

  async next(): Promise<IteratorResult<LiveEvent<State>, undefined>> {
    // Only now: nothing is asked of PostHog for a listener whose events nobody reads.
    if (this.#isOpen) this.#watched.start();
    while (this.#isOpen) {
      const { latest, end } = this.#watched;
      const event = latest && this.#tell(latest);
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
    this.nudge();
  };

  #tell(sighting: CheckedState<State>): LiveEvent<State> | undefined {
    const seen = this.#seen;
    if (seen?.number === sighting.number) return undefined;
    this.#seen = sighting;
    const changes = seen ? sighting.changesSince(seen.state) : [];
    if (seen && changes.length === 0 && !turnedShort(seen.check, sighting.check)) return undefined;
    return {
      state: sighting.state,
      before: seen?.state,
      changes,
      check: sighting.check,
      cost: this.#watched.takeCost(),
      received: sighting.received,
    };
  }
}

/** Worth an event of its own: from now on listeners hear later, or at once again. */
function turnedShort(before: Check, now: Check): boolean {
  return (before.pace === 'budget_short') !== (now.pace === 'budget_short');
}
