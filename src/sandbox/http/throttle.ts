import { throttled } from '../model/errors.ts';

interface Rate {
  requests: number;
  windowMs: number;
}

/** PostHog's burst and sustained throttles for personal API keys (docs/posthog/rate-limits.md). */
const RATES: readonly Rate[] = [
  { requests: 480, windowMs: 60_000 },
  { requests: 4_800, windowMs: 3_600_000 },
];

/** Sliding windows per key, counted the way DRF's SimpleRateThrottle counts. */
export class Throttle {
  /** Times of accepted requests per key and rate, oldest first. */
  readonly #history = new Map<string, number[][]>();

  /** Counts one request of `key`. @throws ApiError 429 with the longest wait when a window is full */
  check(key: string, now: number): void {
    let wait: number | null = null;
    for (const [index, rate] of RATES.entries()) {
      const times = this.#times(key, index);
      dropOld(times, now - rate.windowMs);
      if (times.length >= rate.requests) {
        const untilFree = ((times[0] ?? now) + rate.windowMs - now) / 1_000;
        wait = Math.max(wait ?? 0, untilFree);
      } else {
        times.push(now);
      }
    }
    if (wait !== null) throw throttled(wait);
  }

  /** Records `count` past requests of `key`, the oldest `withinMs / 2` ago, at equal intervals until now. */
  prefill(key: string, count: number, withinMs: number, now: number): void {
    for (const index of RATES.keys()) {
      const times = this.#times(key, index);
      for (let n = count; n > 0; n -= 1) times.push(now - (withinMs / 2) * (n / count));
    }
  }

  clear(): void {
    this.#history.clear();
  }

  #times(key: string, rate: number): number[] {
    const known = this.#history.get(key) ?? RATES.map(() => []);
    this.#history.set(key, known);
    return known[rate] ?? [];
  }
}

function dropOld(times: number[], before: number): void {
  const fresh = times.findIndex((time) => time > before);
  times.splice(0, fresh === -1 ? times.length : fresh);
}
