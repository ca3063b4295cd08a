import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createMemoryStore } from '../../../../src/shared-store/memory-store.ts';
import { startLiveGraph, type LiveGraph } from '../../../support/live.ts';
import { asColleague, load } from '../../../support/sandbox-control.ts';
import { Interruptions } from '../../../support/interrupted-store.ts';

const QUERY = `subscription ($id: ID!) {
  experimentChanged(id: $id) { isFirst pace nextCheckAt checkedAt changes { field before after } experiment { name } }
}`;

/** Waits until a number has reached a value, and checks that it has not passed it. */
export async function readsReach(reads: () => number, count: number): Promise<void> {
  await vi.waitUntil(() => reads() >= count, { timeout: 5_000 });
  expect(reads()).toBe(count);
}

/** Two replicas over one store and one PostHog, whose time the test sets; started for each test of a suite. */
export function useReplicas() {
  let one: LiveGraph;
  let other: LiveGraph;
  let stores: Interruptions;
  let id: string;
  let otherKey: string;

  beforeEach(async () => {
    const clock = { now: () => 0 };
    stores = new Interruptions(createMemoryStore({ now: () => clock.now(), isShared: true }));
    one = await startLiveGraph({ store: stores.next() });
    clock.now = () => one.sandbox.now().getTime();
    other = await startLiveGraph({ store: stores.next(), beside: one });
    ({ id, key: otherKey } = await load(one.sandbox, {
      experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
      flag: { key: 'checkout', active: false },
    }));
    one.sandbox.clearRequests();
  });
  afterEach(async () => {
    await other.close();
    await one.close();
  });

  const reads = () => one.sandbox.requests().filter(({ method }) => method === 'GET').length;

  return {
    get one() {
      return one;
    },
    get other() {
      return other;
    },
    get stores() {
      return stores;
    },
    get id() {
      return id;
    },
    get otherKey() {
      return otherKey;
    },
    /** Subscribes to the experiment through one of them. */
    listen: (replica: LiveGraph, lastEventId?: string, key?: string) =>
      replica.subscribe(
        { query: QUERY, variables: { id }, ...(lastEventId && { extensions: { lastEventId } }) },
        key,
      ),
    /** Reads that PostHog got from both. */
    reads,
    /** Resolves when PostHog has got this many reads from both; rejects when it has got more. */
    read: (count: number) => readsReach(reads, count),
    rename: (name: string) => asColleague(one.sandbox, 'PATCH', `experiments/${id}/`, { name }),
  };
}
