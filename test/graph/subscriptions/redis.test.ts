import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { startInProcess } from '../../support/in-process.ts';
import { startLiveGraph, type LiveGraph } from '../../support/live.ts';
import { openRedisStore, runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { asColleague, load } from '../../support/sandbox-control.ts';
import { readsReach } from './support/replicas.ts';
import type { SharedStore } from '../../../src/shared-store/shared-store.ts';

const KEY = 'phx_sandbox';
const query = `subscription ($id: ID!) {
  experimentChanged(id: $id) { isFirst changes { field after } experiment { name } }
}`;

describe.runIf(runsRedis)('two replicas over Redis', () => {
  let redis: RedisServer;
  let stores: SharedStore[];
  let one: LiveGraph;
  let other: LiveGraph;
  let id: string;

  beforeEach(async () => {
    redis = await startRedis();
    stores = [await openRedisStore(redis.url), await openRedisStore(redis.url)];
    one = await startLiveGraph({ store: stores[0]! });
    other = await startLiveGraph({ store: stores[1]!, beside: one });
    ({ id } = await load(one.sandbox, {
      experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
      flag: { key: 'checkout', active: false },
    }));
    one.sandbox.clearRequests();
  });
  afterEach(async () => {
    await other.close();
    await one.close();
    for (const store of stores) await store.close();
    await redis.stop();
  });

  const listen = (replica: LiveGraph, lastEventId?: string) =>
    replica.subscribe({
      query,
      variables: { id },
      ...(lastEventId && { extensions: { lastEventId } }),
    });
  const rename = (name: string) =>
    asColleague(one.sandbox, 'PATCH', `experiments/${id}/`, { name });
  const reads = () => one.sandbox.requests().filter(({ method }) => method === 'GET').length;
  const nameIn = async (stream: ReturnType<typeof listen>) =>
    (await stream.next())?.event['experiment'].name as string;

  it('ask PostHog once for both, and report the change to both', async () => {
    const streams = [listen(one), listen(other)];
    expect(await Promise.all(streams.map(nameIn))).toEqual(['Checkout', 'Checkout']);
    await one.pass(10_000);
    await readsReach(reads, 2);
    // The one that polls waits for its next check and renews its lease, and the other one follows.
    await one.resting(3);
    await rename('Renamed');
    await one.pass(10_000);
    expect(await Promise.all(streams.map(nameIn))).toEqual(['Renamed', 'Renamed']);
    expect(reads()).toBe(3);
  });

  it('never send the key to Redis, and keep nothing under a name that says what it is', async () => {
    const commands = await redis.watch(async () => {
      await Promise.all([nameIn(listen(one)), nameIn(listen(other))]);
    });
    expect(commands.filter((command) => command.includes('live1'))).not.toEqual([]);
    expect(commands.join('\n')).not.toContain(KEY);
    expect((await redis.keys()).join('\n')).not.toContain('experiment');
  });

  it('read one state for a subscriber that comes back, however many have been kept since', async () => {
    const first = listen(one);
    const ids = [(await first.next())!.id];
    for (const name of ['B', 'C', 'D']) {
      await rename(name);
      ids.push((await one.passUntil(10_000, first.next()))!.id);
    }
    const commands = await redis.watch(async () => {
      const back = await listen(other, ids[1]).next();
      expect(back).toMatchObject({
        resumed: true,
        event: { isFirst: false },
      });
    });
    const [, entry] = ids[1]!.split('.');
    const read = commands
      .filter((line) => /^xrange .*live1/i.test(line))
      .map((line) => line.split(' ').slice(-2));
    expect(read).toContainEqual([entry, entry]);
    for (const [from, to] of read) expect(from).toBe(to);
  });

  it('leave no lease behind when nobody listens any more', async () => {
    const streams = [listen(one), listen(other)];
    await Promise.all(streams.map((stream) => stream.next()));
    for (const stream of streams) stream.stop();
    await one.resting(0);
    await vi.waitFor(async () => {
      expect((await redis.keys()).filter((name) => /lease|progress/.test(name))).toEqual([]);
    });
  });

  it('go on by themselves while Redis is away, and together when it is back', async () => {
    const streams = [listen(one), listen(other)];
    await Promise.all(streams.map(nameIn));
    await redis.kill();
    await vi.waitUntil(() => one.alone.length === 1 && other.alone.length === 1, 10_000);
    await rename('While Redis is away');
    one.time.pass(10_000);
    expect(await Promise.all(streams.map(nameIn))).toEqual([
      'While Redis is away',
      'While Redis is away',
    ]);
    await redis.restart();
    await vi.waitUntil(() => one.alone.length === 2 && other.alone.length === 2, 20_000);
    await vi.waitUntil(async () => (await redis.keys()).some((name) => name.includes('lease')));
    one.sandbox.clearRequests();
    await rename('Afterwards');
    await one.pass(12_000);
    expect(await Promise.all(streams.map(nameIn))).toEqual(['Afterwards', 'Afterwards']);
    expect(streams.map(({ waiting }) => waiting)).toEqual([0, 0]);
    expect(reads()).toBe(1);
  });

  it('report nothing twice when Redis was emptied', async () => {
    const streams = [listen(one), listen(other)];
    await Promise.all(streams.map(nameIn));
    await redis.flush();
    await one.pass(12_000);
    await rename('Renamed');
    await one.pass(24_000);
    expect(await Promise.all(streams.map(nameIn))).toEqual(['Renamed', 'Renamed']);
    expect(streams.map(({ waiting }) => waiting)).toEqual([0, 0]);
  });

  it('continue at the second after an event of the first', async () => {
    const stream = listen(one);
    const seen = await stream.next();
    stream.stop();
    await one.resting(0);
    await rename('Renamed');
    expect(await listen(other, seen?.id).next()).toMatchObject({
      resumed: true,
      event: { isFirst: false, changes: [{ field: 'name', after: 'Renamed' }, {}] },
    });
  });
});

describe.runIf(runsRedis)('a replica that cannot reach Redis', () => {
  it('says once in its log that it polls by itself, and once that it does so no longer', async () => {
    const redis = await startRedis();
    const sandbox = await startCheckedSandbox();
    const server = await startInProcess({
      REDIS_URL: redis.url,
      POSTHOG_HOST: sandbox.url,
      POSTHOG_PROJECT_ID: '1',
      POSTHOG_API_KEY: KEY,
    });
    const client = createClient({ url: `${server.url}/graphql` });
    const listening = [3, 4].map((number) => {
      const experiment = `subscription { experimentChanged(id: ${number}) { pace } }`;
      return client.iterate({ query: experiment }).next();
    });
    await Promise.all(listening);
    const lines = () => server.log.filter(({ msg }) => String(msg).includes('are polled by'));
    await redis.kill();
    await vi.waitFor(() => expect(lines()).toHaveLength(1), { timeout: 20_000 });
    await redis.restart();
    await vi.waitFor(() => expect(lines()).toHaveLength(2), { timeout: 20_000 });
    expect(lines().map(({ level, msg }) => ({ level, msg }))).toEqual([
      { level: 'warn', msg: 'subscriptions are polled by this replica alone until Redis is back' },
      { level: 'info', msg: 'subscriptions are polled by one replica for all again' },
    ]);
    client.dispose();
    await server.stop();
    await sandbox.close();
    await redis.stop();
  }, 60_000);
});
