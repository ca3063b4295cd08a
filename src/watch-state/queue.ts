import type { QueueEntry, StateCollection, StateQueue } from './watch-state.ts';

/** Digits of an id: enough for epoch milliseconds until the year 33658. */
const DIGITS = 15;

/** A queue whose entries are values of a collection, under keys that increase. */
export class CollectionQueue<Value> implements StateQueue<Value> {
  readonly #values: StateCollection<Value>;
  readonly #now: () => number;
  #last: number | undefined;

  /**
   * @param values holds the entries, and nothing else
   * @param now epoch milliseconds, which ids begin with, so that none is used again after the queue was empty
   */
  constructor(values: StateCollection<Value>, now: () => number) {
    this.#values = values;
    this.#now = now;
  }

  async append(value: Value): Promise<string> {
    this.#last ??= await this.#lastId();
    for (;;) {
      const next = Math.max(this.#now(), this.#last + 1);
      this.#last = next;
      const id = String(next).padStart(DIGITS, '0');
      // Each attempt depends on the one before.
      // oxlint-disable-next-line no-await-in-loop
      if (await this.#values.add(id, value)) return id;
      // Another process appended it.
      // oxlint-disable-next-line no-await-in-loop
      this.#last = Math.max(this.#last, await this.#lastId());
    }
  }

  async read(count: number): Promise<readonly QueueEntry<Value>[]> {
    const ids = (await this.#values.keys()).slice(0, count);
    const entries = await Promise.all(
      ids.map(async (id) => ({ id, value: await this.#values.get(id) })),
    );
    return entries.flatMap(({ id, value }) => (value === undefined ? [] : [{ id, value }]));
  }

  async size(): Promise<number> {
    return (await this.#values.keys()).length;
  }

  remove(id: string): Promise<boolean> {
    return this.#values.delete(id);
  }

  async #lastId(): Promise<number> {
    return Number((await this.#values.keys()).at(-1) ?? 0);
  }
}
