import { KEPT_MS, type History } from './history.ts';
import { readSighting, writeSighting, type WrittenAnswers } from './sighting.ts';
import type { Check } from './topic.ts';

interface LastKept {
  readonly id: string;
  readonly digest: string;
  /** Epoch milliseconds of the check it was kept after. */
  readonly at: number;
}

/** Keeps what a poller sees in a history, unless it is what was kept last. */
export class Keeper {
  readonly #history: History;
  #last: LastKept | undefined;
  #hasLooked = false;

  constructor(history: History) {
    this.#history = history;
  }

  /**
   * Keeps a state, where it differs from the last one.
   * @returns the id of its events
   * @throws StoreUnavailable
   */
  keep(answers: WrittenAnswers, check: Check, calls: number): Promise<string> {
    return this.#keep(answers.digest, check, () => writeSighting(answers, check, calls));
  }

  /**
   * The same for a state that another history has kept.
   * @returns undefined for a text of another version of this server
   * @throws StoreUnavailable
   */
  async copy(text: string): Promise<string | undefined> {
    const sighting = readSighting(text);
    return sighting && this.#keep(sighting.digest, sighting.check, () => text);
  }

  /** Another replica has kept something: the last state has to be looked up again. */
  forget(): void {
    this.#hasLooked = false;
  }

  async #keep(digest: string, check: Check, write: () => string): Promise<string> {
    const last = await this.#lastKept();
    const at = check.at.getTime();
    // A state that lasts is kept again from time to time, so that the history of a topic that is watched never expires.
    if (last?.digest === digest && at - last.at < KEPT_MS / 2) return last.id;
    const id = await this.#history.append(write());
    this.#last = { id, digest, at };
    return id;
  }

  async #lastKept(): Promise<LastKept | undefined> {
    if (this.#hasLooked) return this.#last;
    const kept = await this.#history.last();
    const sighting = kept && readSighting(kept.text);
    this.#last = sighting && {
      id: kept.id,
      digest: sighting.digest,
      at: sighting.check.at.getTime(),
    };
    this.#hasLooked = true;
    return this.#last;
  }
}
