/**
 * Values in places that are used again. For what comes and goes with every call: a Set or a Map of such values replaces
 * its hash table every few deletions, and each table that is dropped refers to the next one. A table that has reached the
 * old generation thereby takes all later ones there, with the values in them, and they stay until a full collection.
 */
export class Places<Value> {
  readonly #values: (Value | undefined)[] = [];
  readonly #free: number[] = [];

  /** @returns its place, for `get` and `remove` */
  add(value: Value): number {
    const place = this.#free.pop() ?? this.#values.length;
    this.#values[place] = value;
    return place;
  }

  get(place: number): Value | undefined {
    return this.#values[place];
  }

  /** To be called once for each place. */
  remove(place: number): void {
    this.#values[place] = undefined;
    this.#free.push(place);
  }

  *[Symbol.iterator](): Iterator<Value> {
    for (const value of this.#values) if (value !== undefined) yield value;
  }
}
