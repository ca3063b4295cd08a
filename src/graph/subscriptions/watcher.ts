import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../context/context.ts';
import { upstreamFailure } from '../core/error-attribution.ts';
import { Listener, type End, type CheckedState, type Watched } from './listener.ts';
import { paceAfter, paceAfterFailure, type Pace } from './pace.ts';
import type { EventCost, Topic } from './topic.ts';

/** What a watcher needs of the world. */
export interface WatcherParts {
  /** A context for one check: its reads go to PostHog, behind everybody else's. */
  readonly contextFor: (signal: AbortSignal) => GraphContext;
  readonly now: () => Date;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The clock that answers are dated by, in epoch milliseconds. */
  readonly upstreamNow: () => number;
  /** Something changed that other answers, from before `since` by that clock, speak of too. */
  readonly foundChanged: (tags: readonly Tag[], since: number) => void;
  /** Called once, when the last listener has left or there is nothing more to see. */
  readonly stopped: () => void;
}

/** The one poller of one topic with one key: checks while somebody reads, and tells all who do. */
export class Watcher<State> implements Watched<State> {
  readonly topic: Topic<State>;
  readonly #parts: WatcherParts;
  readonly #listeners = new Set<Listener<State>>();
  readonly #stop = new AbortController();
  #pause: AbortController | undefined;
  /** A write came while a check was under way, which may have been too early to see it. */
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

  /** Ends it for all who listen. */
  finish(end: End): void {
    if (this.end) return;
    this.end = end;
    this.#stop.abort();
    this.#parts.stopped();
    this.#nudge();
  }

  /** Checks at once if it speaks of any of these. */
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

  /** One look at PostHog; undefined when it was the last. */
  async #check(): Promise<Pace | undefined> {
    const context = this.#parts.contextFor(this.#stop.signal);
    const since = this.#parts.upstreamNow();
    try {
      const state = await this.topic.read(context, this.latest?.state);
      return this.end ? undefined : this.#saw(state, context, since);
    } catch (error) {
      const cause = upstreamFailure(error, context.ledger.received) ?? error;
      return this.end ? undefined : this.#failed(cause);
    } finally {
      context.plan.end();
      this.#callsOfCheck = context.ledger.calls;
      this.#unclaimedCalls += context.ledger.calls;
      this.#nudge();
    }
  }

  #saw(state: State, context: GraphContext, since: number): Pace | undefined {
    const { topic, latest } = this;
    const hasChanged = latest !== undefined && topic.changes(latest.state, state).length > 0;
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
      number: (latest?.number ?? 0) + 1,
      check: { at, pace: pace.word, nextAt: isOver ? null : later(at, pace) },
    };
    if (!isOver) return pace;
    this.finish({});
    return undefined;
  }

  /** Keeps what is known where waiting may help; else that is the end. */
  #failed(error: unknown): Pace | undefined {
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
    this.latest = { ...latest, number: latest.number + 1, check };
    return pace;
  }

  #nudge(): void {
    for (const listener of this.#listeners) listener.nudge();
  }
}

function later(from: Date, { ms }: Pace): Date {
  return new Date(from.getTime() + ms);
}
