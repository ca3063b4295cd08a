import { KeptLease } from '../shared-store/kept-lease.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';
import { CollectionQueue } from './queue.ts';
import { SharedCollection } from './shared/shared-collection.ts';
import { LEASE_MS, type WatchState } from './watch-state.ts';

export interface SharedStateOptions {
  /** Where the values are. */
  readonly store: SharedStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** A state in the store of the replicas. A value that is not written again is deleted after a year. */
export function createSharedState({ store, now }: SharedStateOptions): WatchState {
  const state: WatchState = {
    isDurable: store.isShared,
    place: store.isShared ? 'Redis' : 'memory',
    async acquire() {
      const lease = await store.leases.acquire('watch', LEASE_MS);
      if (!lease) return undefined;
      const kept = new KeptLease(lease, LEASE_MS);
      return {
        isHeld: () => lease.renew(LEASE_MS).catch(() => false),
        release: () => kept.release(),
      };
    },
    collection: (name, shape) => new SharedCollection(store.values, `watch:${name}`, shape),
    queue: (name, shape) => new CollectionQueue(state.collection(name, shape), now),
  };
  return state;
}
