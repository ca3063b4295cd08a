import type { WindowLimit } from '../../../../shared-store/windows.ts';
import { PROBE_EVERY, type BudgetLimits, type BudgetState } from '../budget.ts';
import { stillCounted, type Others, type OwnReserved } from './alone.ts';
import type { OwnCalls } from './own-calls.ts';

/** What the store, or another replica, said about a key. */
export interface Said {
  /** Time of the store, in epoch milliseconds. */
  readonly at: number;
  /** Counted calls of all replicas in each window. */
  readonly used: readonly number[];
  readonly reserved: number;
  readonly throttledMs: number;
  readonly isCorrected: boolean;
  /** Milliseconds until one more call fits, and until a throttle may be probed, where it was said. */
  readonly nextMs?: number;
  readonly probeInMs?: number;
}

/** What this process knows of a key's budget over all replicas without asking: its own calls, and what it last learned of the others. */
export class KnownBudget {
  readonly windows: readonly [WindowLimit, WindowLimit];
  readonly own: OwnCalls;
  /** Calls that this process has reserved and not made yet. */
  readonly held: OwnReserved = { shared: 0, alone: 0 };
  others: Others = { at: -Infinity, used: [], reserved: 0 };
  #throttledUntil = 0;
  #probeAt = 0;
  #nextCallAt = 0;
  #corrected = false;

  constructor(windows: readonly [WindowLimit, WindowLimit], own: OwnCalls) {
    this.windows = windows;
    this.own = own;
  }

  get limits(): BudgetLimits {
    const [minute, hour] = this.windows;
    return { perMinute: minute.calls, perHour: hour.calls };
  }

  get reserved(): number {
    return this.held.shared + this.held.alone;
  }

  /**
   * @param missing calls of this process that are not among the counted ones
   * @param knowsThrottle false when this process has learned more of a throttle since
   */
  learn(said: Said, missing: number, knowsThrottle: boolean, now: number): void {
    this.others = {
      at: now,
      used: said.used.map((used, index) => {
        const { spanMs } = this.windows[index]!;
        return Math.max(0, used - Math.max(0, this.own.count(now - spanMs) - missing));
      }),
      reserved: Math.max(0, said.reserved - this.held.shared),
    };
    this.#corrected = said.isCorrected;
    this.#nextCallAt = now + (said.nextMs ?? 0);
    if (!knowsThrottle) return;
    this.#throttledUntil = said.throttledMs > 0 ? now + said.throttledMs : 0;
    if (said.throttledMs > 0) this.#probeAt = now + (said.probeInMs ?? PROBE_EVERY);
  }

  /** PostHog throttles the key; returns the epoch milliseconds until when. */
  throttled(ms: number, now: number): number {
    this.#throttledUntil = Math.max(this.#throttledUntil, now + ms);
    this.probed(now);
    return this.#throttledUntil;
  }

  /** PostHog answered; false when the key was not throttled anyway. */
  answered(): boolean {
    const wasThrottled = this.#throttledUntil > 0;
    this.#throttledUntil = 0;
    return wasThrottled;
  }

  throttledFor(now: number): number {
    return Math.max(0, this.#throttledUntil - now);
  }

  /** A call was sent: the next one that only probes has to wait. */
  probed(now: number): void {
    this.#probeAt = now + PROBE_EVERY;
  }

  /** Milliseconds until an operation may start in spite of a throttle, to probe it; 0 without a throttle. */
  probeIn(now: number): number {
    return Math.min(this.throttledFor(now), Math.max(0, this.#probeAt - now));
  }

  /** Calls that fit in addition to the reserved ones. */
  available(now: number): number {
    if (this.throttledFor(now) > 0) return 0;
    const [{ spanMs }] = this.windows;
    const others = now < this.others.at + spanMs ? this.others.reserved : 0;
    return Math.max(0, Math.min(this.#left(0, now), this.#left(1, now)) - this.reserved - others);
  }

  state(now: number): BudgetState {
    const isThrottled = this.throttledFor(now) > 0;
    const [minute, hour] = this.windows;
    return {
      minuteLimit: minute.calls,
      minuteRemaining: isThrottled ? 0 : this.#left(0, now),
      hourLimit: hour.calls,
      hourRemaining: this.#left(1, now),
      nextCallAt: Math.max(now, this.#throttledUntil, this.#nextCallAt),
      confidence: this.#corrected ? 'corrected' : 'counted',
    };
  }

  /** True when calls of any replica count, as far as is known. */
  hasCalls(now: number): boolean {
    return (
      !this.own.isEmpty(now) ||
      this.windows.some(({ spanMs }, index) => stillCounted(this.others, index, spanMs, now) > 0)
    );
  }

  /** True when nothing is known that would not be known of a new key. */
  isEmpty(now: number): boolean {
    return this.reserved === 0 && this.throttledFor(now) === 0 && !this.hasCalls(now);
  }

  #left(index: 0 | 1, now: number): number {
    const { calls, spanMs } = this.windows[index];
    const used = this.own.count(now - spanMs) + stillCounted(this.others, index, spanMs, now);
    return Math.max(0, calls - used);
  }
}
