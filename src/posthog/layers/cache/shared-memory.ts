import { LRUCache } from 'lru-cache';

interface Sized {
  readonly bytes: number;
}

/** A share that has shrunk to this part of what it was when it was found to be the largest is measured anew. */
const SHRUNK = 0.75;

/**
 * A cache bounded in bytes that its owners share. When it is full, the owner that holds the most loses what
 * it has not used for the longest time: whoever floods the cache pushes out nothing but its own.
 */
export class SharedMemory<Value extends Sized> {
  readonly #maxBytes: number;
  readonly #ownerOf: (key: string) => string;
  readonly #dispose: (value: Value, key: string) => void;
  readonly #owners = new Map<string, LRUCache<string, Value>>();
  #bytes = 0;
  /** The owner that gives way next, and what it held when it was chosen. */
  #largest: { readonly owner: string; readonly bytes: number } | undefined;

  /**
   * @param ownerOf whose a key is
   * @param dispose called for everything that leaves, for whatever reason
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

  /** Bytes of everything that is held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many owners hold something. */
  get owners(): number {
    return this.#owners.size;
  }

  get(key: string): Value | undefined {
    return this.#owners.get(this.#ownerOf(key))?.get(key);
  }

  /** The same, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#owners.get(this.#ownerOf(key))?.peek(key);
  }

  /** Holds a value; what is larger than the whole cache is not held. */
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
