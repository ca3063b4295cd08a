import { URGENT_MS, type CountedCall, type WindowRules } from '../windows.ts';

interface Reserved {
  left: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What is stored about one name. Times are epoch milliseconds. */
export class MemoryWindow {
  readonly memory: string;
  /** Times of the calls by their ids. */
  readonly calls = new Map<string, number>();
  readonly reservations = new Map<string, Reserved>();
  throttledUntil = 0;
  probeAt = 0;
  isCorrected = false;
  #urgent = 0;
  #urgentUntil = 0;

  constructor(memory: string) {
    this.memory = memory;
  }

  get reserved(): number {
    return [...this.reservations.values()].reduce((sum, { left }) => sum + left, 0);
  }

  forgetExpired({ windows }: WindowRules, now: number): void {
    const longest = Math.max(...windows.map(({ spanMs }) => spanMs));
    for (const [id, at] of this.calls) if (at <= now - longest) this.calls.delete(id);
    for (const [id, { until }] of this.reservations) if (until <= now) this.reservations.delete(id);
  }

  /** Counts a call once, however often it is told. */
  count(
    { id, reservation, agoMs }: CountedCall,
    { windows, probeEveryMs }: WindowRules,
    now: number,
  ) {
    const at = now - agoMs;
    const longest = Math.max(...windows.map(({ spanMs }) => spanMs));
    if (this.calls.has(id) || at <= now - longest) return;
    this.calls.set(id, at);
    this.probeAt = Math.max(this.probeAt, at + probeEveryMs);
    const from = reservation === undefined ? undefined : this.reservations.get(reservation);
    if (reservation === undefined || !from) return;
    from.left -= 1;
    if (from.left <= 0) this.reservations.delete(reservation);
  }

  used(spanMs: number, now: number): number {
    return this.#within(spanMs, now).length;
  }

  /** Milliseconds until each window has room for this many more calls. */
  waitFor(calls: number, { windows }: WindowRules, now: number): number {
    const waits = windows.map(({ calls: limit, spanMs }) => {
      if (calls > limit) return Infinity;
      const times = this.#within(spanMs, now);
      const over = times.length + calls - limit;
      return over <= 0 ? 0 : times[over - 1]! + spanMs - now;
    });
    return Math.max(0, ...waits);
  }

  /** Calls that are urgently wanted and were refused. */
  urgent(now: number): number {
    return this.#urgentUntil > now ? this.#urgent : 0;
  }

  urge(calls: number, now: number): void {
    this.#urgent = Math.max(this.urgent(now), calls);
    this.#urgentUntil = now + URGENT_MS;
  }

  /** An urgent reservation was granted; another that still waits will be asked for again. */
  calm(): void {
    this.#urgent = 0;
  }

  /** True when nothing is known that an unknown name would not have. */
  isEmpty(now: number): boolean {
    return (
      this.calls.size === 0 &&
      this.reservations.size === 0 &&
      this.throttledUntil <= now &&
      this.urgent(now) === 0
    );
  }

  #within(spanMs: number, now: number): number[] {
    const times = [...this.calls.values()].filter((at) => at > now - spanMs);
    return times.sort((one, other) => one - other);
  }
}
