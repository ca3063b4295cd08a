import { afterEach, describe, expect, it } from 'vitest';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { StoreUnavailable, type SharedStore } from '../../src/shared-store/shared-store.ts';
import { listen, until } from './contract.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function redisServer(options?: Parameters<typeof startRedis>[0]): Promise<RedisServer> {
  const redis = await startRedis(options);
  open.push(() => redis.stop());
  return redis;
}

/** Short pauses, so that a test does not wait for those of a real outage. */
const times = { checkMs: 100, retryMs: { first: 20, most: 100 } };

async function storeAt(
  url: string,
  options: Parameters<typeof openRedisStore>[1] = {},
): Promise<SharedStore> {
  const store = await openRedisStore(url, { times, ...options });
  open.push(() => store.close());
  return store;
}

const becomes = (store: SharedStore, isUp: boolean) => until(() => store.status.isUp === isUp);

/** Every kind of operation fails, and none of them makes anybody wait. */
async function expectAllFail({ values, leases, messages, streams }: SharedStore): Promise<void> {
  const began = performance.now();
  const calls = [
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
  ];
  for (const { status, reason } of await settled(calls)) {
    expect(status).toBe('rejected');
    expect(reason).toBeInstanceOf(StoreUnavailable);
  }
  expect(performance.now() - began).toBeLessThan(200);
}

const settled = async (calls: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(calls)) as readonly PromiseRejectedResult[];

/** It can be used again, for everything. */
async function expectWorks(store: SharedStore): Promise<void> {
  await store.values.set('again', 'works', 10_000);
  expect(await store.values.get('again')).toBe('works');
  const heard = listen(store, 'again');
  await heard.ready;
  await store.messages.publish('again', 'hello');
  await until(() => heard.heard.length === 1);
  heard.close();
}

/** The table of failures: how each begins, and how it ends. */
const failures: Readonly<
  Record<
    string,
    { begin: (redis: RedisServer) => unknown; end: (redis: RedisServer) => unknown; reason: RegExp }
  >
> = {
  'does not answer': {
    begin: (redis) => {
      redis.pause();
    },
    end: (redis) => {
      redis.resume();
    },
    reason: /did not answer in time/,
  },
  'has ended': {
    begin: (redis) => redis.kill(),
    end: (redis) => redis.restart(),
    reason: /refuses connections|connection to Redis was lost/,
  },
  'is full': {
    begin: (redis) => redis.setFull(true),
    end: (redis) => redis.setFull(false),
    reason: /full \(maxmemory\)/,
  },
  'has become a read-only replica': {
    begin: async (redis) => {
      const master = await redisServer();
      await redis.replicaOf(master);
    },
    end: (redis) => redis.replicaOf(undefined),
    reason: /read-only replica/,
  },
  'has got another password': {
    begin: async (redis) => {
      await redis.command('CONFIG', 'SET', 'requirepass', 'another');
      await redis.command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    end: (redis) => redis.command('CONFIG', 'SET', 'requirepass', ''),
    reason: /user name or the password/,
  },
  'refuses writes for want of replicas': {
    begin: (redis) => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '1'),
    end: (redis) => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '0'),
    reason: /too few of its replicas/,
  },
};

describe.runIf(runsRedis)('a store whose Redis', () => {
  it.each(Object.entries(failures))(
    '%s: fails at once, says why, and comes back',
    async (_, row) => {
      const redis = await redisServer();
      const store = await storeAt(redis.url);
      const subscribed = listen(store, 'news');
      await subscribed.ready;
      const seen: boolean[] = [];
      store.onStatus(({ isUp }) => seen.push(isUp));

      await row.begin(redis);
      await becomes(store, false);
      await until(() => row.reason.test(store.status.reason ?? ''));
      await expectAllFail(store);
      expect(store.status.reason).toMatch(/^[A-Z][^:/@\d]+\.$/);
      expect(store.status.replicas).toBe(1);
      expect(subscribed.missed()).toBe(0);

      await row.end(redis);
      await becomes(store, true);
      await expectWorks(store);
      expect(subscribed.missed()).toBeGreaterThan(0);
      await store.messages.publish('news', 'after');
      await until(() => subscribed.heard.includes('after'));
      expect(seen.at(-1)).toBe(true);
    },
  );
});
