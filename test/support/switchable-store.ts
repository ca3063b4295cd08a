import {
  StoreUnavailable,
  type MessageListener,
  type SharedStore,
  type StoreStatus,
} from '../../src/shared-store/shared-store.ts';

/** A replica's connection to a store, which tests can cut and mend. */
export interface SwitchableStore extends SharedStore {
  /** Every call fails from now on, and messages are lost. */
  cut(): void;
  /** The connection is there again: listeners learn that they may have missed messages. */
  mend(): void;
  /** Loses messages, and nothing says so. */
  deafen(): void;
}

export function switchableStore(store: SharedStore): SwitchableStore {
  let isUp = true;
  let isDeaf = false;
  const statusListeners = new Set<(status: StoreStatus) => void>();
  const messageListeners = new Set<MessageListener>();
  const status = (): StoreStatus => ({ ...store.status, isUp: isUp && store.status.isUp });
  const guarded = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]): unknown =>
          isUp
            ? Reflect.apply(method, target, args)
            : Promise.reject(new StoreUnavailable('The connection was cut.'));
      },
    });
  const change = (next: boolean) => {
    isUp = next;
    for (const listener of statusListeners) listener(status());
  };
  const messages = guarded(store.messages);
  store.onStatus(() => {
    change(isUp);
  });
  return {
    isShared: store.isShared,
    get status() {
      return status();
    },
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    values: guarded(store.values),
    leases: {
      acquire: async (name, ttlMs) => {
        const lease = await guarded(store.leases).acquire(name, ttlMs);
        return lease && guarded(lease);
      },
    },
    streams: guarded(store.streams),
    windows: guarded(store.windows),
    messages: {
      publish: (channel, message) => messages.publish(channel, message),
      subscribe(channel, listener) {
        messageListeners.add(listener);
        return store.messages.subscribe(channel, {
          message(text) {
            if (isUp && !isDeaf) listener.message(text);
          },
          missed() {
            listener.missed?.();
          },
        });
      },
    },
    close: () => Promise.resolve(),
    cut: () => {
      change(false);
    },
    mend: () => {
      change(true);
      for (const listener of messageListeners) listener.missed?.();
    },
    deafen: () => {
      isDeaf = true;
    },
  };
}
