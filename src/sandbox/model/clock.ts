import { DAY_MS } from './zone.ts';

const SPAN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/;
const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** Limits of the clock: PostHog writes years with four digits. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(3000, 0, 1) - 1;

/** Called after time has passed, with the last time already handled and the current one. */
export type TimeMoved = (from: Date, to: Date) => void;

/** A clock that runs at real speed and can be set, advanced and paused. */
export class SandboxClock {
  #offset = 0;
  #held: number | null = null;
  #handled: number;
  readonly #hooks: TimeMoved[] = [];

  constructor(start: Date = new Date()) {
    this.#offset = start.getTime() - Date.now();
    this.#handled = start.getTime();
  }

  now(): Date {
    return new Date(this.#held ?? Date.now() + this.#offset);
  }

  iso(): string {
    return this.now().toISOString();
  }

  /** Daily jobs and recalculations subscribe here; they run in `settle`. */
  onMove(hook: TimeMoved): void {
    this.#hooks.push(hook);
  }

  /** Calls the hooks with the time that has passed since their last call. */
  settle(): void {
    const from = this.#handled;
    const to = this.now().getTime();
    if (to <= from) return;
    this.#handled = to;
    for (const hook of this.#hooks) hook(new Date(from), new Date(to));
  }

  /**
   * Sets the time and runs the jobs that are due; setting it back runs nothing.
   * @throws RangeError for a time outside the years 2000 to 2999
   */
  set(time: Date): void {
    if (!(time.getTime() >= EARLIEST && time.getTime() <= LATEST)) {
      throw new RangeError('The clock can only be set to the years 2000 to 2999.');
    }
    this.#offset = time.getTime() - Date.now();
    if (time.getTime() < this.#handled) this.#handled = time.getTime();
    this.settle();
  }

  /** Advances by `14d`, `90m`, `2h` … @throws RangeError when the span is invalid or too long */
  advance(span: string): void {
    const [, amount, unit] = SPAN.exec(span) ?? [];
    const unitMs = UNIT_MS[unit ?? ''];
    if (amount === undefined || unitMs === undefined) {
      throw new RangeError(
        `not a duration: ${JSON.stringify(span)} (use for example "14d", "12h" or "30m")`,
      );
    }
    this.set(new Date(this.now().getTime() + Number(amount) * unitMs));
  }

  /** Restarts at `time` without calling the hooks, because the store is replaced as well. */
  restart(time: Date): void {
    this.#offset = time.getTime() - Date.now();
    this.#handled = time.getTime();
  }

  /** Runs `work` with the clock paused at `at`, so that its result is reproducible. */
  hold<Result>(at: Date, work: () => Result): Result {
    this.#held = at.getTime();
    try {
      return work();
    } finally {
      this.#held = null;
    }
  }
}
