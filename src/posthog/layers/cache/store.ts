import { credentialIn } from './key.ts';
import { SharedMemory } from './shared-memory.ts';
import type { CachedRead } from '../../request/ledger.ts';
import type { Tag } from './tags.ts';

/** An answer as it is cached. */
export interface CacheEntry<Value> {
  readonly value: Value;
  readonly bytes: number;
  /** Epoch milliseconds when PostHog answered. */
  readonly asOf: number;
  /** Epoch milliseconds until which it is fresh; after that it is served only when PostHog cannot be reached. */
  readonly freshUntil: number;
  readonly tags: readonly Tag[];
  /** The key and operation the answer belongs to; `held` counts by it. */
  readonly holder: string;
  /** How often the answer was asked for, the read itself included. */
  asks: number;
  /** The read it came from; undefined for a value computed from several, and where nothing is refreshed ahead. */
  readonly read?: CachedRead | undefined;
  /** The reads it was computed from. */
  readonly restsOn?: readonly CachedRead[] | undefined;
}

/**
 * Called with the tags that a write made stale.
 * @param writer credential of the key that it was made with; undefined for a write of another replica
 */
export type WriteListener = (tags: readonly Tag[], writer: string | undefined) => void;

/**
 * Values read from PostHog, with a limit in bytes. Keys begin with the credential, so no other credential can find
 * a value; when memory is short, the credential with the most bytes loses its least recently used values first.
 */
export class CacheStore<Value> {
  readonly #entries: SharedMemory<CacheEntry<Value>>;
  readonly #byTag = new Map<Tag, Set<string>>();
  readonly #byHolder = new Map<string, Set<string>>();
  readonly #listeners = new Set<WriteListener>();
  /** Incremented with each `drop`: a read that was in flight at that moment may be stale. */
  #generation = 0;

  constructor(maxBytes: number) {
    this.#entries = new SharedMemory(maxBytes, credentialIn, (entry, key) => {
      for (const tag of entry.tags) remove(this.#byTag, tag, key);
      remove(this.#byHolder, entry.holder, key);
    });
  }

  get generation(): number {
    return this.#generation;
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#entries.bytes;
  }

  get(key: string): CacheEntry<Value> | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: CacheEntry<Value>): void {
    this.#entries.set(key, entry);
    if (this.#entries.peek(key) !== entry) return;
    for (const tag of entry.tags) add(this.#byTag, tag, key);
    add(this.#byHolder, entry.holder, key);
  }

  /** Whether there is any entry with this tag, fresh or not. */
  holds(tag: Tag): boolean {
    return this.#byTag.has(tag);
  }

  /** Number of this holder's fresh entries, counted up to `most`. */
  held(holder: string, now: number, most = Infinity): number {
    let fresh = 0;
    for (const key of this.#byHolder.get(holder) ?? []) {
      if (fresh >= most) break;
      const entry = this.#entries.peek(key);
      if (entry && entry.freshUntil > now) fresh += 1;
    }
    return fresh;
  }

  /** This holder's entries, fresh or not. Looking at them does not count as use. */
  entriesOf(holder: string): CacheEntry<Value>[] {
    const keys = [...(this.#byHolder.get(holder) ?? [])];
    return keys.map((key) => this.#entries.peek(key)).filter((entry) => entry !== undefined);
  }

  /**
   * Evicts every entry with any of these tags after a write.
   * @param writer credential of the key that it was made with, where it is known
   */
  drop(tags: readonly Tag[], writer?: string): void {
    this.outdate(tags, Infinity);
    for (const listener of this.#listeners) listener(tags, writer);
  }

  /** Evicts every entry with any of these tags that is older than `before` (epoch milliseconds). */
  outdate(tags: readonly Tag[], before: number): void {
    this.#generation += 1;
    for (const tag of tags) {
      for (const key of this.#byTag.get(tag) ?? []) {
        if ((this.#entries.peek(key)?.asOf ?? 0) < before) this.#entries.delete(key);
      }
    }
  }

  /** Evicts everything. */
  clear(): void {
    this.#generation += 1;
    this.#entries.clear();
  }

  /** Notifies `listener` of the tags made stale by each write, until the returned function is called. */
  onWrite(listener: WriteListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function add(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name);
  if (keys) keys.add(key);
  else index.set(name, new Set([key]));
}

function remove(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name);
  keys?.delete(key);
  if (keys?.size === 0) index.delete(name);
}
