import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { switchableStore, type SwitchableStore } from './switchable-store.ts';

/** A store that several replicas use, each over a connection of its own, which the test interrupts. */
export class Interruptions {
  readonly store: SharedStore;
  readonly #views: SwitchableStore[] = [];

  constructor(store: SharedStore) {
    this.store = store;
  }

  /** The store as the next replica sees it. */
  next(): SharedStore {
    const view = switchableStore(this.store);
    this.#views.push(view);
    return view;
  }

  /** @param replicas numbers of the replicas, from 0; all of them when left out */
  interrupt(replicas: readonly number[] = [...this.#views.keys()]): void {
    for (const replica of replicas) this.#views[replica]?.cut();
  }

  restore(): void {
    for (const view of this.#views) if (!view.status.isUp) view.mend();
  }
}
