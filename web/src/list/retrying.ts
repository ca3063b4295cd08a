import type { Failure } from '../graph/failure.ts';

/** Seconds before the first repetition; each further one waits twice as long, up to the longest. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 60;

/** Repeats what has failed: when the API says that it may work again, otherwise after a wait that doubles. */
export class Retrying {
  readonly #again: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(again: () => void) {
    this.#again = again;
  }

  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  /** @returns when it is repeated; undefined for a failure that would come again */
  after({
    canRetry,
    retryAfterSeconds,
  }: Pick<Failure, 'canRetry' | 'retryAfterSeconds'>): Date | undefined {
    if (!canRetry) return undefined;
    const seconds = retryAfterSeconds ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#again();
    }, seconds * 1_000);
    return new Date(Date.now() + seconds * 1_000);
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Does not wait any longer; the caller repeats it. */
  now(): void {
    this.stop();
    this.#failures = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
