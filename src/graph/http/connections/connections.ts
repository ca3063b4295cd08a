/**
 * Connections that one key may have open at a time, of one protocol: each keeps memory and a socket for as long as it
 * is open.
 */
const MAX_CONNECTIONS_PER_KEY = 100;

/**
 * Connections that all keys together may have open at a time, of one protocol: whether a key is one of PostHog's is not
 * known before it is used, so that anybody could make up a new one for every hundred connections.
 */
export const MAX_CONNECTIONS = 10_000;

/** Operations that may be under way on one connection. A browser tab has a handful. */
export const MAX_OPERATIONS_PER_CONNECTION = 100;

/** Bytes that may wait for a client that does not read, beyond which its connection is closed. */
export const MAX_BUFFERED_BYTES = 16_000_000;

/** Counts the open connections, or subscriptions, of each key. */
export class ConnectionCounts {
  readonly #counts = new Map<string, number>();
  readonly #maxPerKey: number;
  #total = 0;

  constructor(maxPerKey = MAX_CONNECTIONS_PER_KEY) {
    this.#maxPerKey = maxPerKey;
  }

  /**
   * Counts a connection.
   * @param credential undefined for callers without a key, who are counted together
   * @returns what ends the count, once; undefined when the key has too many connections, or all keys together have
   */
  open(credential = ''): (() => void) | undefined {
    const count = this.#counts.get(credential) ?? 0;
    if (count >= this.#maxPerKey || this.#total >= MAX_CONNECTIONS) return undefined;
    this.#total += 1;
    this.#counts.set(credential, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#total -= 1;
      const left = (this.#counts.get(credential) ?? 1) - 1;
      if (left > 0) this.#counts.set(credential, left);
      else this.#counts.delete(credential);
    };
  }
}
