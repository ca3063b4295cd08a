/** A connection that outlives the check of its caller. */
interface Watched {
  /** Whether the caller may still do the same. */
  readonly stillHolds: () => boolean;
  /** Epoch milliseconds when that ends in any case; undefined for never. */
  readonly expiresAt: number | undefined;
  readonly listener: () => void;
}

/** The longest delay of a Node timer; a longer one would fire immediately. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Connections that have to end when their callers lose what they were admitted with. */
export class Withdrawals {
  readonly #now: () => number;
  readonly #watched = new Set<Watched>();

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Watches one connection; returns a function that ends this. */
  watch(watched: Watched): () => void {
    const { expiresAt } = watched;
    this.#watched.add(watched);
    const timer =
      expiresAt === undefined
        ? undefined
        : setTimeout(
            () => {
              this.#end(watched);
            },
            Math.min(Math.max(0, expiresAt - this.#now()), MAX_TIMER_MS),
          );
    timer?.unref();
    return () => {
      clearTimeout(timer);
      this.#watched.delete(watched);
    };
  }

  /** The rules have changed: ends the connections whose callers may not do the same any more. */
  check(): void {
    for (const watched of this.#watched) if (!watched.stillHolds()) this.#end(watched);
  }

  #end(watched: Watched): void {
    if (this.#watched.delete(watched)) watched.listener();
  }
}
