import type { Tag } from '../../posthog/layers/cache/tags.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import type { AlreadyRead, ReadNote } from '../../posthog/types.ts';
import type { GraphContext } from '../context/context.ts';
import { upstreamFailure } from '../core/error-attribution.ts';
import type { CheckedState, End } from './listener.ts';
import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import { ASK_POSTHOG, type FreshnessPolicy } from '../../posthog/request/plan.ts';
import { isShort, isVeryShort, paceAfter, paceAfterFailure, type Pace } from './pace.ts';
import { ReportedCheck, type CheckReporting } from './reported-check.ts';
import { NotedAnswers, type WrittenAnswers } from './sighting.ts';
import type { Check, Topic } from './topic.ts';
import { Wakes, type Wake } from './wakes.ts';

/** What a check depends on. */
export interface PollerParts {
  /**
   * A context for one check, whose reads have the lowest priority.
   * @param reads how old an answer may be that is not read from PostHog again, answers that need not be read, what is
   * called with each new one, and the operation that caused the check
   */
  readonly contextFor: (
    signal: AbortSignal,
    reads: {
      readonly freshness: FreshnessPolicy;
      readonly alreadyRead?: AlreadyRead;
      readonly note?: ReadNote;
      readonly operation?: Operation | undefined;
    },
  ) => GraphContext;
  readonly reporting: CheckReporting;
  /** What is left of the key's budget; undefined for a key that PostHog does not count. */
  readonly budget: () => BudgetState | undefined;
  readonly now: () => Date;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The clock that timestamps answers, in epoch milliseconds. */
  readonly upstreamNow: () => number;
  /**
   * Reports changed objects of a project: other answers about them from before `since`, by that clock, are
   * stale. What it returns is awaited before anybody hears of the change.
   */
  readonly foundChanged: (
    projectId: string,
    tags: readonly Tag[],
    since: number,
  ) => Promise<void> | void;
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
  /** Milliseconds until the next check that is due by itself. */
  #pauseMs = 0;
  /** When everything is to be read again, in epoch milliseconds. */
  #allDueAt = 0;
  /** When the last check that read everything began, by the clock of the answers; undefined after a failure. */
  #allSince: number | undefined;
  readonly #wakes: Wakes;
  #unchanged = 0;
  #failures = 0;
  outlet: Outlet;

  constructor(topic: Topic<State>, parts: PollerParts, polled: Polled<State>, outlet: Outlet) {
    this.#topic = topic;
    this.#parts = parts;
    this.#polled = polled;
    this.outlet = outlet;
    this.#wakes = new Wakes(topic.rhythm, this.#now);
  }

