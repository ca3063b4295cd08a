import { describe } from 'vitest';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import { storeContract } from './contract.ts';

describe('a store in memory', () => {
  storeContract(() => {
    let now = 1_700_000_000_000;
    const store = createMemoryStore({ now: () => now });
    const pass = (ms: number) => {
      now += ms;
      return Promise.resolve();
    };
    return Promise.resolve({ store, other: store, pass });
  });
});
