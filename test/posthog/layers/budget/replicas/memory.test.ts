import { describe } from 'vitest';
import { createMemoryStore } from '../../../../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../../../../src/shared-store/shared-store.ts';
import { replicasContract } from './contract.ts';

describe('replicas that share a store in memory', () => {
  const stores = new Map<() => number, SharedStore>();
  replicasContract((now) => {
    // Each test has its own clock, and one store for all its replicas.
    const store = stores.get(now) ?? {
      ...createMemoryStore({ now, isShared: true }),
      status: { isUp: true, replicas: 2 },
    };
    stores.set(now, store);
    return store;
  });
});
