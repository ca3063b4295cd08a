import type { Installation } from './installation.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const SAVE_AFTER_MS = 500;

/** Keeps a sandbox's state in a file: read at start, written a moment after changes and at the end. */
export class StateKeeper {
  readonly #path: string;
  readonly #installation: Installation;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, installation: Installation) {
    this.#path = path;
    this.#installation = installation;
  }

  /**
   * Takes up where the file left off; the time that passed meanwhile gets its daily jobs.
   * @returns whether there was a file
   * @throws BrokenStateFileError
   */
  restore(): boolean {
    const saved = readStateFile(this.#path);
    if (!saved) return false;
    const { store, clock } = this.#installation;
    store.restore(saved.snapshot);
    clock.restart(saved.now);
    if (Date.now() > saved.now.getTime()) clock.set(new Date());
    return true;
  }

  /** Something changed: write soon, once for a burst of changes. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.save();
    }, SAVE_AFTER_MS).unref();
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { store, clock } = this.#installation;
    writeStateFile(this.#path, { now: clock.now(), snapshot: store.snapshot() });
  }
}
