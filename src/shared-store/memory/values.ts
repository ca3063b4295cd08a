import type { SharedValues } from '../shared-store.ts';

interface Expiring {
  readonly value: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Expired values are deleted when this many more have been set. */
const SWEEP_EVERY = 1_000;

/** Values in the memory of this process. */
export class MemoryValues implements SharedValues {
  readonly #now: () => number;
  readonly #values = new Map<string, Expiring>();
  #sets = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Values that are stored, including those that have expired and are not deleted yet. */
  get size(): number {
    return this.#values.size;
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#live(key));
  }

  set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#put(key, value, ttlMs);
    return Promise.resolve();
  }

  add(key: string, value: string, ttlMs: number): Promise<boolean> {
    const isFree = this.#live(key) === undefined;
    if (isFree) this.#put(key, value, ttlMs);
    return Promise.resolve(isFree);
  }

  replace(key: string, expected: string, value: string, ttlMs: number): Promise<boolean> {
    const isExpected = this.#live(key) === expected;
    if (isExpected) this.#put(key, value, ttlMs);
    return Promise.resolve(isExpected);
  }

  delete(key: string, expected?: string): Promise<boolean> {
    const value = this.#live(key);
    const isDeleted = value !== undefined && (expected === undefined || value === expected);
    if (isDeleted) this.#values.delete(key);
    return Promise.resolve(isDeleted);
  }

  #live(key: string): string | undefined {
    const found = this.#values.get(key);
    return found && found.until > this.#now() ? found.value : undefined;
  }

  #put(key: string, value: string, ttlMs: number): void {
    this.#values.set(key, { value, until: this.#now() + ttlMs });
    this.#sets += 1;
    if (this.#sets % SWEEP_EVERY === 0) this.#sweep();
  }

  #sweep(): void {
    const now = this.#now();
    for (const [key, { until }] of this.#values) if (until <= now) this.#values.delete(key);
  }
}
