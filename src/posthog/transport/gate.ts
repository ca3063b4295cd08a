import type { Layer } from './exchange.ts';

type Release = () => void;

const abandoned = () => new Error('aborted while waiting for a place');

/**
 * Lets `limit` holders in at once; the rest wait in the order they came.
 * Who waits and is aborted leaves the queue at once, so an abandoned request never takes a turn.
 */
export class Gate {
  readonly #limit: number;
  readonly #queue = new Set<() => void>();
  #inside = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Resolves with the function that gives the place back; rejects when the signal aborts first. */
  enter(signal: AbortSignal): Promise<Release> {
    if (signal.aborted) return Promise.reject(abandoned());
    if (this.#inside < this.#limit) {
      this.#inside += 1;
      return Promise.resolve(this.#leave);
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', abandon);
        resolve(this.#leave);
      };
      const abandon = () => {
        this.#queue.delete(admit);
        reject(abandoned());
      };
      this.#queue.add(admit);
      signal.addEventListener('abort', abandon, { once: true });
    });
  }

  /** Hands the place to the longest waiter without ever opening a gap a newcomer could slip into. */
  readonly #leave: Release = () => {
    const [next] = this.#queue;
    if (!next) {
      this.#inside -= 1;
      return;
    }
    this.#queue.delete(next);
    next();
  };
}

/** Holds every call until the gate has a place for it; the wait goes into the ledger. */
export function gated(gate: Gate, now: () => number): Layer {
  return (next) => async (request) => {
    const arrived = now();
    const release = await gate.enter(request.signal);
    request.ledger.waited(now() - arrived);
    try {
      return await next(request);
    } finally {
      release();
    }
  };
}
