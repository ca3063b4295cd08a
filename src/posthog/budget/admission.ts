import type { Budget } from './budget.ts';

/** Who goes first when calls must wait: mutations, then queries, then pollers. */
export const priorities = { mutation: 0, query: 1, poll: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

/** Calls set aside for one operation. */
export interface Reservation {
  /** One of the calls is being made: true while the reservation covers it. */
  use(): boolean;
  /** Gives back what was not used. */
  release(): void;
}

interface Waiter {
  readonly calls: number;
  readonly priority: Priority;
  readonly until: number;
  readonly admit: () => void;
  readonly refuse: (reason: Error) => void;
}

/** Thrown when the calls cannot fit before the operation's time is up. */
export class DoesNotFit extends Error {
  readonly available: number;
  /** Seconds until they would fit; undefined when they never will. */
  readonly retryAfterSeconds: number | undefined;

  constructor(available: number, waitMs: number) {
    super('The calls do not fit into what is left of the budget.');
    this.available = available;
    this.retryAfterSeconds = Number.isFinite(waitMs) ? Math.ceil(waitMs / 1_000) : undefined;
  }
}

const noReservation: Reservation = { use: () => false, release: () => undefined };

/**
 * The queue in front of one key's budget. What fits goes at once, so a small operation passes a big
 * one that waits; among those that wait, mutations go first and pollers last.
 */
export class Admission {
  readonly #budget: Budget;
  readonly #now: () => number;
  readonly #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(budget: Budget, now: () => number) {
    this.#budget = budget;
    this.#now = now;
  }

  /**
   * Sets calls aside, waiting until they fit.
   * @param until epoch milliseconds after which the caller has no use for them
   * @throws DoesNotFit at once when they will not fit by then
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
    const atLeast = this.#budget.waitFor(calls, now, 0);
    const probe = calls === 1 ? this.#budget.probeIn(now) : Infinity;
    if (atLeast > 0 && now + Math.min(atLeast, probe) > until) {
      throw new DoesNotFit(this.#budget.available(now), atLeast);
    }
    if (this.#waitFor(calls, now) > 0) await this.#wait(calls, priority, until, signal);
    return this.#reserve(calls);
  }

  #reserve(calls: number): Reservation {
    let left = calls;
    this.#budget.reserved += calls;
    const giveBack = (count: number) => {
      left -= count;
      this.#budget.reserved -= count;
    };
    return {
      use: () => {
        if (left === 0) return false;
        giveBack(1);
        return true;
      },
      release: () => {
        giveBack(left);
        this.#wake();
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

  /** Milliseconds until so many calls may go, a single one to try a throttle included. */
  #waitFor(calls: number, now: number): number {
    const wait = this.#budget.waitFor(calls, now);
    return calls === 1 ? Math.min(wait, this.#budget.probeIn(now)) : wait;
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
        waiter.refuse(new DoesNotFit(this.#budget.available(now), wait));
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
    this.#timer = setTimeout(() => this.#wake(), Math.max(1, next));
    this.#timer.unref();
  }
}
