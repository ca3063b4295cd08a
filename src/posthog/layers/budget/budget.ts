import { SlidingWindow } from './window.ts';

/** Calls one personal API key may make; docs/posthog/rate-limits.md has PostHog's defaults. */
export interface BudgetLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

/** What is left of a key's budget, as this process knows it. */
export interface BudgetState {
  readonly minuteLimit: number;
  readonly minuteRemaining: number;
  readonly hourLimit: number;
  readonly hourRemaining: number;
  /** Epoch milliseconds when the next call fits; now when one fits at once. */
  readonly nextCallAt: number;
  /**
   * `counted`: only our own calls are known. `corrected`: PostHog throttled the key although we had
   * calls left, so somebody else uses it too.
   */
  readonly confidence: 'counted' | 'corrected';
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const PROBE_EVERY = 10_000;

/**
 * The ledger of one key over both of PostHog's windows: fed by our own calls, corrected by every 429.
 * `reserved` calls belong to operations that were admitted and have not made them yet.
 */
export class Budget {
  readonly #minute: SlidingWindow;
  readonly #hour: SlidingWindow;
  #throttledUntil = 0;
  /** While throttled, one call may go at this moment to see whether it still holds. */
  #probeAt = 0;
  #corrected = false;
  #answered = false;
  reserved = 0;

  constructor(limits: BudgetLimits) {
    this.#minute = new SlidingWindow(limits.perMinute, MINUTE);
    this.#hour = new SlidingWindow(limits.perHour, HOUR);
  }

  /** A call that PostHog counts has been sent. */
  record(now: number): void {
    this.#probeAt = now + PROBE_EVERY;
    this.#minute.record(now);
    this.#hour.record(now);
  }

  /** A recorded call turned out not to count. */
  forgetOne(): void {
    this.#minute.forgetOne();
    this.#hour.forgetOne();
  }

  /** PostHog refused a call for the next `seconds`: whatever we counted, nothing is left until then. */
  throttled(seconds: number, now: number): void {
    if (this.waitFor(1, now) === 0) this.#corrected = true;
    this.#throttledUntil = Math.max(this.#throttledUntil, now + seconds * 1_000);
    this.#probeAt = now + PROBE_EVERY;
  }

  /** PostHog answered: whatever it said before, it throttles the key no longer. */
  answered(): void {
    this.#throttledUntil = 0;
    this.#answered = true;
  }

  /** True once PostHog has answered the key something else than that it does not know it. */
  get wasAnswered(): boolean {
    return this.#answered;
  }

  /** Milliseconds for which PostHog refuses the key, as it said last; 0 when it does not. */
  throttledFor(now: number): number {
    return Math.max(0, this.#throttledUntil - now);
  }

  /** True when the budget is full and nothing else is known of the key: a new one would say the same. */
  isUntouched(now: number): boolean {
    return this.reserved === 0 && this.throttledFor(now) === 0 && this.#hour.used(now) === 0;
  }

  /** A call goes although the key is throttled, to see whether that still holds; others wait a while. */
  probing(now: number): void {
    this.#probeAt = now + PROBE_EVERY;
  }

  /**
   * Milliseconds until a single call may be tried although PostHog named a longer wait; Infinity when
   * nothing is throttled. A refused call costs nothing, and the throttle may have been lifted.
   */
  probeIn(now: number): number {
    return this.#throttledUntil > now ? Math.max(0, this.#probeAt - now) : Infinity;
  }

  /**
   * Milliseconds until `calls` more fit beside what is reserved; Infinity when they never will.
   * @param reserved other operations' calls to leave room for; all of them unless said
   */
  waitFor(calls: number, now: number, reserved = this.reserved): number {
    return Math.max(this.throttledFor(now), this.windowsWaitFor(calls, now, reserved));
  }

  /** The same, as if PostHog did not throttle the key: by the calls that were counted alone. */
  windowsWaitFor(calls: number, now: number, reserved = this.reserved): number {
    const wanted = calls + reserved;
    return Math.max(this.#minute.waitFor(wanted, now), this.#hour.waitFor(wanted, now), 0);
  }

  /** Calls that fit at once beside what is reserved. */
  available(now: number): number {
    if (this.#throttledUntil > now) return 0;
    return Math.max(
      0,
      Math.min(this.#minute.remaining(now), this.#hour.remaining(now)) - this.reserved,
    );
  }

  state(now: number): BudgetState {
    const throttled = this.#throttledUntil > now;
    return {
      minuteLimit: this.#minute.limit,
      minuteRemaining: throttled ? 0 : this.#minute.remaining(now),
      hourLimit: this.#hour.limit,
      hourRemaining: this.#hour.remaining(now),
      nextCallAt: now + this.waitFor(1, now),
      confidence: this.#corrected ? 'corrected' : 'counted',
    };
  }
}
