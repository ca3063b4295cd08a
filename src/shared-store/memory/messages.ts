import type { MessageListener, SharedMessages, Subscription } from '../shared-store.ts';

/** Messages inside one process, delivered in a later microtask, as if they came over a connection. */
export class MemoryMessages implements SharedMessages {
  readonly #channels = new Map<string, Set<MessageListener>>();

  publish(channel: string, message: string): Promise<number> {
    const listeners = [...(this.#channels.get(channel) ?? [])];
    queueMicrotask(() => {
      for (const listener of listeners) listener.message(message);
    });
    return Promise.resolve(listeners.length);
  }

  subscribe(channel: string, listener: MessageListener): Subscription {
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(listener));
    return {
      ready: Promise.resolve(),
      close: () => {
        listeners.delete(listener);
        if (listeners.size === 0) this.#channels.delete(channel);
      },
    };
  }
}
