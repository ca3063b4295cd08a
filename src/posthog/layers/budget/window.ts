/**
 * An exact count of the calls in the last `spanMs` milliseconds. PostHog's throttle works the same way: it stores
 * the time of each request and counts those inside the window (DRF's SimpleRateThrottle).
 */
export class SlidingWindow {
  readonly limit: number;
  readonly spanMs: number;
  /** Times of the calls in order, oldest at `#head`: a plain array with a moving head, compacted from time to time. */
  #moments: number[] = [];
  #head = 0;

  constructor(limit: number, spanMs: number) {
    this.limit = limit;
    this.spanMs = spanMs;
  }

  record(at: number): void {
    // Without a limit nothing is counted, so that no memory is spent on it.
    if (this.limit !== Infinity) this.#moments.push(at);
  }

  /** Removes the newest call. */
  forgetOne(): void {
    if (this.#moments.length > this.#head) this.#moments.pop();
  }

  used(now: number): number {
    while (this.#head < this.#moments.length && this.#moments[this.#head]! <= now - this.spanMs) {
      this.#head += 1;
    }
    if (this.#head > 1_000 && this.#head * 2 > this.#moments.length) {
      this.#moments = this.#moments.slice(this.#head);
      this.#head = 0;
    }
    return this.#moments.length - this.#head;
  }

  remaining(now: number): number {
    return Math.max(0, this.limit - this.used(now));
  }

  /** Milliseconds until `calls` more fit; 0 if they fit now, Infinity if they never will. */
  waitFor(calls: number, now: number): number {
    if (calls > this.limit) return Infinity;
    const over = this.used(now) + calls - this.limit;
    if (over <= 0) return 0;
    return this.#moments[this.#head + over - 1]! + this.spanMs - now;
  }
}
