import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect } from 'vitest';
import { openRedisStore, startRedis, type RedisServer } from '../support/redis.ts';
import { StoreUnavailable, type SharedStore } from '../../src/shared-store/shared-store.ts';
import { listen, until } from './contract.ts';

/** Short pauses, so that a test does not wait for those of a real outage. */
export const times = { checkMs: 100, retryMs: { first: 20, most: 100 } };

/** Servers and stores that are closed after each test of the file that calls this. */
export function redisForEachTest() {
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });
  return {
    closeLater: (close: () => Promise<unknown>) => open.push(close),
    redisServer: async (options?: Parameters<typeof startRedis>[0]): Promise<RedisServer> => {
      const redis = await startRedis(options);
      open.push(() => redis.stop());
      return redis;
    },
    storeAt: async (
      url: string,
      options: Parameters<typeof openRedisStore>[1] = {},
    ): Promise<SharedStore> => {
      const store = await openRedisStore(url, { times, ...options });
      open.push(() => store.close());
      return store;
    },
  };
}

/** Every kind of operation fails, and none of them waits for anything. */
export async function expectAllFail(store: SharedStore): Promise<void> {
  const { values, leases, messages, streams } = store;
  const calls = Promise.allSettled([
    values.get('a'),
    values.set('a', 'b', 1_000),
    values.add('a', 'b', 1_000),
    values.replace('a', 'b', 'c', 1_000),
    values.delete('a'),
    leases.acquire('a', 1_000),
    messages.publish('a', 'b'),
    streams.append('a', 'b', { keep: 1, ttlMs: 1_000 }),
    streams.read('a'),
    streams.last('a'),
  ]);
  const outcomes = await Promise.race([calls, turn([])]);
  expect(outcomes).toHaveLength(10);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: expect.any(StoreUnavailable) as unknown,
    });
}

/** It can be used, for everything. */
export async function expectWorks(store: SharedStore): Promise<void> {
  await store.values.set('again', 'works', 10_000);
  expect(await store.values.get('again')).toBe('works');
  const heard = listen(store, 'again');
  await heard.ready;
  await store.messages.publish('again', 'hello');
  await until(() => heard.heard.length === 1);
  heard.close();
}
