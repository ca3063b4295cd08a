/**
 * The calls of the last so many milliseconds, exactly: PostHog's throttle keeps the moment of each
 * request and counts those inside the window (DRF's SimpleRateThrottle).
 */
export class SlidingWindow {
  readonly limit: number;
  readonly spanMs: number;
  /** Moments in order, oldest at `#head`; a plain array with a moving head, compacted now and then. */
  #moments: number[] = [];
  #head = 0;

  constructor(limit: number, spanMs: number) {
    this.limit = limit;
    this.spanMs = spanMs;
  }

  record(at: number): void {
    this.#moments.push(at);
  }

  /** Takes the newest call back. */
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

  /** Milliseconds until `calls` more fit; 0 when they do now, Infinity when they never will. */
  waitFor(calls: number, now: number): number {
    if (calls > this.limit) return Infinity;
    const over = this.used(now) + calls - this.limit;
    if (over <= 0) return 0;
    return this.#moments[this.#head + over - 1]! + this.spanMs - now;
  }
}
