import type { Rhythm } from './topic.ts';

/**
 * What a check reads from PostHog again: what the cache of this process has dropped since the last check, as it does for
 * a write; also what has expired, as a query does; or everything. Each includes the one before.
 */
const readAgain = ['dropped', 'expired', 'all'] as const;

/** Why a poller checks before its next check is due: a write, or somebody who begins to listen. */
export interface Wake {
  /** True for what is done with the poller's own key, which spends its own budget. */
  readonly isOwn: boolean;
  readonly reads: (typeof readAgain)[number];
}

/** Between two such checks at least. */
const MIN_GAP_MS = 1_000;
/** For each call that such a check takes. */
const GAP_PER_CALL_MS = 500;

/**
 * The writes, and those who begin to listen, that a poller has not looked at. The first one is looked at without delay;
 * those that come soon after are looked at together. Where checks for the writes of others find nothing, there are fewer and fewer of them.
 */
export class Wakes {
  readonly #rhythm: Rhythm;
  readonly #now: () => number;
  #waiting: Wake | undefined;
  /** When the last such check began, in epoch milliseconds. */
  #lastAt = -Infinity;
  #calls = 0;
  /** Checks in succession for writes of others that found no change. */
  #inVain = 0;
  #current: Wake | undefined;

  /** @param now epoch milliseconds */
  constructor(rhythm: Rhythm, now: () => number) {
    this.#rhythm = rhythm;
    this.#now = now;
  }

  add(wake: Wake): void {
    const waiting = this.#waiting ?? wake;
    this.#waiting = {
      isOwn: wake.isOwn || waiting.isOwn,
      reads: readAgain.findLast((reads) => reads === wake.reads || reads === waiting.reads)!,
    };
  }

  /** What waits, and how many milliseconds it has to wait yet; undefined when nothing does. */
  next(): (Wake & { readonly inMs: number }) | undefined {
    const waiting = this.#waiting;
    if (!waiting) return undefined;
    const least = Math.max(MIN_GAP_MS, this.#calls * GAP_PER_CALL_MS);
    const gap = Math.min(this.#rhythm.steadyMs, waiting.isOwn ? least : least * 2 ** this.#inVain);
    // The clock may have been set back.
    const passed = Math.max(0, this.#now() - this.#lastAt);
    return { ...waiting, inMs: gap - passed };
  }

  /** A check begins, which sees every write until now. */
  begin(wake: Wake | undefined): void {
    this.#waiting = undefined;
    this.#current = wake;
    if (wake) this.#lastAt = this.#now();
  }

  /** It has ended with a state. */
  end(calls: number, hasChanged: boolean): void {
    if (this.#current) this.#calls = calls;
    if (hasChanged) this.#inVain = 0;
    else if (this.#current?.isOwn === false) this.#inVain += 1;
  }
}
