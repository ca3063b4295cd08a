/**
 * Connections that one key may have open at a time, of one protocol: each keeps memory and a socket for as long as it
 * is open.
 */
const MAX_CONNECTIONS_PER_KEY = 100;

/** Operations that may be under way on one connection. A browser tab has a handful. */
export const MAX_OPERATIONS_PER_CONNECTION = 100;

/** Counts the open connections of each key. */
export class ConnectionCounts {
  readonly #counts = new Map<string, number>();

  /**
   * Counts a connection.
   * @param credential undefined for callers without a key, who are counted together
   * @returns what ends the count, once; undefined when the key has too many connections
   */
  open(credential = ''): (() => void) | undefined {
    const count = this.#counts.get(credential) ?? 0;
    if (count >= MAX_CONNECTIONS_PER_KEY) return undefined;
    this.#counts.set(credential, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#counts.get(credential) ?? 1) - 1;
      if (left > 0) this.#counts.set(credential, left);
      else this.#counts.delete(credential);
    };
  }
}
