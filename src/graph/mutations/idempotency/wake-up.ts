import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedMessages, Subscription } from '../../../shared-store/shared-store.ts';

/** Waits for a message of a channel, or for some time: messages may be lost. Close it after use. */
export class WakeUp {
  readonly #messages: SharedMessages;
  readonly #channel: string;
  #subscription: Subscription | undefined;
  #next = Promise.withResolvers<void>();

  constructor(messages: SharedMessages, channel: string) {
    this.#messages = messages;
    this.#channel = channel;
  }

  /**
   * Resolves when a message has arrived since the last call, or after `ms`. The first call resolves as soon as messages
   * arrive, so that its caller can look for what happened before.
   */
  async wait(ms: number): Promise<void> {
    const ending = new AbortController();
    const time = sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
    await Promise.race([this.#subscription ? this.#next.promise : this.#subscribe(), time]);
    ending.abort();
    this.#next = Promise.withResolvers();
  }

  close(): void {
    this.#subscription?.close();
  }

  #subscribe(): Promise<void> {
    const wake = () => {
      this.#next.resolve();
    };
    this.#subscription = this.#messages.subscribe(this.#channel, { message: wake, missed: wake });
    // Where messages do not arrive, the time passes.
    return this.#subscription.ready.catch(() => this.#next.promise);
  }
}
