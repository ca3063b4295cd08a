/** Ends of workers within this time count together. */
const WINDOW_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** With so many ends within the window, workers will not recover by being started again. */
const TOO_MANY = 10;

export interface Restart {
  /** Milliseconds until a worker is started in place of the one that has ended. */
  readonly pauseMs: number;
  /** Whether workers have ended too often lately to go on when none of them serves. */
  readonly isTooOften: boolean;
}

/** Decides when a worker is started again. Each further end within a minute doubles the pause. */
export class Restarts {
  #endedAt: number[] = [];
  #count = 0;

  /** Workers that have ended, and were not asked to. */
  get count(): number {
    return this.#count;
  }

  /** @param now milliseconds of a clock that is never set back */
  ended(now: number): Restart {
    this.#count += 1;
    this.#endedAt = [...this.#endedAt.filter((at) => now - at < WINDOW_MS), now];
    const lately = this.#endedAt.length;
    return {
      pauseMs: Math.min(FIRST_PAUSE_MS * 2 ** (lately - 1), LONGEST_PAUSE_MS),
      isTooOften: lately >= TOO_MANY,
    };
  }
}
