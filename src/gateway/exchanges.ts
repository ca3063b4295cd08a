import type { ServerResponse } from 'node:http';

/** The requests in progress of a gateway, whose connections belong to the application's server. */
export class Exchanges {
  readonly #responses = new Set<ServerResponse>();
  #onEmpty: (() => void) | undefined;

  get size(): number {
    return this.#responses.size;
  }

  /** Tracks a response until it is sent or its caller has left. */
  add(response: ServerResponse): void {
    this.#responses.add(response);
    response.once('close', () => {
      this.#responses.delete(response);
      if (this.#responses.size === 0) this.#onEmpty?.();
    });
  }

  /**
   * Waits until no request is in progress.
   * @returns false when some are after `boundMs` milliseconds
   */
  async finished(boundMs: number): Promise<boolean> {
    if (this.#responses.size === 0) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, boundMs, false);
    this.#onEmpty = () => {
      resolve(true);
    };
    const isFinished = await promise;
    clearTimeout(timer);
    return isFinished;
  }

  /** Ends the responses that are left, and with them their connections. */
  destroy(): void {
    for (const response of this.#responses) response.destroy();
  }
}
