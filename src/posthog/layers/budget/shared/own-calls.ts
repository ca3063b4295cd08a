/** One call that this process sent and PostHog counts, as far as is known. */
export interface OwnCall {
  /** Unique over all replicas. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The calls of this process with one key within the longest window, oldest first. */
export class OwnCalls {
  readonly #keepMs: number;
  readonly #newId: () => string;
  #calls: OwnCall[] = [];
  #head = 0;

  constructor(keepMs: number, newId: () => string) {
    this.#keepMs = keepMs;
    this.#newId = newId;
  }

  add(at: number): OwnCall {
    const call = { id: this.#newId(), at };
    this.#calls.push(call);
    return call;
  }

  /** Removes and returns the newest call. */
  removeNewest(): OwnCall | undefined {
    return this.#calls.length > this.#head ? this.#calls.pop() : undefined;
  }

  /** Every call that still counts in the longest window. */
  all(now: number): readonly OwnCall[] {
    this.#forget(now);
    return this.#calls.slice(this.#head);
  }

  /** True when none counts any more. */
  isEmpty(now: number): boolean {
    this.#forget(now);
    return this.#head === this.#calls.length;
  }

  /** Number of calls sent after a moment; `before` leaves out those sent then or later. */
  count(after: number, before = Infinity): number {
    return Math.max(0, this.#firstFrom(before) - this.#firstAfter(after));
  }

  #forget(now: number): void {
    while (this.#head < this.#calls.length && this.#calls[this.#head]!.at <= now - this.#keepMs) {
      this.#head += 1;
    }
    if (this.#head > 1_000 && this.#head * 2 > this.#calls.length) {
      this.#calls = this.#calls.slice(this.#head);
      this.#head = 0;
    }
  }

  readonly #firstAfter = (moment: number) => this.#first((at) => at > moment);
  readonly #firstFrom = (moment: number) => this.#first((at) => at >= moment);

  /** Index of the first call for which `isLater` holds: a binary search, since the calls are in order. */
  #first(isLater: (at: number) => boolean): number {
    let low = this.#head;
    let high = this.#calls.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isLater(this.#calls[middle]!.at)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
