import type { WindowLimit } from '../../../../shared-store/windows.ts';
import type { OwnCalls } from './own-calls.ts';

/** What a replica knew of all others when it was last informed of them. */
export interface Others {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Their counted calls in each window. */
  readonly used: readonly number[];
  readonly reserved: number;
}

/** Calls of this process that are set aside, by who granted them. */
export interface OwnReserved {
  /** Granted by the store, and so counted against all replicas. */
  shared: number;
  /** Granted by this process alone. */
  alone: number;
}

/** The calls of the others that may still count in a window: their times are unknown, so that all count to the end. */
export const stillCounted = (others: Others, index: number, spanMs: number, now: number): number =>
  now < others.at + spanMs ? (others.used[index] ?? 0) : 0;

/**
 * The share of a key's budget that a replica uses while it cannot ask the others: what was left when they last agreed,
 * divided by their number. Every replica that follows it leaves the others theirs.
 */
export class AloneShare {
  /** Epoch milliseconds since which this process decides alone. */
  readonly since: number;
  readonly #replicas: () => number;
  /** What was known of the others whenever the store failed; what says less than a later one is left out. */
  #others: readonly Others[];
  readonly #own: OwnCalls;
  readonly #reserved: OwnReserved;
  readonly #windows: readonly WindowLimit[];

  /** @param replicas their number now; the most that was seen since counts, because some come back later than others */
  constructor(
    since: number,
    replicas: () => number,
    others: Others,
    own: OwnCalls,
    reserved: OwnReserved,
    windows: readonly WindowLimit[],
  ) {
    this.since = since;
    let most = 1;
    this.#replicas = () => (most = Math.max(most, replicas()));
    this.#replicas();
    this.#others = [others];
    this.#own = own;
    this.#reserved = reserved;
    this.#windows = windows;
  }

  /** The store failed once more before all replicas had reported their calls to it; this is what was known of them by then. */
  failedAgain(others: Others): void {
    if (this.#others.includes(others)) return;
    const saysMore = (older: Others) =>
      older.reserved > others.reserved ||
      older.used.some((used, index) => used > (others.used[index] ?? 0));
    this.#others = [...this.#others.filter(saysMore), others];
  }

  /** Calls that this process may reserve now. */
  room(now: number): number {
    const rooms = this.#windows.map((_window, index) => this.#roomAt(index, now, true));
    return Math.max(0, Math.min(...rooms));
  }

  /**
   * Milliseconds until this process may reserve so many calls; Infinity if it never may, alone.
   * @param withReserved false as if every reserved call were released unused
   */
  waitFor(calls: number, now: number, withReserved = true): number {
    const waits = this.#windows.map((_window, index) => {
      const fitsAt = (at: number) => this.#roomAt(index, at, withReserved) >= calls;
      if (fitsAt(now)) return 0;
      const { spanMs } = this.#windows[index]!;
      const changes = [
        ...this.#own.all(now).map(({ at }) => at + spanMs),
        ...this.#others.map(({ at }) => at + spanMs),
      ].filter((at) => at > now);
      const fits = changes.sort((one, other) => one - other).find(fitsAt);
      return fits === undefined ? Infinity : fits - now;
    });
    return Math.max(...waits);
  }

  #roomAt(index: number, at: number, withReserved: boolean): number {
    const replicas = this.#replicas();
    const { calls: limit, spanMs } = this.#windows[index]!;
    const from = at - spanMs;
    const before = this.#own.count(from, this.since);
    const mine = this.#own.count(Math.max(from, this.since - 1));
    const others = Math.max(
      ...this.#others.map((known) => {
        const reserved = withReserved && at < known.at + spanMs ? known.reserved : 0;
        return stillCounted(known, index, spanMs, at) + reserved;
      }),
    );
    const { shared, alone } = withReserved ? this.#reserved : { shared: 0, alone: 0 };
    return Math.floor((limit - before - others - shared) / replicas) - mine - alone;
  }
}
