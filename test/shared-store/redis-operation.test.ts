import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runsRedis } from '../support/redis.ts';
import { listen, until } from './contract.ts';
import { expectAllFail, expectWorks, redisForEachTest, times } from './outages.ts';

const { redisServer, storeAt } = redisForEachTest();

describe.runIf(runsRedis)('a store in Redis', () => {
  it('counts the replicas: those that leave at once, those that end without a word after a while', async () => {
    const redis = await redisServer();
    const brief = { times: { ...times, lifeMs: 400 } };
    const store = await storeAt(redis.url, brief);
    const leaving = await storeAt(redis.url, brief);
    await storeAt(redis.url, brief);
    await until(() => store.status.replicas === 3);
    await leaving.close();
    await until(() => store.status.replicas === 2);
    await redis.command('ZADD', 'peg:replicas', Date.now(), 'killed plain');
    await until(() => store.status.replicas === 3);
    await until(() => store.status.replicas < 3);
    expect(store.status).toEqual({ isUp: true, replicas: 2 });
  });

  it('reports a listener that throws, and calls the others', async () => {
    const redis = await redisServer();
    const faults: unknown[] = [];
    const store = await storeAt(redis.url, { onFault: (fault) => faults.push(fault) });
    const thrown = new Error('of a listener');
    const bad = store.messages.subscribe('news', {
      message: () => {
        throw thrown;
      },
    });
    const good = listen(store, 'news');
    await Promise.all([bad.ready, good.ready]);
    await store.messages.publish('news', 'hello');
    await until(() => good.heard.length === 1);
    expect(faults).toEqual([thrown]);
  });

  it('does not read a message of more than a megabyte, also when it is sent as a few bytes', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url);
    const listener = listen(store, 'news');
    await listener.ready;
    for (const length of [2 ** 20 + 1, 60 * 2 ** 20]) {
      const bytes = Buffer.concat([Buffer.of(1, 1), deflateRawSync(Buffer.alloc(length, 'x'))]);
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await redis.command('PUBLISH', 'peg:0:message:news', bytes as unknown as string);
    }
    await store.messages.publish('news', 'y'.repeat(2 ** 20));
    await until(() => listener.heard.length > 0);
    expect(listener.heard.map((text) => text.length)).toEqual([2 ** 20]);
  });

  it('warns of a Redis that deletes keys when it is full, because claims are among them', async () => {
    const redis = await redisServer();
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    await storeAt(redis.url, { onWarning });
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await storeAt(redis.url, { onWarning });
    await until(() => warnings.length > 0);
    expect(warnings).toEqual([
      expect.stringMatching(/^Redis deletes keys.*Set maxmemory-policy to noeviction\.$/),
    ]);
  });

  it('needs only the rights that the documentation names', async () => {
    const redis = await redisServer();
    const documented = /ACL SETUSER (graph on .*)$/m.exec(
      readFileSync('docs/operations.md', 'utf8'),
    );
    const words = documented?.[1]?.replace('a-password', 'secret').split(' ') ?? [];
    await redis.command('ACL', 'SETUSER', ...words);
    const store = await storeAt(redis.url.replace('//', '//graph:secret@'));
    await expectWorks(store);
    const lease = await store.leases.acquire('a', 10_000);
    expect(await lease?.renew(10_000)).toBe(true);
    await lease?.release();
    expect(await store.values.add('added', 'one', 10_000)).toBe(true);
    expect(await store.values.replace('added', 'one', 'two', 10_000)).toBe(true);
    expect(await store.values.delete('added')).toBe(true);
    const id = await store.streams.append('s', 'one', { keep: 10, ttlMs: 10_000 });
    expect(await store.streams.last('s')).toEqual({ id, value: 'one' });
    await store.close();
    expect(await redis.keys()).not.toContain('peg:replicas');
  });

  it('that is closed does nothing more', async () => {
    const redis = await redisServer();
    const store = await storeAt(redis.url);
    await store.close();
    await expectAllFail(store);
    await until(async () => {
      const clients = String(await redis.command('INFO', 'clients'));
      return clients.includes('\nconnected_clients:1\r');
    });
    expect(await redis.keys()).toEqual([]);
  });
});
