import { fullState } from './state.ts';
import type { SandboxState } from '../http/state.ts';
import {
  broken,
  checkWritable,
  readStateFile,
  StateFileError,
  writeStateFile,
} from './state-file.ts';

const SAVE_AFTER_MS = 500;
const LONGEST_RETRY_MS = 60_000;

/** Keeps a sandbox's state in a file: read at start, written a moment after changes and at the end. */
export class StateSaver {
  readonly #path: string;
  readonly #installation: SandboxState;
  readonly #onFailure: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  /** Saves that failed since the last one that did not. */
  #failures = 0;

  /** @param onFailure told of every save that failed and is tried again */
  constructor(path: string, sandboxState: SandboxState, onFailure: (error: unknown) => void) {
    this.#path = path;
    this.#installation = sandboxState;
    this.#onFailure = onFailure;
  }

  /**
   * Takes up where the file left off; the time that passed meanwhile gets its daily jobs.
   * @returns whether there was a file
   * @throws StateFileError when the file is no state, or could not be written later
   */
  restore(): boolean {
    const saved = readStateFile(this.#path);
    checkWritable(this.#path);
    if (!saved) return false;
    const { store, clock } = this.#installation;
    try {
      store.restore(saved.snapshot);
      clock.restart(saved.now);
      if (Date.now() > saved.now.getTime()) clock.set(new Date());
      // Rows with fields that are missing or of another type show when they are read.
      fullState(store);
    } catch (error) {
      throw broken(this.#path, error instanceof Error ? error.message : String(error));
    }
    return true;
  }

  /** Something changed: write soon, once for a burst of changes. */
  touch(): void {
    this.#timer ??= this.#later(SAVE_AFTER_MS);
  }

  /** Writes now, and nothing after that. @throws StateFileError when it cannot */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { store, clock } = this.#installation;
    writeStateFile(this.#path, { now: clock.now(), snapshot: store.snapshot() });
  }

  #later(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#try();
    }, ms).unref();
  }

  #try(): void {
    try {
      this.save();
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      const wait = Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** (this.#failures - 1));
      this.#timer = this.#later(wait);
      const why = error instanceof StateFileError ? error.message : String(error);
      this.#onFailure(
        new StateFileError(`${why} The next attempt is in ${wait / 1_000} s.`, { cause: error }),
      );
    }
  }
}
