import type { CancelSignal } from '../../request/cancellation-token.ts';
import type { Budget } from './budget.ts';
import { BudgetTooSmall } from './budget-too-small.ts';
import { ThrottleProbe } from './throttle-probe.ts';
import type { Priority, Reservation } from '../../request/plan.ts';
import type { CallAdmission } from './key-budget.ts';
import { WaitingLine } from './waiting-line.ts';

export { BudgetTooSmall } from './budget-too-small.ts';

/** The longest delay of a Node timer; a longer one would fire immediately. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const noReservation: Reservation = { use: () => false, release: () => undefined };

/**
 * The queue in front of one key's budget. An operation that fits is admitted immediately, so a small one
 * overtakes a large one that waits; among waiting operations, mutations go first and pollers last.
 */
export class Admission implements CallAdmission {
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #released: () => void;
  readonly #waiting = new WaitingLine();
  #timer: NodeJS.Timeout | undefined;

  /** @param released called whenever an operation ends */
  constructor(budget: Budget, now: () => number, released: () => void = () => undefined) {
    this.#budget = budget;
    this.#now = now;
    this.#released = released;
  }

  /**
   * Reserves calls, waiting until they fit.
   * @param until epoch milliseconds after which the caller no longer needs them
   * @throws BudgetTooSmall immediately when they will not fit by then
   */
  admit(
    calls: number,
    priority: Priority,
    until: number,
    signal?: CancelSignal,
  ): Reservation | Promise<Reservation> {
    if (calls === 0) return noReservation;
    const now = this.#now();
    // Calls reserved by other operations may be released unused, so they are no reason to refuse immediately.
    const atLeast = this.#waitFor(calls, now, 0);
    if (atLeast > 0 && now + atLeast > until) {
      throw new BudgetTooSmall(this.#budget.available(now), this.#budget.waitFor(calls, now, 0));
    }
    if (this.#waitFor(calls, now) === 0) return this.#reserve(calls);
    const turn = this.#waiting.enter({ calls, priority, until }, signal);
    this.#arm();
    return turn;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** PostHog's answer changed what is known about the key: waiting operations may go, or have to wait longer. */
  learned(): void {
    if (this.#waiting.length > 0) this.#wake();
  }

  #reserve(calls: number): Reservation {
    const now = this.#now();
    let probe: ThrottleProbe | undefined;
    if (this.#budget.throttledFor(now) > 0) {
      this.#budget.probing(now);
      probe = new ThrottleProbe(this.#budget, this.#now);
    }
    let left = calls;
    this.#budget.reserved += calls;
    const giveBack = (count: number) => {
      left -= count;
      this.#budget.reserved -= count;
    };
    return {
      probe,
      use: () => {
        if (left === 0) return false;
        giveBack(1);
        return true;
      },
      release: () => {
        giveBack(left);
        this.#wake();
        this.#released();
      },
    };
  }

  /**
   * Milliseconds until this many calls may go. However long a throttle was announced to last, an operation may
   * start from time to time with one call that probes whether it still holds.
   */
  #waitFor(calls: number, now: number, reserved?: number): number {
    const throttle = Math.min(this.#budget.throttledFor(now), this.#budget.probeIn(now));
    return Math.max(throttle, this.#budget.windowsWaitFor(calls, now, reserved));
  }

  /** Admits the operations that fit now, refuses those whose time is up, and sets the timer for the next. */
  #wake(): void {
    const now = this.#now();
    for (const waiter of this.#waiting.all()) {
      const wait = this.#waitFor(waiter.calls, now);
      if (wait > 0 && waiter.until > now) continue;
      if (wait > 0) {
        this.#waiting.refuse(waiter, new BudgetTooSmall(this.#budget.available(now), wait));
        continue;
      }
      // Reserved here and not by whoever waited: the next one would not see these calls.
      this.#waiting.admit(waiter, this.#reserve(waiter.calls));
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const now = this.#now();
    const next = Math.min(
      ...this.#waiting
        .all()
        .map(({ calls, until }) => Math.min(this.#waitFor(calls, now), until - now)),
    );
    this.#timer = setTimeout(() => this.#wake(), Math.min(Math.max(1, next), MAX_TIMER_MS));
    this.#timer.unref();
  }
}
