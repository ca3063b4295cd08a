import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import { windowsContract } from './windows-contract.ts';

const rules = { windows: [{ calls: 10, spanMs: 60_000 }], probeEveryMs: 10_000 };
const call = (id: string) => ({ id, agoMs: 0 });

describe.runIf(runsRedis)('shared windows in Redis', () => {
  let redis: RedisServer;
  const stores: SharedStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  });

  const open = async (now?: () => number) => {
    const store = await openRedisStore(redis.url, { ...(now && { now }) });
    stores.push(store);
    return store.windows;
  };

  describe('with a set clock', () => {
    windowsContract(async () => {
      let now = 1_700_000_000_000;
      const clock = () => now;
      const pass = (ms: number) => {
        now += ms;
      };
      return { windows: await open(clock), other: await open(clock), pass };
    });
  });

  it("go by Redis' own clock, so that those of the replicas may differ", async () => {
    const windows = await open();
    const [seconds] = (await redis.command('TIME')) as [string];
    const { at } = await windows.exchange('clock', rules, { counted: [call('one')] });
    expect(Math.abs(at - Number(seconds) * 1_000)).toBeLessThan(5_000);
  });

  it('leave nothing in Redis about a name whose calls did not count, and expire for any other', async () => {
    await redis.flush();
    const windows = await open();
    await windows.exchange('name', rules, { counted: [call('one')] });
    const keys = (await redis.keys()).filter((key) => key.includes('{name}'));
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await redis.command('PTTL', key)).toBeGreaterThan(50_000);
    await windows.exchange('name', rules, { takenBack: ['one'] });
    expect((await redis.keys()).filter((key) => key.includes('{name}'))).toEqual([]);
  });

  it('notice when Redis has lost any part of what it knew', async () => {
    const windows = await open();
    const keep = async () => {
      const { memory } = await windows.exchange('part', rules, { counted: [call('one')] });
      return memory;
    };
    const ask = (memory: string) => {
      const wanted = { id: 'r', calls: 1, lifetimeMs: 1_000, isUrgent: false };
      return windows.exchange('part', rules, { wanted, memory });
    };
    for (const key of ['peg:window:{part}', 'peg:window:{part}:calls']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const memory = await keep();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await redis.command('DEL', key)).toBe(1);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await ask(memory)).toMatchObject({ outcome: 'lost', reserved: 0 });
    }
    await redis.flush();
    expect((await ask(await keep())).outcome).toBe('granted');
  });
});
