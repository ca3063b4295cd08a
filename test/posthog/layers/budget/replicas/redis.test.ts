import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openRedisStore,
  runsRedis,
  startRedis,
  type RedisServer,
} from '../../../../support/redis.ts';
import { replicasContract } from './contract.ts';

import { startThrottledReplicas } from '../../../../support/throttled-replicas.ts';
import { DASHBOARD, ONE_CALL } from './asking.ts';

describe.runIf(runsRedis)('replicas that share a store in Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const clocks: (() => number)[] = [];
  replicasContract((now) => {
    // Each test has its own clock, and with it its own keys.
    if (!clocks.includes(now)) clocks.push(now);
    return openRedisStore(redis.url, { now, prefix: `test${clocks.indexOf(now)}:` });
  });

  it.each([
    ['a read', ONE_CALL, 1],
    ['a page of 25 experiments', DASHBOARD, 26],
  ])(
    '%s takes one exchange with Redis, and at most one for each call',
    async (_what, query, calls) => {
      await using all = await startThrottledReplicas({
        openStore: (now) => openRedisStore(redis.url, { now, prefix: `watched${calls}:` }),
      });
      await all.replicas[0]!.query(ONE_CALL);
      const commands = await redis.watch(async () => {
        const { codes, upstream } = await all.replicas[0]!.query(query);
        expect([codes, upstream['calls']]).toEqual([[], calls]);
      });
      const exchanges = commands.filter((command) => /^evalsha .*:window:/i.test(command));
      expect(exchanges.length).toBeGreaterThan(0);
      expect(exchanges.length).toBeLessThanOrEqual(1 + calls);
      // Redis is never told the key.
      expect(commands.join('\n')).not.toContain('phx_');
    },
  );
});