  /** Checks until the signal aborts or the topic has ended; the first time at once, unless it continues. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#polled.end) {
      const wake = await this.#rest(signal);
      if (signal.aborted || this.#polled.end) return;
      await this.#check(wake);
    }
  }

  /** Continues when the next check of the latest state is due. */
  continue(progress?: Progress): void {
    if (progress) ({ unchanged: this.#unchanged, failures: this.#failures } = progress);
    this.#allDueAt = this.#polled.latest?.check.nextAt?.getTime() ?? this.#now();
    this.#pauseMs = this.#allDueAt - this.#now();
    // What was read since may have been read by another replica.
    this.#allSince = undefined;
  }

  /**
   * True when a write is looked at before the next check is due. When the budget is short that of another key is not,
   * and when hardly anything is left none is: what is left is for requests.
   */
  heeds({ isOwn }: Pick<Wake, 'isOwn'>): boolean {
    const budget = this.#parts.budget();
    if (isVeryShort(budget)) return false;
    const isSlowed = this.#polled.latest?.check.pace === 'budget_short' || isShort(budget);
    return isOwn || !isSlowed;
  }

  /** Checks before the next check is due: at once, or as soon as it may after the last time. */
  wake(wake: Wake): void {
    this.#wakes.add(wake);
    this.#pause?.abort();
  }

  /** Performs one check that reads everything. */
  check(): Promise<void> {
    return this.#check(undefined);
  }

  /** @param wake what it is performed for; undefined where it was due */
  async #check(wake: Wake | undefined): Promise<void> {
    this.#wakes.begin(wake);
    const answers = new NotedAnswers();
    const report = new ReportedCheck(this.#parts.reporting, this.#topic.name);
    const { operation } = report;
    const { note } = answers;
    const since = this.#parts.upstreamNow();
    const { reads = 'all' } = wake ?? {};
    const allSince = reads === 'all' ? undefined : this.#allSince;
    const readsAll = allSince === undefined;
    const freshness = readsAll ? ASK_POSTHOG : this.#freshness(reads, allSince);
    const context = this.#parts.contextFor(this.#polled.stopped, { freshness, note, operation });
    let failure: unknown;
    const before = this.#polled.latest?.state ?? this.#polled.recalled;
    try {
      const state = await this.#topic.read(context, before);
      if (readsAll) this.#allSince = since;
      if (!this.#polled.end) await this.#recordState(state, { context, since, answers, readsAll });
    } catch (error) {
      this.#allSince = undefined;
      failure = upstreamFailure(error, context.ledger.received) ?? error;
      if (!this.#polled.end) this.#recordFailure(failure, context.ledger.calls);
    } finally {
      context.planned.end();
      report.end(context.ledger, failure);
    }
  }

  /** How old an answer may be in a check that need not read everything again. */
  #freshness(reads: Wake['reads'], allSince: number): FreshnessPolicy {
    return reads === 'expired' ? AS_A_QUERY : readSince(allSince, this.#parts.upstreamNow);
  }

  /** @returns what the next check is performed for; undefined where it is due */
  async #rest(signal: AbortSignal): Promise<Wake | undefined> {
    const from = this.#now();
    let untilDue = this.#pauseMs;
    for (;;) {
      const wake = this.#wakes.next();
      if (untilDue <= 0 || signal.aborted) return undefined;
      if (wake && wake.inMs <= 0) return wake;
      const isWoken = wake !== undefined && wake.inMs < untilDue;
      this.#pause = new AbortController();
      const either = AbortSignal.any([signal, this.#pause.signal]);
      try {
        // oxlint-disable-next-line no-await-in-loop -- one wait after the other
        await this.#parts.sleep(isWoken ? wake.inMs : untilDue, either);
        return isWoken ? wake : undefined;
      } catch (error) {
        if (!either.aborted) this.#polled.finish({ error });
        if (signal.aborted || !either.aborted) return undefined;
      } finally {
        this.#pause = undefined;
      }
      untilDue = this.#pauseMs - Math.max(0, this.#now() - from);
    }
  }

  readonly #now = (): number => this.#parts.now().getTime();

  async #recordState(
    state: State,
    { context, since, answers, readsAll }: Performed,
  ): Promise<void> {
    const topic = this.#topic;
    const { latest } = this.#polled;
    const changesSince = memoized((before: State) => topic.changes(before, state));
    const hasChanged = latest !== undefined && changesSince(latest.state).length > 0;
    if (hasChanged) await this.#parts.foundChanged(topic.projectId, topic.tags(state), since);
    this.#failures = 0;
    if (hasChanged) this.#unchanged = 0;
    else if (readsAll) this.#unchanged += 1;
    const activity = { moving: topic.isMoving(state), unchanged: this.#unchanged };
    const at = this.#parts.now();
    const pace = this.#paced(
      paceAfter(topic.rhythm, activity, context.known.budget()),
      at,
      readsAll,
    );
    const isOver = topic.isOver(state);
    const check = { at, pace: pace.word, nextAt: isOver ? null : later(at, pace) };
    const { received, calls } = context.ledger;
    this.#wakes.end(calls, hasChanged);
    const id = await this.outlet.keep(answers.write(), check, calls);
    if (this.#polled.end) return;
    this.#polled.spent(calls);
    this.#polled.accept({ id, state, received, changesSince, check });
    if (isOver) this.#polled.finish({});
    else this.#checked(pace);
  }

  /** Checks for single writes do not put off the check that reads everything again. */
  #paced(pace: Pace, at: Date, readsAll: boolean): Pace {
    if (readsAll) this.#allDueAt = later(at, pace).getTime();
    return { ...pace, ms: Math.min(pace.ms, Math.max(0, this.#allDueAt - at.getTime())) };
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

/** What is fresh for a query is fresh for a check. */
const AS_A_QUERY: FreshnessPolicy = { staleOk: false };

/** Answers that were read since a time, however long the check takes that asks for them. */
const readSince = (time: number, now: () => number): FreshnessPolicy => ({
  get maxAgeMs() {
    return now() - time + 1;
  },
  staleOk: false,
});

/** A check that has read a state. */
interface Performed {
  readonly context: GraphContext;
  /** When it began, by the clock of the answers. */
  readonly since: number;
  readonly answers: NotedAnswers;
  /** False for one that took over what the last check had read, where nothing concerned it since. */
  readonly readsAll: boolean;
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
