import type { CancelSignal } from '../../../request/cancellation-token.ts';
import { priorities, type Priority, type Reservation } from '../../../request/plan.ts';
import { noReservation } from '../admission.ts';
import { BudgetTooSmall } from '../budget-too-small.ts';
import type { CallAdmission } from '../key-budget.ts';
import { ThrottleProbe } from '../throttle-probe.ts';
import { WaitingLine, type Waiter } from '../waiting-line.ts';
import type { SharedBudget, Verdict } from './shared-budget.ts';

/** Milliseconds after which a waiting operation asks again when only reserved calls are in its way. */
const RESERVED_MS = 100;
/** Milliseconds after which it asks again whatever is in its way: another replica may have learned more. */
const LONGEST_MS = 1_000;
/** A waiting operation is refused this long before its deadline, so that its caller learns what it waited for. */
const BEFORE_DEADLINE_MS = 25;
/** A reservation outlives the last moment at which its calls may be sent by this much. */
const MARGIN_MS = 1_000;

/**
 * The queue in front of the budget that all replicas share. Each operation asks for its calls at once; those that
 * have to wait ask again in turn, those of other replicas among them, so that mutations go first and pollers last
 * within this process, and mutations first over all of them.
 */
export class SharedAdmission implements CallAdmission {
  readonly #budget: SharedBudget;
  readonly #now: () => number;
  readonly #released: () => void;
  readonly #waiting = new WaitingLine();
  #timer: NodeJS.Timeout | undefined;
  #isServing = false;
  #serveAgain = false;

  /** @param released called whenever an operation ends */
  constructor(budget: SharedBudget, now: () => number, released: () => void) {
    this.#budget = budget;
    this.#now = now;
    this.#released = released;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async admit(
    calls: number,
    priority: Priority,
    until: number,
    signal?: CancelSignal,
  ): Promise<Reservation> {
    if (calls === 0) return noReservation;
    const waiter = { calls, priority, until };
    const verdict = await this.#ask(waiter);
    if (verdict.held) {
      const reservation = this.#reservation(verdict);
      if (!signal?.aborted) return reservation;
      reservation.release();
    }
    if (signal?.aborted) throw signal.reason as Error;
    if (this.#isTooLate(waiter, verdict)) {
      throw new BudgetTooSmall(this.#budget.available(this.#now()), verdict.refusedForMs);
    }
    const turn = this.#waiting.enter(waiter, signal);
    this.#arm(this.#nextAsk(waiter, verdict));
    return turn;
  }

  learned(): void {
    if (this.#waiting.length > 0) void this.#serve();
  }

  #ask({ calls, priority, until }: Waiter): Promise<Verdict> {
    const lifetimeMs = Math.max(0, until - this.#now()) + MARGIN_MS;
    return this.#budget.ask(calls, lifetimeMs, priority === priorities.mutation);
  }

  #reservation({ held, isProbe }: Verdict): Reservation {
    const granted = held!;
    return {
      probe: isProbe ? new ThrottleProbe(this.#budget, this.#now) : undefined,
      use: () => this.#budget.use(granted),
      release: () => {
        this.#budget.release(granted);
        this.learned();
        this.#released();
      },
    };
  }

  /** Asks for the waiting operations in turn, refuses those whose time is up, and sets the timer for the next. */
  async #serve(): Promise<void> {
    this.#serveAgain = true;
    if (this.#isServing) return;
    this.#isServing = true;
    let next = LONGEST_MS;
    while (this.#serveAgain) {
      this.#serveAgain = false;
      // oxlint-disable-next-line no-await-in-loop -- an operation asks after the one before it has its answer
      next = await this.#round();
    }
    this.#isServing = false;
    this.#arm(next);
  }

  /** @returns milliseconds until an operation should ask again */
  async #round(): Promise<number> {
    let next = LONGEST_MS;
    let refused: { readonly calls: number; readonly verdict: Verdict } | undefined;
    for (const waiter of this.#waiting.all()) {
      // What did not fit for an earlier operation does not fit for one that wants as many calls.
      const isHopeless = refused !== undefined && waiter.calls >= refused.calls;
      // oxlint-disable-next-line no-await-in-loop -- the order of the queue is the order of asking
      const verdict = isHopeless ? refused!.verdict : await this.#askAgain(waiter);
      if (!verdict) continue;
      refused = isHopeless ? refused : { calls: waiter.calls, verdict };
      if (this.#isTooLate(waiter, verdict)) {
        const available = this.#budget.available(this.#now());
        this.#waiting.refuse(waiter, new BudgetTooSmall(available, verdict.refusedForMs));
      } else next = Math.min(next, this.#nextAsk(waiter, verdict));
    }
    return next;
  }

  /**
   * Asks for an operation of the queue.
   * @returns undefined when it no longer waits
   */
  async #askAgain(waiter: Waiter): Promise<Verdict | undefined> {
    try {
      const verdict = await this.#ask(waiter);
      if (!verdict.held) return verdict;
      const reservation = this.#reservation(verdict);
      if (!this.#waiting.admit(waiter, reservation)) reservation.release();
    } catch (error) {
      this.#waiting.refuse(waiter, error as Error);
    }
    return undefined;
  }

  /** True when the calls will not fit in time, even if every reserved call is released unused. */
  #isTooLate({ until }: Waiter, { atLeastMs }: Verdict): boolean {
    const now = this.#now();
    return now >= until - BEFORE_DEADLINE_MS || (atLeastMs > 0 && now + atLeastMs > until);
  }

  /** Milliseconds until a waiting operation asks again, or is refused. */
  #nextAsk({ until }: Waiter, { waitMs, atLeastMs }: Verdict): number {
    const longest = atLeastMs > 0 ? LONGEST_MS : RESERVED_MS;
    return Math.min(waitMs, longest, until - BEFORE_DEADLINE_MS - this.#now());
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0 || this.#isServing) return;
    this.#timer = setTimeout(() => void this.#serve(), Math.max(1, ms)).unref();
  }
}
