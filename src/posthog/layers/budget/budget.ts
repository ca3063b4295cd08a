import { SlidingWindow } from './window.ts';

/** Limits on the calls of one personal API key; docs/posthog/rate-limits.md has PostHog's defaults. */
export interface BudgetLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

/** What is left of a key's budget, as this process knows it: of its own calls, or of those of all replicas. */
export interface BudgetState {
  readonly minuteLimit: number;
  readonly minuteRemaining: number;
  readonly hourLimit: number;
  readonly hourRemaining: number;
  /** Epoch milliseconds when the next call fits; now when one fits immediately. */
  readonly nextCallAt: number;
  /**
   * `counted`: based on the calls that are known here. `corrected`: PostHog throttled the key although calls
   * were left, so something else uses it too.
   */
  readonly confidence: 'counted' | 'corrected';
}

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
/** Milliseconds between two calls that probe whether a throttle still holds. */
export const PROBE_EVERY = 10_000;

/**
 * Call counts of one key in both of PostHog's windows: from this process's own calls, corrected by every 429.
 * `reserved` calls belong to admitted operations that have not made them yet.
 */
export class Budget {
  readonly #minute: SlidingWindow;
  readonly #hour: SlidingWindow;
  #throttledUntil = 0;
  /** Epoch milliseconds when one call may probe whether the throttle still holds. */
  #probeAt = 0;
  #corrected = false;
  #answered = false;
  reserved = 0;

  constructor(limits: BudgetLimits) {
    this.#minute = new SlidingWindow(limits.perMinute, MINUTE);
    this.#hour = new SlidingWindow(limits.perHour, HOUR);
  }

  /** Records that a call was sent which PostHog counts. */
  record(now: number): void {
    this.#probeAt = now + PROBE_EVERY;
    this.#minute.record(now);
    this.#hour.record(now);
  }

  /** Removes a recorded call that turned out not to count. */
  forgetOne(): void {
    this.#minute.forgetOne();
    this.#hour.forgetOne();
  }

  /** PostHog throttled the key for `seconds`: nothing is left until then, whatever was counted here. */
  throttled(seconds: number, now: number): void {
    if (this.waitFor(1, now) === 0) this.#corrected = true;
    this.#throttledUntil = Math.max(this.#throttledUntil, now + seconds * 1_000);
    this.#probeAt = now + PROBE_EVERY;
  }

  /** PostHog answered, so it no longer throttles the key. */
  answered(): void {
    this.#throttledUntil = 0;
    this.#answered = true;
  }

  /** True once PostHog has given the key any answer but that it does not know it. */
  get wasAnswered(): boolean {
    return this.#answered;
  }

  /** Milliseconds for which PostHog throttles the key, by its last answer; 0 when it does not. */
  throttledFor(now: number): number {
    return Math.max(0, this.#throttledUntil - now);
  }

  /** True when the budget is full and nothing else is known about the key, so that a new one would be equivalent. */
  isUntouched(now: number): boolean {
    const isUnused = this.#minute.used(now) === 0 && this.#hour.used(now) === 0;
    return this.reserved === 0 && this.throttledFor(now) === 0 && isUnused;
  }

  /** Records that a call probes whether the throttle still holds; the next probe has to wait. */
  probing(now: number): void {
    this.#probeAt = now + PROBE_EVERY;
  }

  /**
   * Milliseconds until a single call may be tried although PostHog named a longer wait; Infinity when the
   * key is not throttled. A refused call costs nothing, and the throttle may have been lifted.
   */
  probeIn(now: number): number {
    return this.#throttledUntil > now ? Math.max(0, this.#probeAt - now) : Infinity;
  }

  /**
   * Milliseconds until `calls` more fit in addition to the reserved ones; Infinity if they never will.
   * @param reserved other operations' calls to leave room for; by default all reserved ones
   */
  waitFor(calls: number, now: number, reserved = this.reserved): number {
    return Math.max(this.throttledFor(now), this.windowsWaitFor(calls, now, reserved));
  }

  /** Like `waitFor`, but ignores a throttle: uses only the counted calls. */
  windowsWaitFor(calls: number, now: number, reserved = this.reserved): number {
    const wanted = calls + reserved;
    return Math.max(this.#minute.waitFor(wanted, now), this.#hour.waitFor(wanted, now), 0);
  }

  /** Calls that fit immediately in addition to the reserved ones. */
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
