import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEncryptionKeys } from '../../src/shared-store/redis/encoding/encryption.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { listen, until } from './contract.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const LONG_MS = 60_000;
const BOUNDS = { keep: 10, ttlMs: LONG_MS };
const times = { checkMs: 50, retryMs: { first: 20, most: 50 } };

describe.runIf(runsRedis)('what is stored in Redis', () => {
  let redis: RedisServer;
  const stores: SharedStore[] = [];
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await redis.stop();
  });

  async function storeWith(...encryptionKeys: readonly Buffer[]): Promise<SharedStore> {
    const store = await openRedisStore(redis.url, { encryptionKeys, times });
    stores.push(store);
    return store;
  }

  /** Writes a text in every way, and returns all that the server was sent. */
  const sent = (store: SharedStore, text: string) =>
    redis.watch(async () => {
      await store.values.set('value', text, LONG_MS);
      await store.values.replace('value', text, `${text}.`, LONG_MS);
      await store.values.delete('value', `${text}.`);
      await store.values.add('added', text, LONG_MS);
      await store.messages.publish('news', text);
      await store.streams.append('stream', text, BOUNDS);
    });

  it('with a key, is not readable: no value, message or entry', async () => {
    const store = await storeWith(newKey);
    const commands = (await sent(store, 'a secret of somebody')).join('\n');
    await store.close();
    expect(commands).toContain('peg:value:value');
    expect(commands).not.toContain('secret');
    const plain = (await sent(await storeWith(), 'a secret of somebody')).join('\n');
    expect(plain).toContain('secret');
  });

  it('is compressed above a size, and then much smaller', async () => {
    const store = await storeWith();
    const row = '{"name":"an experiment","status":"running"},';
    await store.values.set('short', row, LONG_MS);
    await store.values.set('long', row.repeat(1_000), LONG_MS);
    expect(await redis.command('STRLEN', 'peg:value:short')).toBe(row.length + 2);
    expect(await redis.command('STRLEN', 'peg:value:long')).toBeLessThan(row.length * 50);
  });

  it('is read with each of the keys and written with the first, so that keys can be exchanged', async () => {
    const before = await storeWith(oldKey);
    const between = await storeWith(oldKey, newKey);
    await before.values.set('kept', 'by the old key', LONG_MS);
    const id = await before.streams.append('stream', 'one', BOUNDS);
    expect(await between.values.get('kept')).toBe('by the old key');
    await before.close();
    const after = await storeWith(newKey, oldKey);
    expect(after.status).toEqual({ isUp: true, replicas: 2 });
    expect(await after.values.get('kept')).toBe('by the old key');
    expect(await after.values.replace('kept', 'by the old key', 'by the new key', LONG_MS)).toBe(
      true,
    );
    expect(await between.values.get('kept')).toBe('by the new key');
    await after.streams.append('stream', 'two', BOUNDS);
    expect((await between.streams.read('stream', id)).map(({ value }) => value)).toEqual(['two']);
    expect((await between.streams.read('stream')).map(({ value }) => value)).toEqual([
      'one',
      'two',
    ]);
  });

  it('by a replica with another key, or without one, is not ignored: the store says that it cannot be used', async () => {
    const first = await storeWith(oldKey);
    const others = [await storeWith(newKey), await storeWith()];
    for (const store of [...others, first]) {
      await until(() => !store.status.isUp);
      expect(store.status.reason).toMatch(/^Another replica encrypts with a key/);
    }
    await Promise.all(others.map((store) => store.close()));
    await until(() => first.status.isUp);
  });

  it('cannot be made up, changed or moved to another name by whoever can write to Redis', async () => {
    const store = await storeWith(newKey);
    const heard = listen(store, 'news');
    await heard.ready;
    const place = (name: string) => `peg:value:${name}`;
    await store.values.set('one', 'of one', LONG_MS);
    await redis.command('COPY', place('one'), place('moved'));
    await redis.command('COPY', place('one'), place('changed'));
    await redis.command('SETRANGE', place('changed'), 30, '!');
    await redis.command('SET', place('made-up'), '\u0001\u0000made up');
    await redis.command('SET', place('short'), '\u0001\u0002');
    await redis.command('SET', place('empty'), '');
    await redis.command('PUBLISH', 'peg:0:message:news', '\u0001\u0000made up');
    expect(await store.values.get('one')).toBe('of one');
    for (const name of ['moved', 'changed', 'made-up', 'short', 'empty']) {
      expect(await store.values.get(name)).toBeUndefined();
      // It is there all the same: it may be the claim of another replica.
      expect(await store.values.add(name, 'mine', LONG_MS)).toBe(false);
    }
    await store.messages.publish('news', 'real');
    await until(() => heard.heard.length > 0);
    expect(heard.heard).toEqual(['real']);
  });

  it('and is damaged, reads as absent, also without a key', async () => {
    const store = await storeWith();
    await store.values.set('long', 'x'.repeat(5_000), LONG_MS);
    await redis.command('SETRANGE', 'peg:value:long', 5, '!!!!');
    await redis.command('SET', 'peg:value:version', '\u0002\u0000text');
    for (const name of ['long', 'version']) expect(await store.values.get(name)).toBeUndefined();
  });
});

describe('keys for encryption', () => {
  const [one, other] = [randomBytes(32), randomBytes(32)];
  it.each([
    ['base64', one.toString('base64'), [one]],
    ['hex', one.toString('hex'), [one]],
    ['several, with spaces', `${one.toString('base64')} , ${other.toString('hex')}`, [one, other]],
  ])('are read from %s', (_, text, keys) => {
    expect(parseEncryptionKeys(text)).toEqual(keys);
  });

  it.each(['', ',', 'password', one.toString('base64').slice(4), one.toString('hex').slice(2)])(
    'are not read from %j',
    (text) => {
      expect(parseEncryptionKeys(text)).toBeUndefined();
    },
  );
});
