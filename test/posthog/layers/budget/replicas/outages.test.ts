import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SharedStore } from '../../../../../src/shared-store/shared-store.ts';
import {
  openRedisStore,
  runsRedis,
  startRedis,
  type RedisServer,
} from '../../../../support/redis.ts';
import { startThrottledReplicas, type Replica } from '../../../../support/throttled-replicas.ts';
import { KEY, limited, ok, sendInTurn, useUp, withCode } from './asking.ts';

const SOON = { timeout: 10_000, interval: 20 };
/** Longer than a replica keeps to its share after Redis can be used again. */
const SETTLED = 4;

describe.runIf(runsRedis)('replicas whose Redis fails', () => {
  let redis: RedisServer;
  let stores: SharedStore[] = [];
  beforeEach(async () => {
    redis = await startRedis();
    stores = [];
  });
  afterEach(() => redis.stop());

  const start = () =>
    startThrottledReplicas({
      ...limited,
      requestTimeoutMs: 2_000,
      async openStore(now) {
        const store = await openRedisStore(redis.url, { now });
        stores.push(store);
        return store;
      },
    });
  /** All replicas know of each other, and of what the first has used. */
  const know = async (there: Replica, minuteRemaining: number) => {
    await expect.poll(() => stores.map(({ status }) => status.replicas), SOON).toEqual([2, 2]);
    await expect
      .poll(() => there.upstream.budget({ apiKey: KEY })?.minuteRemaining, SOON)
      .toBe(minuteRemaining);
  };
  const areUp = async (isUp: boolean) => {
    await expect.poll(() => stores.every(({ status }) => status.isUp === isUp), SOON).toBe(true);
  };

  it('each keep to their share of what was left, and count all of it when Redis is back, empty', async () => {
    await using all = await start();
    await useUp(all);
    const [here, there] = all.replicas as [Replica, Replica];
    await sendInTurn([here], 20);
    await know(there, 40);
    await redis.kill();
    await areUp(false);

    // 20 of the 40 that are left for each.
    const alone = await sendInTurn([here], 30);
    expect([ok(alone), withCode(alone, 'BUDGET_EXCEEDED')]).toEqual([20, 10]);
    expect(ok(await sendInTurn([there], 10))).toBe(10);

    await redis.restart();
    await areUp(true);
    const back = await sendInTurn([there], 20);
    expect([ok(back), withCode(back, 'BUDGET_EXCEEDED')]).toEqual([10, 10]);
    expect(all.statuses()).toEqual({ 200: 60 });
    await know(here, 0);

    await all.pass(61);
    expect(ok(await sendInTurn(all.replicas, 80))).toBe(60);
    expect(all.statuses()).toEqual({ 200: 60 });
  });

  it('go on within their share while Redis does not answer, and are together within the limit', async () => {
    await using all = await start();
    await useUp(all);
    const [here, there] = all.replicas as [Replica, Replica];
    await sendInTurn([here], 20);
    await know(there, 40);
    redis.pause();
    const answers = await sendInTurn(all.replicas, 70);
    expect([ok(answers), withCode(answers, 'BUDGET_EXCEEDED')]).toEqual([40, 30]);
    redis.resume();
    await areUp(true);
    await all.pass(SETTLED);
    expect(ok(await sendInTurn(all.replicas, 10))).toBe(0);
    expect(all.statuses()).toEqual({ 200: 60 });
  });

  it('use half of the budget while they have never reached Redis, and do not know of each other', async () => {
    await redis.kill();
    await using all = await start();
    await useUp(all);
    const answers = await sendInTurn(all.replicas, 80);
    expect([ok(answers), withCode(answers, 'BUDGET_EXCEEDED')]).toEqual([60, 20]);
    expect(all.statuses()).toEqual({ 200: 60 });
  });

  it('tell their calls again when Redis has been flushed', async () => {
    await using all = await start();
    await useUp(all);
    const [here, there] = all.replicas as [Replica, Replica];
    await sendInTurn([here], 30);
    await sendInTurn([there], 10);
    await know(here, 20);
    await redis.flush();
    const answers = await sendInTurn([there], 30);
    expect(ok(answers)).toBeLessThanOrEqual(20);
    await all.pass(SETTLED);
    await sendInTurn(all.replicas, 30);
    expect(all.statuses()).toEqual({ 200: 60 });
  });
});
