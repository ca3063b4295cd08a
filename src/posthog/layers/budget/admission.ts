import type { Budget } from './budget.ts';
import { BudgetTooSmall } from './budget-too-small.ts';
import { ThrottleProbe } from './throttle-probe.ts';
import type { Priority, Reservation } from '../../request/plan.ts';

export { BudgetTooSmall } from './budget-too-small.ts';

/** The longest time a timer of Node can be set to; a longer one would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

interface Waiter {
  readonly calls: number;
  readonly priority: Priority;
  readonly until: number;
  readonly admit: () => void;
  readonly refuse: (reason: Error) => void;
}

const noReservation: Reservation = { use: () => false, release: () => undefined };

/**
 * The queue in front of one key's budget. What fits goes at once, so a small operation passes a big
 * one that waits; among those that wait, mutations go first and pollers last.
 */
export class Admission {
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #released: () => void;
  readonly #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param released called whenever an operation is over */
  constructor(budget: Budget, now: () => number, released: () => void = () => undefined) {
    this.#budget = budget;
    this.#now = now;
    this.#released = released;
  }

  /**
   * Sets calls aside, waiting until they fit.
   * @param until epoch milliseconds after which the caller has no use for them
   * @throws BudgetTooSmall at once when they will not fit by then
   */
  async admit(
    calls: number,
    priority: Priority,
    until: number,
    signal?: AbortSignal,
  ): Promise<Reservation> {
    if (calls === 0) return noReservation;
    const now = this.#now();
    // What others have reserved may come back unused: worth waiting for, so it refuses nobody at once.
    const atLeast = this.#waitFor(calls, now, 0);
    if (atLeast > 0 && now + atLeast > until) {
      throw new BudgetTooSmall(this.#budget.available(now), this.#budget.waitFor(calls, now, 0));
    }
    if (this.#waitFor(calls, now) > 0) await this.#wait(calls, priority, until, signal);
    return this.#reserve(calls);
  }

  /** True when no operation waits here. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** PostHog has said something new about the key: whoever waits may go, or has to wait longer. */
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

  #wait(
    calls: number,
    priority: Priority,
    until: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#remove(waiter);
        waiter.refuse(signal?.reason as Error);
      };
      const settle = (end: () => void) => {
        signal?.removeEventListener('abort', leave);
        end();
      };
      const waiter: Waiter = {
        calls,
        priority,
        until,
        admit: () => settle(resolve),
        refuse: (reason) => settle(() => reject(reason)),
      };
      const place = this.#waiting.findIndex((other) => other.priority > priority);
      this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, waiter);
      signal?.addEventListener('abort', leave, { once: true });
      this.#arm();
    });
  }

  /**
   * Milliseconds until so many calls may go. However long a throttle is said to last, an operation may start
   * now and then with one call that finds out whether it still does.
   */
  #waitFor(calls: number, now: number, reserved?: number): number {
    const throttle = Math.min(this.#budget.throttledFor(now), this.#budget.probeIn(now));
    return Math.max(throttle, this.#budget.windowsWaitFor(calls, now, reserved));
  }

  #remove(waiter: Waiter): void {
    this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
  }

  /** Admits whoever fits now, refuses whose time is up, and sets the timer for the next. */
  #wake(): void {
    const now = this.#now();
    // A copy, because whoever is refused leaves the queue.
    for (const waiter of this.#waiting.slice()) {
      const wait = this.#waitFor(waiter.calls, now);
      if (wait > 0 && waiter.until > now) continue;
      this.#remove(waiter);
      if (wait > 0) {
        waiter.refuse(new BudgetTooSmall(this.#budget.available(now), wait));
        continue;
      }
      waiter.admit();
      // The one admitted reserves its calls in a microtask: look again after that.
      queueMicrotask(() => this.#wake());
      return;
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    const now = this.#now();
    const next = Math.min(
      ...this.#waiting.map(({ calls, until }) => Math.min(this.#waitFor(calls, now), until - now)),
    );
    this.#timer = setTimeout(() => this.#wake(), Math.min(Math.max(1, next), MAX_TIMER_MS));
    this.#timer.unref();
  }
}
