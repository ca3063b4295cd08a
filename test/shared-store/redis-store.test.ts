import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe } from 'vitest';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../support/redis.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import { storeContract } from './contract.ts';

describe.runIf(runsRedis)('a store in Redis', () => {
  let redis: RedisServer;
  const stores: SharedStore[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  });

  const open = async (options: Parameters<typeof openRedisStore>[1]) => {
    const store = await openRedisStore(redis.url, options);
    const other = await openRedisStore(redis.url, options);
    stores.push(store, other);
    // Redis takes its time from the machine.
    return { store, other, pass: (ms: number) => sleep(ms) };
  };

  describe('not encrypted', () => {
    storeContract(() => open({}));
  });

  describe('encrypted', () => {
    storeContract(() => open({ prefix: 'encrypted:', encryptionKeys: [randomBytes(32)] }));
  });
});
