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

/** Persists a sandbox's state in a file, which is read at start and written shortly after changes and at shutdown. */
export class StateSaver {
  readonly #path: string;
  readonly #installation: SandboxState;
  readonly #onFailure: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  /** Number of failed saves since the last successful one. */
  #failures = 0;

  /** @param onFailure called for every failed save, which is then retried */
  constructor(path: string, sandboxState: SandboxState, onFailure: (error: unknown) => void) {
    this.#path = path;
    this.#installation = sandboxState;
    this.#onFailure = onFailure;
  }

  /**
   * Restores the state from the file and runs the daily jobs of the time that has passed since.
   * @returns whether the file existed
   * @throws StateFileError when the file is invalid, or could not be written later
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
      // Reads every row, so that missing fields and fields of a wrong type cause an error now.
      fullState(store);
    } catch (error) {
      throw broken(this.#path, error instanceof Error ? error.message : String(error));
    }
    return true;
  }

  /** Schedules a write after a change; a burst of changes causes one write. */
  touch(): void {
    this.#timer ??= this.#later(SAVE_AFTER_MS);
  }

  /** Writes immediately, and not again afterwards. @throws StateFileError when it cannot */
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
