import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../context/context.ts';
import { upstreamFailure } from '../core/error-attribution.ts';
import { Listener, type End, type CheckedState, type Watched } from './listener.ts';
import { paceAfter, paceAfterFailure, type Pace } from './pace.ts';
import type { EventCost, Topic } from './topic.ts';

/** What a watcher depends on. */
export interface WatcherParts {
  /** A context for one check, whose reads go to PostHog with the lowest priority. */
  readonly contextFor: (signal: AbortSignal) => GraphContext;
  readonly now: () => Date;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The clock that timestamps answers, in epoch milliseconds. */
  readonly upstreamNow: () => number;
  /**
   * Reports changed objects: other answers about them from before `since`, by that clock, are
   * stale.
   */
  readonly foundChanged: (tags: readonly Tag[], since: number) => void;
  /** Called once, when the last listener has left or the topic has ended. */
  readonly stopped: () => void;
}

/**
 * The only poller of one topic with one key: checks while somebody reads, and notifies all
 * listeners.
 */
export class Watcher<State> implements Watched<State> {
  readonly topic: Topic<State>;
  readonly #parts: WatcherParts;
  readonly #listeners = new Set<Listener<State>>();
  readonly #stop = new AbortController();
  #pause: AbortController | undefined;
  /** True when a write arrived during a check, which may have read too early to see it. */
  #mustLookAgain = false;
  #hasStarted = false;
  #unclaimedCalls = 0;
  #callsOfCheck = 0;
  #unchanged = 0;
  #failures = 0;
  latest: CheckedState<State> | undefined;
  end: End | undefined;

  constructor(topic: Topic<State>, parts: WatcherParts) {
    this.topic = topic;
    this.#parts = parts;
  }

  /** @param signal aborts when the listener leaves */
  listen(signal: AbortSignal | undefined): Listener<State> {
    const listener = new Listener(this, signal);
    this.#listeners.add(listener);
    if (signal?.aborted) void listener.return();
    return listener;
  }

  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    void this.#run();
  }

  leave(listener: Listener<State>): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.finish({});
  }

  takeCost(): EventCost {
    const calls = this.#unclaimedCalls;
    this.#unclaimedCalls = 0;
    return { calls, shared: calls === 0 ? this.#callsOfCheck : 0 };
  }

  /** Ends the subscription for all listeners. */
  finish(end: End): void {
    if (this.end) return;
    this.end = end;
    this.#stop.abort();
    this.#parts.stopped();
    this.#notify();
  }

  /** Checks at once if the state contains any of these. */
  wake(tags: readonly Tag[]): void {
    const own = this.latest && this.topic.tags(this.latest.state);
    if (own && !own.some((tag) => tags.includes(tag))) return;
    this.#mustLookAgain = true;
    this.#pause?.abort();
  }

  async #run(): Promise<void> {
    while (!this.end) {
      this.#mustLookAgain = false;
      const pace = await this.#check();
      if (pace && !this.#mustLookAgain) await this.#rest(pace.ms);
    }
  }

  async #rest(ms: number): Promise<void> {
    this.#pause = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, this.#pause.signal]);
    try {
      await this.#parts.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) this.finish({ error });
    } finally {
      this.#pause = undefined;
    }
  }

  /** Performs one check; undefined when it was the last. */
  async #check(): Promise<Pace | undefined> {
    const context = this.#parts.contextFor(this.#stop.signal);
    const since = this.#parts.upstreamNow();
    try {
      const state = await this.topic.read(context, this.latest?.state);
      return this.end ? undefined : this.#recordState(state, context, since);
    } catch (error) {
      const cause = upstreamFailure(error, context.ledger.received) ?? error;
      return this.end ? undefined : this.#recordFailure(cause);
    } finally {
      context.planned.end();
      this.#callsOfCheck = context.ledger.calls;
      this.#unclaimedCalls += context.ledger.calls;
      this.#notify();
    }
  }

  #recordState(state: State, context: GraphContext, since: number): Pace | undefined {
    const { topic, latest } = this;
    const changesSince = memoized((before: State) => topic.changes(before, state));
    const hasChanged = latest !== undefined && changesSince(latest.state).length > 0;
    if (hasChanged) this.#parts.foundChanged(topic.tags(state), since);
    this.#failures = 0;
    this.#unchanged = hasChanged ? 0 : this.#unchanged + 1;
    const activity = { moving: topic.isMoving(state), unchanged: this.#unchanged };
    const pace = paceAfter(topic.rhythm, activity, context.known.budget());
    const at = this.#parts.now();
    const isOver = topic.isOver(state);
    this.latest = {
      state,
      received: context.ledger.received,
      changesSince,
      number: (latest?.number ?? 0) + 1,
      check: { at, pace: pace.word, nextAt: isOver ? null : later(at, pace) },
    };
    if (!isOver) return pace;
    this.finish({});
    return undefined;
  }

  /** Continues with the latest state if a retry may help, else ends the subscription. */
  #recordFailure(error: unknown): Pace | undefined {
    const { latest } = this;
    this.#failures += 1;
    const pace = latest && paceAfterFailure(error, this.#failures);
    if (!pace) {
      this.finish({ error });
      return undefined;
    }
    const check = {
      at: latest.check.at,
      pace: pace.word,
      nextAt: later(this.#parts.now(), pace),
    };
    // The same state, which nobody has seen again.
    this.latest = { ...latest, number: latest.number + 1, check };
    return pace;
  }

  #notify(): void {
    for (const listener of this.#listeners) listener.notify();
  }
}

/** Keeps the answers by argument: listeners that saw the same state before share one comparison. */
function memoized<State, Answer>(compute: (before: State) => Answer): (before: State) => Answer {
  const answers = new Map<State, Answer>();
  return (before) => {
    const known = answers.get(before);
    if (known !== undefined) return known;
    const answer = compute(before);
    answers.set(before, answer);
    return answer;
  };
}

function later(from: Date, { ms }: Pace): Date {
  return new Date(from.getTime() + ms);
}
