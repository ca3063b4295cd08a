interface LiveKey {
  readonly credential: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/**
 * Counts the idempotency keys that each credential has in use at this replica. Those that end first come first, since
 * all last equally long.
 */
export class LiveKeys {
  readonly #keys = new Map<string, LiveKey>();
  readonly #counts = new Map<string, number>();

  /** Idempotency keys of all credentials. */
  get size(): number {
    return this.#keys.size;
  }

  /** The number that a credential has in use. */
  count(credential: string, now: number): number {
    for (const [name, { until }] of this.#keys) {
      if (until > now) break;
      this.delete(name);
    }
    return this.#counts.get(credential) ?? 0;
  }

  add(name: string, key: LiveKey): void {
    this.delete(name);
    this.#keys.set(name, key);
    this.#counts.set(key.credential, (this.#counts.get(key.credential) ?? 0) + 1);
  }

  delete(name: string): void {
    const key = this.#keys.get(name);
    if (!key) return;
    this.#keys.delete(name);
    const left = (this.#counts.get(key.credential) ?? 1) - 1;
    if (left > 0) this.#counts.set(key.credential, left);
    else this.#counts.delete(key.credential);
  }
}
