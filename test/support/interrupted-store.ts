import {
  StoreUnavailable,
  type SharedStore,
  type StoreStatus,
} from '../../src/shared-store/shared-store.ts';

/** The view that one replica has of a store. */
class Interruption implements SharedStore {
  readonly #store: SharedStore;
  readonly #listeners = new Set<(status: StoreStatus) => void>();
  readonly #subscriptions = new Set<{ missed?: (() => void) | undefined }>();
  #isUp = true;
  readonly isShared = true;

  constructor(store: SharedStore) {
    this.#store = store;
  }

  get status(): StoreStatus {
    return { isUp: this.#isUp, replicas: 2 };
  }

  onStatus(listener: (status: StoreStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(isUp: boolean): void {
    this.#isUp = isUp;
    for (const listener of this.#listeners) listener(this.status);
    if (isUp) for (const { missed } of this.#subscriptions) missed?.();
  }

  get values(): SharedStore['values'] {
    return this.#guarded(this.#store.values);
  }

  get streams(): SharedStore['streams'] {
    return this.#guarded(this.#store.streams);
  }

  get leases(): SharedStore['leases'] {
    return {
      acquire: async (name, ttlMs) => {
        this.#check();
        const lease = await this.#store.leases.acquire(name, ttlMs);
        return lease && this.#guarded(lease);
      },
    };
  }

  get messages(): SharedStore['messages'] {
    return {
      publish: (channel, message) => {
        this.#check();
        return this.#store.messages.publish(channel, message);
      },
      subscribe: (channel, listener) => {
        const own = { missed: () => listener.missed?.() };
        this.#subscriptions.add(own);
        const subscription = this.#store.messages.subscribe(channel, {
          message: (text) => {
            if (this.#isUp) listener.message(text);
          },
        });
        return {
          ready: this.#isUp ? subscription.ready : refused(),
          close: () => {
            this.#subscriptions.delete(own);
            subscription.close();
          },
        };
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #check(): void {
    if (!this.#isUp) throw new StoreUnavailable('interrupted');
  }

  #guarded<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]) => {
          this.#check();
          return (await value.apply(target, args)) as unknown;
        };
      },
    });
  }
}

function refused(): Promise<never> {
  const ready = Promise.reject(new StoreUnavailable('interrupted'));
  ready.catch(() => undefined);
  return ready;
}

/** A store that several replicas use, each over a connection of its own, which the test interrupts. */
export class Interruptions {
  readonly store: SharedStore;
  readonly #views: Interruption[] = [];

  constructor(store: SharedStore) {
    this.store = store;
  }

  /** The store as the next replica sees it. */
  next(): SharedStore {
    const view = new Interruption(this.store);
    this.#views.push(view);
    return view;
  }

  /** @param replicas numbers of the replicas, from 0; all of them when left out */
  interrupt(replicas: readonly number[] = [...this.#views.keys()]): void {
    for (const replica of replicas) this.#views[replica]?.set(false);
  }

  restore(): void {
    for (const view of this.#views) if (!view.status.isUp) view.set(true);
  }
}
