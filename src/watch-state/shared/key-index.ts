import type { SharedValues } from '../../shared-store/shared-store.ts';
import { YEAR_MS } from './year.ts';

/** Separates keys: no key has it. */
const LINE = '\n';

/** The keys of a collection, in one value, because the store cannot list keys. */
export class KeyIndex {
  readonly #values: SharedValues;
  readonly #place: string;

  constructor(values: SharedValues, place: string) {
    this.#values = values;
    this.#place = place;
  }

  async keys(): Promise<readonly string[]> {
    return keysIn(await this.#values.get(this.#place));
  }

  /** Makes sure that a key is among them, for a year from now. */
  add(key: string): Promise<void> {
    return this.#change((keys) => (keys.includes(key) ? keys : [...keys, key].toSorted()));
  }

  remove(key: string): Promise<void> {
    return this.#change((keys) => keys.filter((other) => other !== key));
  }

  /** Reads and replaces it until no other process has changed it in between: one of them always gets through. */
  async #change(next: (keys: readonly string[]) => readonly string[]): Promise<void> {
    for (;;) {
      // Each attempt depends on what the one before found.
      // oxlint-disable-next-line no-await-in-loop
      const text = await this.#values.get(this.#place);
      const changed = next(keysIn(text)).join(LINE);
      // oxlint-disable-next-line no-await-in-loop
      const isDone = await (text === undefined
        ? this.#values.add(this.#place, changed, YEAR_MS)
        : this.#values.replace(this.#place, text, changed, YEAR_MS));
      if (isDone) return;
    }
  }
}

const keysIn = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : text.split(LINE);
