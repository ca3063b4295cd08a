type Key = string | number;

/** Functions that return a row's key in each index; undefined omits the row. */
type Indexes<Row, Name extends string> = Record<Name, (row: Row) => Key | undefined>;

/**
 * Rows of one kind in insertion order, with indexes that stay consistent as long as all changes go through
 * `insert`, `update` and `remove`.
 */
export class Collection<Id extends Key, Row extends { id: Id }, Index extends string = never> {
  readonly #rows = new Map<Id, Row>();
  readonly #indexes: [string, (row: Row) => Key | undefined][];
  readonly #filed = new Map<string, Map<Key, Set<Row>>>();

  constructor(indexes: Indexes<Row, Index>) {
    this.#indexes = Object.entries(indexes);
    for (const [name] of this.#indexes) this.#filed.set(name, new Map());
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: Id | null | undefined): Row | undefined {
    return id == null ? undefined : this.#rows.get(id);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  /** Rows with this `key` in an index, in insertion order. */
  by(index: Index, key: Key): Row[] {
    return [...(this.#filed.get(index)?.get(key) ?? [])];
  }

  insert(row: Row): Row {
    this.#rows.set(row.id, row);
    this.#file(row);
    return row;
  }

  /** Changes a row in place and updates the indexes. */
  update(row: Row, change: Partial<Row>): Row {
    const before = this.#indexes.map(([, keyOf]) => keyOf(row));
    Object.assign(row, change);
    // A row whose key stays the same keeps its place among the rows of that key.
    for (const [at, [name, keyOf]] of this.#indexes.entries()) {
      const [old, key] = [before[at], keyOf(row)];
      if (old === key) continue;
      if (old !== undefined) this.#filed.get(name)?.get(old)?.delete(row);
      if (key !== undefined) this.#fileUnder(name, key, row);
    }
    return row;
  }

  remove(id: Id): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#unfile(row);
    this.#rows.delete(id);
  }

  /** Fills an empty collection from stored JSON. @throws TypeError for a value that is not a row with an id. */
  load(rows: readonly unknown[]): void {
    for (const row of rows) {
      if (!this.#isRow(row)) throw new TypeError('a stored row has no id');
      this.insert(row);
    }
  }

  clear(): void {
    this.#rows.clear();
    for (const filed of this.#filed.values()) filed.clear();
  }

  /** A stored row is trusted to be what the collection once wrote; only its id is checked. */
  #isRow(value: unknown): value is Row {
    return typeof value === 'object' && value !== null && 'id' in value;
  }

  #file(row: Row): void {
    for (const [name, keyOf] of this.#indexes) {
      const key = keyOf(row);
      if (key !== undefined) this.#fileUnder(name, key, row);
    }
  }

  #fileUnder(name: string, key: Key, row: Row): void {
    const filed = this.#filed.get(name);
    const rows = filed?.get(key);
    if (rows) rows.add(row);
    else filed?.set(key, new Set([row]));
  }

  #unfile(row: Row): void {
    for (const [name, keyOf] of this.#indexes) {
      const key = keyOf(row);
      if (key !== undefined) this.#filed.get(name)?.get(key)?.delete(row);
    }
  }
}
