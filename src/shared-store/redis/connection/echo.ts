import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { RedisClient } from './open-client.ts';

/**
 * Sends a message to this replica itself and waits until it has come back: a connection that receives messages does
 * not show otherwise that none arrive.
 */
export class Echo {
  readonly #channel: string;
  readonly #waiting = new Map<string, () => void>();

  constructor(channel: string) {
    this.#channel = channel;
  }

  /** Prepares a connection that receives messages. */
  async listen(subscriber: Redis): Promise<void> {
    subscriber.on('message', (channel: string, token: string) => {
      if (channel === this.#channel) this.#waiting.get(token)?.();
    });
    await subscriber.subscribe(this.#channel);
  }

  /** Resolves when the message has come back. The caller limits the time. */
  async send(client: RedisClient): Promise<void> {
    const token = randomUUID();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.set(token, resolve);
    // An echo that never comes back is not waited for any longer than the next one.
    for (const old of this.#waiting.keys()) if (this.#waiting.size > 2) this.#waiting.delete(old);
    await client.publish(this.#channel, token);
    await promise;
    this.#waiting.delete(token);
  }
}
