import type { z } from 'zod';
import type { SharedValues } from '../../shared-store/shared-store.ts';
import { LONGEST_KEY, parseStored, type StateCollection } from '../watch-state.ts';
import { KeyIndex } from './key-index.ts';
import { YEAR_MS } from './year.ts';

/** Values in the store of the replicas. */
export class SharedCollection<Value> implements StateCollection<Value> {
  readonly #values: SharedValues;
  readonly #shape: z.ZodType<Value>;
  readonly #prefix: string;
  readonly #index: KeyIndex;

  /** @param name begins the keys in the store */
  constructor(values: SharedValues, name: string, shape: z.ZodType<Value>) {
    this.#values = values;
    this.#shape = shape;
    this.#prefix = `${name}:value:`;
    this.#index = new KeyIndex(values, `${name}:keys`);
  }

  async get(key: string): Promise<Value | undefined> {
    const place = this.#placeOf(key);
    const text = await this.#values.get(place);
    return text === undefined ? undefined : parseStored(text, this.#shape, place);
  }

  async set(key: string, value: Value): Promise<void> {
    const place = this.#placeOf(key);
    // The key first: a value whose key is not listed would never be found, while a key without a value is passed over.
    await this.#index.add(key);
    await this.#values.set(place, JSON.stringify(value), YEAR_MS);
  }

  async add(key: string, value: Value): Promise<boolean> {
    const place = this.#placeOf(key);
    await this.#index.add(key);
    return this.#values.add(place, JSON.stringify(value), YEAR_MS);
  }

  async delete(key: string): Promise<boolean> {
    const wasThere = await this.#values.delete(this.#placeOf(key));
    await this.#index.remove(key);
    return wasThere;
  }

  async keys(prefix = ''): Promise<readonly string[]> {
    const keys = await this.#index.keys();
    return keys.filter((key) => key.startsWith(prefix));
  }

  async entries(prefix?: string): Promise<readonly (readonly [string, Value])[]> {
    const keys = await this.keys(prefix);
    const values = await Promise.all(keys.map((key) => this.get(key)));
    return keys.flatMap((key, index) => {
      const value = values[index];
      return value === undefined ? [] : [[key, value] as const];
    });
  }

  #placeOf(key: string): string {
    if (key === '' || key.length > LONGEST_KEY || key.includes('\n'))
      throw new RangeError(`A key has 1 to ${LONGEST_KEY} characters, in one line: ${key}`);
    return this.#prefix + key;
  }
}
