import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SharedStore } from '../../../../../src/shared-store/shared-store.ts';
import { inTurn, json, silence } from '../../../../support/fake-posthog.ts';
import { runReadsAndWrites } from '../../../../support/reads-and-writes.ts';
import {
  openRedisStore,
  runsRedis,
  startRedis,
  type RedisServer,
} from '../../../../support/redis.ts';
import { replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const OPERATIONS = Number(process.env['REPLICA_OPERATIONS'] ?? 1_000);
const at = (id: number) => ({ path: { project_id: '1', id } });
const read = (world: Replicas, replica: number, scope = {}): Promise<unknown> =>
  world.client(replica, scope).call('experiments_retrieve', at(5));
const write = (world: Replicas, replica: number): Promise<unknown> =>
  world.client(replica).call('experiments_pause_create', at(5));

describe.runIf(runsRedis)('replicas that share a Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(() => redis.flush());
  afterAll(() => redis.stop());

  async function withStores<Result>(
    count: number,
    use: (stores: readonly SharedStore[]) => Promise<Result>,
  ): Promise<Result> {
    const open = () => openRedisStore(redis.url, { encryptionKeys: [Buffer.alloc(32, 7)] });
    const stores = await Promise.all(Array.from({ length: count }, open));
    try {
      return await use(stores);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
    }
  }

  it(`never answer with less than a write that was answered before (${OPERATIONS} operations, 12 at a time)`, async () => {
    const { older } = await withStores(3, (stores) =>
      runReadsAndWrites({ operations: OPERATIONS, seed: 15, replicas: 3, together: 12, stores }),
    );
    expect(older).toEqual([]);
  }, 600_000);

  it('take as many calls as a single one', async () => {
    const common = { operations: OPERATIONS, seed: 15, together: 1 };
    const single = await runReadsAndWrites({ ...common, replicas: 1 });
    const several = await withStores(3, (stores) =>
      runReadsAndWrites({ ...common, replicas: 3, stores }),
    );
    expect(several.older).toEqual([]);
    expect(Math.abs(several.calls - single.calls)).toBeLessThanOrEqual(5);
  }, 600_000);

  it('make one call of a hundred identical reads at the same time', async () => {
    await withStores(3, async (stores) => {
      await using world = await replicasOver(versionedPostHog(() => 20).answer, { stores });
      await Promise.all(Array.from({ length: 99 }, (_, index) => read(world, index % 3)));
      expect(world.calls()).toHaveLength(1);
    });
  });

  it('know of a write within 50 ms', async () => {
    await withStores(3, async (stores) => {
      await using world = await replicasOver(versionedPostHog().answer, { stores });
      for (const replica of [0, 1, 2]) await read(world, replica);
      for (let version = 1; version <= 20; version += 1) {
        await write(world, version % 3);
        for (const replica of [0, 1, 2])
          expect(await read(world, replica)).toMatchObject({ version });
      }
    });
  });

  it('go on without Redis and come back, and what was written meanwhile is known', async () => {
    await withStores(2, async (stores) => {
      await using world = await replicasOver(versionedPostHog().answer, { stores });
      await read(world, 0);
      await read(world, 1);
      await redis.kill();
      await vi.waitFor(() =>
        expect(stores.map(({ status }) => status.isUp)).toEqual([false, false]),
      );
      await write(world, 0);
      expect(await read(world, 0)).toMatchObject({ version: 1 });
      await redis.restart();
      await vi.waitFor(
        () => expect(stores.map(({ status }) => status.isUp)).toEqual([true, true]),
        {
          timeout: 10_000,
        },
      );
      await vi.waitFor(async () => expect(await read(world, 1)).toMatchObject({ version: 1 }));
    });
  }, 20_000);

  it('are at most two seconds slower than by themselves when the one that asks has died', async () => {
    await withStores(2, async (stores) => {
      const posthog = inTurn(json(200, { id: 5 }), silence, json(200, { id: 5 }));
      await using world = await replicasOver(posthog, { stores });
      await world.client(1, { freshness: { maxAgeMs: 0 } }).call('users_retrieve_me', {});
      const leaving = new AbortController();
      const lost = read(world, 0, { signal: leaving.signal }).catch(() => undefined);
      await vi.waitFor(() => expect(world.received).toHaveLength(2));
      world.links[0]!.cut();
      const started = performance.now();
      expect(await read(world, 1)).toMatchObject({ id: 5 });
      const took = performance.now() - started;
      expect(took).toBeLessThan(2_000);
      leaving.abort();
      await lost;
    });
  }, 20_000);

  it('send nothing to Redis in clear: no key, no name of an object, no path', async () => {
    await withStores(2, async (stores) => {
      await using world = await replicasOver(versionedPostHog().answer, { stores });
      const lines = await redis.watch(async () => {
        await read(world, 0);
        // The answer, and by whose access it was given, as a whole and in its project.
        await vi.waitFor(async () =>
          expect((await redis.keys()).filter((key) => key.startsWith('peg:value:'))).toHaveLength(
            3,
          ),
        );
        await read(world, 1);
        await write(world, 1);
      });
      expect(lines.join(' ')).toMatch(/set peg:value:answers:/i);
      expect(lines.join(' ')).not.toMatch(/phx_|experiment|feature_flag|\/api\//);
    });
  });
});
