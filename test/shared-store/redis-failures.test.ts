import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startDelayingProxy } from '../support/delaying-proxy.ts';
import { runsRedis, type RedisServer } from '../support/redis.ts';
import {
  compareIds,
  StoreUnavailable,
  type SharedStore,
} from '../../src/shared-store/shared-store.ts';
import { listen, until } from './contract.ts';
import { expectAllFail, expectWorks, redisForEachTest, times } from './outages.ts';

const { redisServer, storeAt, closeLater } = redisForEachTest();

const becomes = (store: SharedStore, isUp: boolean) => until(() => store.status.isUp === isUp);

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

  it('answers after two seconds: one operation waits for a quarter of a second, and no other', async () => {
    const redis = await redisServer();
    const proxy = await startDelayingProxy(redis.port);
    closeLater(() => proxy.stop());
    const store = await storeAt(`redis://127.0.0.1:${proxy.port}`, {
      times: { ...times, checkMs: 60_000 },
    });
    proxy.delay(2_000);
    const began = performance.now();
    await expect(store.values.get('a')).rejects.toThrow('Redis did not answer in time.');
    expect(performance.now() - began).toBeGreaterThan(200);
    await expectAllFail(store);
    expect(store.status).toMatchObject({ isUp: false, reason: 'Redis did not answer in time.' });
    proxy.delay(0);
    await becomes(store, true);
    await expectWorks(store);
  });

  it('answers while this process is busy: the answer counts', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url, { times: { ...times, checkMs: 60_000 } });
    await store.values.set('a', 'b', 10_000);
    const answer = store.values.get('a');
    const until = performance.now() + 400;
    while (performance.now() < until);
    expect(await answer).toBe('b');
    expect(store.status.isUp).toBe(true);
  });

  it('is not there at the start: it is used when it comes', async () => {
    const redis = await redisServer();
    await redis.kill();
    const store = await storeAt(redis.url);
    expect(store.status).toEqual({
      isUp: false,
      reason: 'Redis refuses connections.',
      replicas: 1,
    });
    const subscribed = listen(store, 'news');
    await expect(subscribed.ready).rejects.toBeInstanceOf(StoreUnavailable);
    await expectAllFail(store);
    await redis.restart();
    await becomes(store, true);
    await store.messages.publish('news', 'first');
    await until(() => subscribed.heard.length === 1);
    expect(subscribed.missed()).toBe(1);
  });

  it('accepts connections and never answers: a start does not wait for it', async () => {
    const redis = await redisServer();
    redis.pause();
    const began = performance.now();
    const store = await storeAt(redis.url, { times: { ...times, startMs: 50, openMs: 30_000 } });
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(store.status.isUp).toBe(false);
    redis.resume();
    await becomes(store, true);
  });

  it('wants a password: the right one is accepted, and the wrong one is not shown', async () => {
    const redis = await redisServer({ password: 'right-password' });
    const right = await storeAt(redis.url);
    await expectWorks(right);
    const wrong = await storeAt(redis.url.replace('right-', 'wrong-'));
    const none = await storeAt(redis.url.replace(':right-password@', ''));
    for (const { status } of [wrong, none])
      expect(status).toMatchObject({
        isUp: false,
        reason: 'Redis refuses the user name or the password of REDIS_URL.',
      });
    const error = await wrong.values.get('a').catch((error: unknown) => error);
    expect(inspect(error, { depth: 9 })).not.toContain('wrong-password');
  });

  it('loses its data: leases are lost, later ones have higher numbers, and everybody is told', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url);
    const subscribed = listen(store, 'news');
    await subscribed.ready;
    const lease = await store.leases.acquire('poller', 60_000);
    await store.values.set('a', 'b', 60_000);
    const id = await store.streams.append('s', 'one', { keep: 10, ttlMs: 60_000 });

    await redis.flush();
    expect(await store.values.get('a')).toBeUndefined();
    expect(await store.streams.read('s')).toEqual([]);
    expect(await lease?.renew(60_000)).toBe(false);
    const later = await store.leases.acquire('poller', 60_000);
    expect(later?.fence).toBeGreaterThan(lease?.fence ?? Infinity);
    const next = await store.streams.append('s', 'two', { keep: 10, ttlMs: 60_000 });
    expect(compareIds(next, id)).toBeGreaterThan(0);
    await until(() => subscribed.missed() === 1);
    expect(store.status).toEqual({ isUp: true, replicas: 1 });
  });

  it('forgets its scripts: they are sent again', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url);
    const first = await store.leases.acquire('a', 60_000);
    await first?.release();
    await redis.command('SCRIPT', 'FLUSH');
    expect(await store.leases.acquire('a', 60_000)).toBeDefined();
  });

  it('closes only the connection for messages: who listens is told, and can use the store at once', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url);
    await store.values.set('a', 'b', 10_000);
    const read: Promise<unknown>[] = [];
    const subscribed = store.messages.subscribe('news', {
      message: () => undefined,
      missed: () => read.push(store.values.get('a')),
    });
    await subscribed.ready;
    await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await until(() => read.length > 0);
    expect(await Promise.all(read)).toEqual(['b']);
    await expectWorks(store);
  });

  it('does not permit messages: it cannot be used, because nothing would be heard of other replicas', async () => {
    const redis = await redisServer();
    await redis.command('ACL', 'SETUSER', 'graph', 'on', '>secret', '~*', '+@all', 'resetchannels');
    const store = await storeAt(redis.url.replace('//', '//graph:secret@'));
    expect(store.status.reason).toBe(
      'The Redis user may not use a command, a key or a channel that is needed.',
    );
    await redis.command('ACL', 'SETUSER', 'graph', '&peg:*');
    await becomes(store, true);
    await expectWorks(store);
  });
});
