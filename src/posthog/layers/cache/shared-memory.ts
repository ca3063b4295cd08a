import { LRUCache } from 'lru-cache';

interface Sized {
  readonly bytes: number;
}

/** When the largest owner's share has shrunk to this fraction, the largest owner is determined again. */
const SHRUNK = 0.75;

/**
 * A cache with a byte limit shared by several owners. When it is full, the owner with the most bytes loses its
 * least recently used entries, so an owner that floods the cache evicts only its own.
 */
export class SharedMemory<Value extends Sized> {
  readonly #maxBytes: number;
  readonly #ownerOf: (key: string) => string;
  readonly #dispose: (value: Value, key: string) => void;
  readonly #owners = new Map<string, LRUCache<string, Value>>();
  #bytes = 0;
  /** The owner whose entries are evicted next, and its bytes when it was chosen. */
  #largest: { readonly owner: string; readonly bytes: number } | undefined;

  /**
   * @param ownerOf returns the owner of a key
   * @param dispose called for every entry that is removed, for whatever reason
   */
  constructor(
    maxBytes: number,
    ownerOf: (key: string) => string,
    dispose: (value: Value, key: string) => void,
  ) {
    this.#maxBytes = maxBytes;
    this.#ownerOf = ownerOf;
    this.#dispose = dispose;
  }

  /** Total bytes of all entries. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Number of entries. */
  get size(): number {
    let size = 0;
    for (const held of this.#owners.values()) size += held.size;
    return size;
  }

  /** Number of owners that have entries. */
  get owners(): number {
    return this.#owners.size;
  }

  get(key: string): Value | undefined {
    return this.#owners.get(this.#ownerOf(key))?.get(key);
  }

  /** Like `get`, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#owners.get(this.#ownerOf(key))?.peek(key);
  }

  /** Stores a value; a value larger than the whole cache is not stored. */
  set(key: string, value: Value): void {
    const owner = this.#ownerOf(key);
    const held = this.#owners.get(owner) ?? this.#open(owner);
    this.#measured(owner, held, () => held.set(key, value));
    const largest = this.#largest;
    if (largest === undefined || held.calculatedSize > largest.bytes)
      this.#largest = { owner, bytes: held.calculatedSize };
    while (this.#bytes > this.#maxBytes) this.#giveWay();
  }

  delete(key: string): void {
    const owner = this.#ownerOf(key);
    const held = this.#owners.get(owner);
    if (held) this.#measured(owner, held, () => held.delete(key));
  }

  clear(): void {
    for (const [owner, held] of this.#owners)
      this.#measured(owner, held, () => {
        held.clear();
      });
  }

  #open(owner: string): LRUCache<string, Value> {
    const held = new LRUCache<string, Value>({
      maxSize: this.#maxBytes,
      sizeCalculation: ({ bytes }) => Math.max(1, bytes),
      dispose: this.#dispose,
    });
    this.#owners.set(owner, held);
    return held;
  }

  #measured(owner: string, held: LRUCache<string, Value>, change: () => void): void {
    const before = held.calculatedSize;
    change();
    this.#bytes += held.calculatedSize - before;
    if (held.size === 0) this.#owners.delete(owner);
  }

  #giveWay(): void {
    let chosen = this.#largest;
    let held = chosen && this.#owners.get(chosen.owner);
    if (!chosen || !held || held.calculatedSize < chosen.bytes * SHRUNK) {
      [chosen, held] = this.#findLargest();
      this.#largest = chosen;
    }
    const { owner } = chosen;
    const losing = held;
    this.#measured(owner, losing, () => losing.pop());
  }

  #findLargest(): [{ owner: string; bytes: number }, LRUCache<string, Value>] {
    let largest: [string, LRUCache<string, Value>] | undefined;
    for (const one of this.#owners)
      if (!largest || one[1].calculatedSize > largest[1].calculatedSize) largest = one;
    if (!largest) throw new Error('The cache is empty although bytes are counted.');
    const [owner, held] = largest;
    return [{ owner, bytes: held.calculatedSize }, held];
  }
}
