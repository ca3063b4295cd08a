/**
 * Connections that one key may have open at a time, of one protocol: each keeps memory and a socket for as long as it
 * is open.
 */
const MAX_CONNECTIONS_PER_KEY = 100;

/** Connections that all keys together may have open at a time, of one protocol. */
export const MAX_CONNECTIONS = 10_000;

/**
 * How many of them may be of keys that PostHog has not accepted when the connection is opened: anybody could make up a new
 * key for every hundred connections, and leave none to the keys that are in use.
 */
export const MAX_CONNECTIONS_OF_STRANGERS = MAX_CONNECTIONS / 2;

/** Operations that may be under way on one connection. A browser tab has a handful. */
export const MAX_OPERATIONS_PER_CONNECTION = 100;

/** Bytes that may wait for a client that does not read, beyond which its connection is closed. */
export const MAX_BUFFERED_BYTES = 16_000_000;

/** Whose a connection is. */
export interface ConnectionOwner {
  /** The name of the key; undefined for callers without one, who are counted together. */
  readonly credential: string | undefined;
  /** Whether PostHog has recently accepted the key. */
  readonly isAccepted: boolean;
}

/** Counts the open connections, or subscriptions, of each key. */
export class ConnectionCounts {
  readonly #counts = new Map<string, number>();
  readonly #maxPerKey: number;
  #total = 0;
  #ofStrangers = 0;

  constructor(maxPerKey = MAX_CONNECTIONS_PER_KEY) {
    this.#maxPerKey = maxPerKey;
  }

  /**
   * Counts a connection.
   * @returns what ends the count, once; undefined when the key has too many connections, or all keys together have, or
   * all that PostHog has not accepted
   */
  open({ credential = '', isAccepted }: ConnectionOwner): (() => void) | undefined {
    const count = this.#counts.get(credential) ?? 0;
    if (count >= this.#maxPerKey || this.#total >= MAX_CONNECTIONS) return undefined;
    if (!isAccepted && this.#ofStrangers >= MAX_CONNECTIONS_OF_STRANGERS) return undefined;
    this.#total += 1;
    if (!isAccepted) this.#ofStrangers += 1;
    this.#counts.set(credential, count + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#total -= 1;
      // As it was counted: PostHog may have accepted or refused the key since.
      if (!isAccepted) this.#ofStrangers -= 1;
      const left = (this.#counts.get(credential) ?? 1) - 1;
      if (left > 0) this.#counts.set(credential, left);
      else this.#counts.delete(credential);
    };
  }
}
