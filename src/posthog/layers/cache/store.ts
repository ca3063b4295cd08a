import { SharedMemory } from './shared-memory.ts';
import type { Tag } from './tags.ts';

/** An answer as it is kept. */
export interface CacheEntry<Value> {
  readonly value: Value;
  readonly bytes: number;
  /** Epoch milliseconds when PostHog gave it. */
  readonly asOf: number;
  /** Epoch milliseconds until which it is fresh; after that it only serves when PostHog cannot. */
  readonly freshUntil: number;
  readonly tags: readonly Tag[];
  /** Whose answer of which operation it is; `held` counts by it. */
  readonly holder: string;
}

/** Hears what a write made untrue. */
export type WriteListener = (tags: readonly Tag[]) => void;

/** Keys begin with the credential and a space. */
const credentialIn = (key: string) => key.slice(0, key.indexOf(' '));

/**
 * Things read from PostHog, bounded in bytes. Keys begin with the credential, so nothing is ever found by
 * another key; when memory is short, the credential that holds the most loses its longest unused first.
 */
export class CacheStore<Value> {
  readonly #kept: SharedMemory<CacheEntry<Value>>;
  readonly #byTag = new Map<Tag, Set<string>>();
  readonly #byHolder = new Map<string, Set<string>>();
  readonly #listeners = new Set<WriteListener>();
  /** Grows with each drop: what was being read when it grew may be out of date. */
  #generation = 0;

  constructor(maxBytes: number) {
    this.#kept = new SharedMemory(maxBytes, credentialIn, (kept, key) => {
      for (const tag of kept.tags) remove(this.#byTag, tag, key);
      remove(this.#byHolder, kept.holder, key);
    });
  }

  get generation(): number {
    return this.#generation;
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  get(key: string): CacheEntry<Value> | undefined {
    return this.#kept.get(key);
  }

  set(key: string, kept: CacheEntry<Value>): void {
    this.#kept.set(key, kept);
    if (this.#kept.peek(key) !== kept) return;
    for (const tag of kept.tags) add(this.#byTag, tag, key);
    add(this.#byHolder, kept.holder, key);
  }

  /** How many fresh ones of this holder there are; counting ends at `most`. */
  held(holder: string, now: number, most = Infinity): number {
    let fresh = 0;
    for (const key of this.#byHolder.get(holder) ?? []) {
      if (fresh >= most) break;
      const kept = this.#kept.peek(key);
      if (kept && kept.freshUntil > now) fresh += 1;
    }
    return fresh;
  }

  /** Forgets everything that speaks of any of these, because something was written. */
  drop(tags: readonly Tag[]): void {
    this.outdate(tags, Infinity);
    for (const listener of this.#listeners) listener(tags);
  }

  /** Forgets what speaks of any of these and is from before a moment (epoch milliseconds). */
  outdate(tags: readonly Tag[], before: number): void {
    this.#generation += 1;
    for (const tag of tags) {
      for (const key of this.#byTag.get(tag) ?? []) {
        if ((this.#kept.peek(key)?.asOf ?? 0) < before) this.#kept.delete(key);
      }
    }
  }

  /** Tells of every write what it made untrue, until the function returned is called. */
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
