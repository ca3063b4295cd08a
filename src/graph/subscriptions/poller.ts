import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import type { AlreadyRead, ReadNote } from '../../posthog/types.ts';
import type { GraphContext } from '../context/context.ts';
import { upstreamFailure } from '../core/error-attribution.ts';
import type { CheckedState, End } from './listener.ts';
import { paceAfter, paceAfterFailure, type Pace } from './pace.ts';
import { ReportedCheck, type CheckReporting } from './reported-check.ts';
import { NotedAnswers, type WrittenAnswers } from './sighting.ts';
import type { Check, Topic } from './topic.ts';

/** What a check depends on. */
export interface PollerParts {
  /**
   * A context for one check, whose reads go to PostHog with the lowest priority.
   * @param reads answers that need not be read again, what is called with each new one, and the operation that caused the check
   */
  readonly contextFor: (
    signal: AbortSignal,
    reads: {
      readonly alreadyRead?: AlreadyRead;
      readonly note?: ReadNote;
      readonly operation?: Operation | undefined;
    },
  ) => GraphContext;
  readonly reporting: CheckReporting;
  readonly now: () => Date;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The clock that timestamps answers, in epoch milliseconds. */
  readonly upstreamNow: () => number;
  /**
   * Reports changed objects: other answers about them from before `since`, by that clock, are
   * stale. What it returns is awaited before anybody hears of the change.
   */
  readonly foundChanged: (tags: readonly Tag[], since: number) => Promise<void> | void;
}

/** What a poller knows of its topic, and where it reports what it finds. */
export interface Polled<State> {
  readonly latest: Pick<CheckedState<State>, 'state' | 'check'> | undefined;
  /** A state that a subscriber saw before the first check. */
  readonly recalled: State | undefined;
  readonly end: End | undefined;
  /** Aborts when nobody listens any more. */
  readonly stopped: AbortSignal;
  /** Records the calls of a check, before its outcome. */
  spent(calls: number): void;
  accept(seen: Omit<CheckedState<State>, 'number'>): void;
  /** The same state, of which a check says something else. */
  recheck(check: Check): void;
  finish(end: End): void;
}

/** Where a poller's states are kept, and who hears of its checks. Its promises never reject. */
export interface Outlet {
  /** @returns the id of the events that report the state; undefined when it cannot be kept */
  keep(answers: WrittenAnswers, check: Check, calls: number): Promise<string | undefined>;
  /** Called after each check that is not the last. */
  checked(progress: Progress): void;
}

/** How far a poller is: another one that continues with this keeps its pace. */
export interface Progress {
  /** Consecutive checks without a change. */
  readonly unchanged: number;
  /** Consecutive checks that failed. */
  readonly failures: number;
}

/** Checks one topic with one key at its pace. */
export class Poller<State> {
  readonly #topic: Topic<State>;
  readonly #parts: PollerParts;
  readonly #polled: Polled<State>;
  #pause: AbortController | undefined;
  /** Milliseconds until the next check. */
  #pauseMs = 0;
  /** True when a write arrived since the last check began, which may have read too early to see it. */
  #mustLookAgain = false;
  #unchanged = 0;
  #failures = 0;
  outlet: Outlet;

  constructor(topic: Topic<State>, parts: PollerParts, polled: Polled<State>, outlet: Outlet) {
    this.#topic = topic;
    this.#parts = parts;
    this.#polled = polled;
    this.outlet = outlet;
  }

  /** Checks until the signal aborts or the topic has ended; the first time at once, unless it continues. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#polled.end) {
      await this.#rest(signal);
      if (signal.aborted) return;
      await this.check();
    }
  }

  /** Continues when the next check of the latest state is due. */
  continue(progress?: Progress): void {
    if (progress) ({ unchanged: this.#unchanged, failures: this.#failures } = progress);
    const nextAt = this.#polled.latest?.check.nextAt;
    this.#pauseMs = nextAt ? nextAt.getTime() - this.#parts.now().getTime() : 0;
  }

  /** Checks at once. */
  wake(): void {
    this.#mustLookAgain = true;
    this.#pause?.abort();
  }

  /** Performs one check. */
  async check(): Promise<void> {
    this.#mustLookAgain = false;
    const answers = new NotedAnswers();
    const report = new ReportedCheck(this.#parts.reporting, this.#topic.name);
    const { operation } = report;
    const { note } = answers;
    const context = this.#parts.contextFor(this.#polled.stopped, { note, operation });
    let failure: unknown;
    const since = this.#parts.upstreamNow();
    const before = this.#polled.latest?.state ?? this.#polled.recalled;
    try {
      const state = await this.#topic.read(context, before);
      if (!this.#polled.end) await this.#recordState(state, context, since, answers);
    } catch (error) {
      failure = upstreamFailure(error, context.ledger.received) ?? error;
      if (!this.#polled.end) this.#recordFailure(failure, context.ledger.calls);
    } finally {
      context.planned.end();
      report.end(context.ledger, failure);
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    if (this.#pauseMs <= 0 || this.#mustLookAgain) return;
    this.#pause = new AbortController();
    const either = AbortSignal.any([signal, this.#pause.signal]);
    try {
      await this.#parts.sleep(this.#pauseMs, either);
    } catch (error) {
      if (!either.aborted) this.#polled.finish({ error });
    } finally {
      this.#pause = undefined;
    }
  }

  async #recordState(
    state: State,
    context: GraphContext,
    since: number,
    answers: NotedAnswers,
  ): Promise<void> {
    const topic = this.#topic;
    const { latest } = this.#polled;
    const changesSince = memoized((before: State) => topic.changes(before, state));
    const hasChanged = latest !== undefined && changesSince(latest.state).length > 0;
    if (hasChanged) await this.#parts.foundChanged(topic.tags(state), since);
    this.#failures = 0;
    this.#unchanged = hasChanged ? 0 : this.#unchanged + 1;
    const activity = { moving: topic.isMoving(state), unchanged: this.#unchanged };
    const pace = paceAfter(topic.rhythm, activity, context.known.budget());
    const at = this.#parts.now();
    const isOver = topic.isOver(state);
    const check = { at, pace: pace.word, nextAt: isOver ? null : later(at, pace) };
    const { received, calls } = context.ledger;
    const id = await this.outlet.keep(answers.write(), check, calls);
    if (this.#polled.end) return;
    this.#polled.spent(calls);
    this.#polled.accept({ id, state, received, changesSince, check });
    if (isOver) this.#polled.finish({});
    else this.#checked(pace);
  }

  /** Continues with the latest state if a retry may help, else ends the subscription. */
  #recordFailure(error: unknown, calls: number): void {
    const { latest } = this.#polled;
    this.#polled.spent(calls);
    this.#failures += 1;
    const pace = latest && paceAfterFailure(error, this.#failures);
    if (!pace) {
      this.#polled.finish({ error });
      return;
    }
    const nextAt = later(this.#parts.now(), pace);
    // The same state, which nobody has seen again.
    this.#polled.recheck({ at: latest.check.at, pace: pace.word, nextAt });
    this.#checked(pace);
  }

  #checked({ ms }: Pace): void {
    this.#pauseMs = ms;
    this.outlet.checked({ unchanged: this.#unchanged, failures: this.#failures });
  }
}

/** Keeps the answers by argument: listeners that saw the same state before share one comparison. */
export function memoized<State, Answer>(
  compute: (before: State) => Answer,
): (before: State) => Answer {
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
