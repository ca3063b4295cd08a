import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SharedStore } from '../../../src/shared-store/shared-store.ts';
import { mutateFor, sent } from '../../support/mutations.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { startReplicas, type Replicas } from '../../support/replicas.ts';

describe.runIf(runsRedis)('idempotency keys in Redis', () => {
  let redis: RedisServer;
  let stores: readonly [SharedStore, SharedStore];
  let replicas: Replicas;
  const options = { encryptionKeys: [randomBytes(32)] };
  beforeEach(async () => {
    redis = await startRedis();
    stores = [await openRedisStore(redis.url, options), await openRedisStore(redis.url, options)];
    replicas = await startReplicas({ stores });
  });
  afterEach(async () => {
    await replicas.close();
    await Promise.all(stores.map((store) => store.close()));
    await redis.stop();
  });

  const input = { name: 'Hold this', exclusionPercentage: 5, idempotencyKey: 'my own word' };
  const create = (graph: Replicas['a'], more: object = {}) =>
    mutateFor(
      graph,
      'createHoldout',
      { ...input, ...more },
      'reconciled holdout { posthogId name createdAt }',
    );
  const comesBack = async (store: SharedStore) => {
    await expect.poll(() => store.status.isUp, { timeout: 5_000 }).toBe(true);
  };

  it('give the answer of one replica at the other, and hold neither key nor word nor answer in clear', async () => {
    const { a, b, posthog } = replicas;
    const first = await create(a);
    const second = await create(b);
    expect(second.outcome).toEqual(first.outcome);
    expect(second.calls).toBe(0);
    expect(posthog.writes).toHaveLength(1);
    const names = await redis.keys();
    const values = await Promise.all(
      names.map((name) => redis.command('GET', name).catch(() => '')),
    );
    for (const text of [...names, ...values].map(String)) {
      expect(text).not.toMatch(/phx_sandbox|my own word|Hold this|createHoldout/);
    }
  });

  it('are one write for twenty requests at once', async () => {
    const { a, b, posthog } = replicas;
    const clicks = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create(index % 2 ? a : b)),
    );
    expect(clicks[0]?.outcome).toHaveProperty('holdout.posthogId');
    expect(new Set(clicks.map(({ outcome }) => JSON.stringify(outcome))).size).toBe(1);
    expect(posthog.writes).toHaveLength(1);
  });

  it('refuse a mutation while Redis does not answer, and nothing is sent', async () => {
    const { a, posthog } = replicas;
    redis.pause();
    for (const _ of [1, 2]) {
      // oxlint-disable-next-line no-await-in-loop -- first Redis is found to be down, then it is known
      const { data, errors, calls } = await create(a);
      expect(data).toEqual({ outcome: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'IDEMPOTENCY_UNAVAILABLE',
        uncertain: false,
        retryAfterSeconds: 5,
      });
      expect(calls).toBe(0);
    }
    const without = await create(a, { idempotencyKey: null, name: 'Without a key' });
    expect(without.outcome).toHaveProperty('holdout.posthogId');
    redis.resume();
    await comesBack(stores[0]);
    const again = await create(a);
    expect(again.outcome).toHaveProperty('holdout.posthogId');
    expect(posthog.writes).toHaveLength(2);
  });

  it('refuse a mutation while Redis is full, and work again when it is not', async () => {
    const { a, b, posthog } = replicas;
    await redis.setFull(true);
    const refused = await create(a);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'IDEMPOTENCY_UNAVAILABLE',
      uncertain: false,
    });
    expect(sent(a)).toEqual([]);
    await redis.setFull(false);
    await comesBack(stores[1]);
    const again = await create(b);
    expect(again.outcome).toHaveProperty('holdout.posthogId');
    expect(posthog.writes).toHaveLength(1);
  });

  it('give the answer although Redis failed before it was stored, and send nothing again afterwards', async () => {
    const { a, b, posthog } = replicas;
    const performed = posthog.withholdNext();
    const first = create(a);
    await performed;
    redis.pause();
    posthog.release();
    const { outcome } = await first;
    expect(outcome).toHaveProperty('holdout.posthogId');
    redis.resume();
    await comesBack(stores[1]);
    const second = await create(b);
    expect(second.outcome['holdout']).toEqual(outcome['holdout']);
    expect(posthog.writes).toHaveLength(1);
  });

  it('are remembered by the replica that answered when Redis lost everything', async () => {
    const { a, b, posthog } = replicas;
    const first = await create(a);
    await redis.flush();
    const second = await create(a);
    expect(second.outcome).toEqual(first.outcome);
    // And are in Redis again.
    const third = await create(b);
    expect(third.outcome).toEqual(first.outcome);
    expect(posthog.writes).toHaveLength(1);
  });

  it('are remembered for all replicas when Redis lost everything, and the other one is asked first', async () => {
    const { a, b, posthog } = replicas;
    const first = await create(a);
    await redis.flush();
    const second = await create(b);
    expect(second.outcome).toEqual(first.outcome);
    expect(posthog.writes).toHaveLength(1);
  });

  it('are remembered for all replicas when Redis was ended and is back without its data', async () => {
    const { a, b, posthog } = replicas;
    const first = await create(a);
    await redis.restart();
    await comesBack(stores[1]);
    const second = await create(b);
    expect(second.outcome).toEqual(first.outcome);
    expect(posthog.writes).toHaveLength(1);
  });

  it.each(['', 'null', '{}', '{"state":"unchanged"}', '{"state":"done"', '[[['])(
    'send nothing where Redis has a record that cannot be read: %s',
    async (text) => {
      const { a, b, posthog } = replicas;
      await create(a);
      const names = await redis.keys();
      const record = names.find((name) => /^peg:value:idempotency (?!mark)/.test(name));
      await stores[0].values.set(record!.replace('peg:value:', ''), text, 60_000);
      const { errors, calls } = await create(b);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'IDEMPOTENCY_UNAVAILABLE',
        uncertain: true,
      });
      expect(calls).toBe(0);
      expect(posthog.writes).toHaveLength(1);
    },
  );

  it('of a write under way send nothing at the other replica when Redis lost everything', async () => {
    const { a, b, posthog } = replicas;
    const performed = posthog.withholdNext();
    const first = create(a);
    await performed;
    await redis.flush();
    const second = create(b);
    const found = await second;
    posthog.release();
    const { outcome } = await first;
    expect(outcome).toHaveProperty('holdout.posthogId');
    expect(found.outcome).toMatchObject({ holdout: outcome['holdout'], reconciled: true });
    expect(posthog.writes).toHaveLength(1);
  });
});
