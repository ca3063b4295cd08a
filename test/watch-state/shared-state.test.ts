import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { createSharedState } from '../../src/watch-state/shared-state.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { stateContract, type StateUnderTest } from './contract.ts';

const DAY_MS = 86_400_000;

function over(store: SharedStore, others: SharedStore): StateUnderTest {
  return {
    state: createSharedState({ store, now: Date.now }),
    other: createSharedState({ store: others, now: Date.now }),
    damage: (text) => store.values.set('watch:damaged:value:key', text, DAY_MS),
  };
}

describe('a state of the watcher in memory', () => {
  const store = createMemoryStore({ now: Date.now });
  stateContract(() => Promise.resolve(over(store, store)));

  it('is not durable', () => {
    expect(createSharedState({ store, now: Date.now })).toMatchObject({
      isDurable: false,
      place: 'memory',
    });
  });

  it('passes the right to work on, half a minute after its watcher has stopped renewing it', async () => {
    let now = 0;
    const own = createMemoryStore({ now: () => now });
    const { state, other } = over(own, own);
    const lease = await state.acquire();
    now += 29_000;
    expect(await other.acquire()).toBeUndefined();
    now += 2_000;
    const next = await other.acquire();
    expect(await next?.isHeld()).toBe(true);
    expect(await lease?.isHeld()).toBe(false);
    await lease?.release();
    await next?.release();
  });
});

describe.runIf(runsRedis)('a state of the watcher in Redis', () => {
  let redis: RedisServer;
  const stores: SharedStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  });

  const open = async () => {
    const options = { encryptionKeys: [randomBytes(32)] };
    const store = await openRedisStore(redis.url, options);
    const other = await openRedisStore(redis.url, options);
    stores.push(store, other);
    return over(store, other);
  };

  stateContract(open);

  it('is durable, and its right to work counts as lost while Redis cannot be asked', async () => {
    await redis.flush();
    const { state } = await open();
    expect(state).toMatchObject({ isDurable: true, place: 'Redis' });
    const lease = await state.acquire();
    expect(await lease?.isHeld()).toBe(true);
    redis.pause();
    expect(await lease?.isHeld()).toBe(false);
    redis.resume();
    await lease?.release();
  });
});
