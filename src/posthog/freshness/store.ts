import { LRUCache } from 'lru-cache';
import type { Tag } from './tags.ts';

/** An answer as it is kept. */
export interface Kept<Value> {
  readonly value: Value;
  readonly bytes: number;
  /** Epoch milliseconds when PostHog gave it. */
  readonly asOf: number;
  /** Epoch milliseconds until which it is fresh; after that it only serves when PostHog cannot. */
  readonly freshUntil: number;
  readonly tags: readonly Tag[];
}

/**
 * Things read from PostHog, bounded in bytes, the longest unused dropped first. Keys begin with the
 * credential, so nothing is ever found by another key.
 */
export class FreshnessStore<Value> {
  readonly #kept: LRUCache<string, Kept<Value>>;
  readonly #byTag = new Map<Tag, Set<string>>();
  /** Grows with each drop: what was being read when it grew may be out of date. */
  #generation = 0;

  constructor(maxBytes: number) {
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => Math.max(1, bytes),
      dispose: (kept, key) => this.#untag(key, kept.tags),
    });
  }

  get generation(): number {
    return this.#generation;
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  get(key: string): Kept<Value> | undefined {
    return this.#kept.get(key);
  }

  set(key: string, kept: Kept<Value>): void {
    this.#kept.set(key, kept);
    if (!this.#kept.has(key)) return;
    for (const tag of kept.tags) {
      const keys = this.#byTag.get(tag);
      if (keys) keys.add(key);
      else this.#byTag.set(tag, new Set([key]));
    }
  }

  /** Forgets everything that speaks of any of these. */
  drop(tags: Iterable<Tag>): void {
    this.#generation += 1;
    for (const tag of tags) {
      for (const key of this.#byTag.get(tag) ?? []) this.#kept.delete(key);
    }
  }

  #untag(key: string, tags: readonly Tag[]): void {
    for (const tag of tags) {
      const keys = this.#byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#byTag.delete(tag);
    }
  }
}
