import { describe, expect, it, vi } from 'vitest';
import type { IsBy } from '../../../../../src/posthog/client.ts';
import { apiKey, json, type Respond } from '../../../../support/fake-posthog.ts';
import { replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const detail = (id: number) => `GET /api/projects/1/experiments/${id}/`;
const turns = () => new Promise((done) => setImmediate(done));

const read = (world: Replicas, replica: number, id = 5): Promise<unknown> =>
  world.client(replica).call('experiments_retrieve', at(id));
const write = (world: Replicas, replica: number, id = 5): Promise<unknown> =>
  world.client(replica).call('experiments_pause_create', at(id));

const results = {
  ...at(5),
  query: { metric_uuid: 'm', fingerprint: 'f' },
};
/** Fresh until the next daily run, unless something invalidates them. */
const readResults = (world: Replicas, replica: number) =>
  world.client(replica).call('experiments_timeseries_results_retrieve', results);
const resultsCall =
  'GET /api/projects/1/experiments/5/timeseries_results/?metric_uuid=m&fingerprint=f';

describe('a write through one replica', () => {
  it('is seen at all others by the time it is answered, and leaves what it does not concern', async () => {
    await using world = await replicasOver(versionedPostHog().answer, { count: 3 });
    for (const replica of [0, 1, 2]) {
      for (const id of [1, 2]) await read(world, replica, id);
      await turns();
    }
    expect(world.calls()).toHaveLength(2);

    await write(world, 0, 1);
    const found = await Promise.all([0, 1, 2].map((replica) => read(world, replica, 1)));
    expect(found.map((one) => (one as { version: number }).version)).toEqual([1, 1, 1]);
    await Promise.all([0, 1, 2].map((replica) => read(world, replica, 2)));
    expect(world.calls()).toEqual(['POST /api/projects/1/experiments/1/pause/', detail(1)]);
  });

  it('also drops whole answers that rest on what was read', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    const client = world.client(1);
    await client.call('experiments_retrieve', at(5));
    world.upstreams[1]!.cacheValue('key whole', 'answer', 10, client.ledger);
    expect(world.upstreams[1]!.cachedValue('key whole')).toBe('answer');
    await write(world, 0);
    expect(world.upstreams[1]!.cachedValue('key whole')).toBeUndefined();
  });

  it('wakes those who watch at every replica, once', async () => {
    await using world = await replicasOver(versionedPostHog().answer, { count: 3 });
    for (const replica of [0, 1, 2]) await read(world, replica);
    const heard = world.upstreams.map((upstream) => {
      const listener = vi.fn<(tags: readonly string[], isBy: IsBy) => void>();
      upstream.onWrite(listener);
      return listener;
    });
    await write(world, 0);
    await Promise.all([0, 1, 2].map((replica) => read(world, replica)));
    const lists = ['experiments', 'feature_flags', 'cohorts'];
    // The lists of its project, which some key may have read as that of `@current`.
    const ofProject = lists.flatMap((tag) => [`${tag}@1`, `${tag}@@current`]);
    const tags = [...ofProject, 'experiment/5', 'flag/102'];
    expect(heard.map(({ mock }) => mock.calls.map(([stale]) => stale))).toEqual([
      [tags],
      [tags],
      [tags],
    ]);
    // Whose key it was, only the replica that sent it says.
    expect(heard.map(({ mock }) => mock.calls[0]![1](apiKey))).toEqual([true, false, false]);
  });

  it('is answered although another replica has stopped listening, and that one finds out by itself', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await read(world, 1);
    world.links[1]!.deafen();
    await write(world, 0);
    expect(await read(world, 1)).toMatchObject({ version: 0 });
    world.clock.now += 1_000;
    await read(world, 1);
    await turns();
    expect(await read(world, 1)).toMatchObject({ version: 1 });
  });

  it('is not joined by who reads elsewhere while an older read is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const { answer } = versionedPostHog();
    let reads = 0;
    const respond: Respond = (response, request, index) => {
      reads += request.method === 'GET' ? 1 : 0;
      // The third read is held: its answer is from before the write.
      if (request.method !== 'GET' || reads !== 3) answer(response, request, index);
      else void gate.promise.then(() => json(200, { id: 5, version: 0 })(response, request, index));
    };
    await using world = await replicasOver(respond);
    // The first call of a key goes alone.
    await read(world, 0);
    await read(world, 1, 6);
    world.clock.now += 10_000;
    const before = read(world, 0);
    await vi.waitFor(() => expect(world.received.at(-1)?.url).toContain('/experiments/5/'));
    await write(world, 0);
    expect(await read(world, 1)).toMatchObject({ version: 1 });
    gate.resolve();
    expect(await before).toMatchObject({ version: 0 });
    await turns();
    // What was read too early is kept by nobody.
    expect(await read(world, 0)).toMatchObject({ version: 1 });
    expect(await read(world, 1)).toMatchObject({ version: 1 });
  });
});

describe('a change that a poll saw', () => {
  it('is read anew at every replica, and wakes nobody', async () => {
    await using world = await replicasOver(json(200, { recalculation_status: null }));
    await readResults(world, 0);
    await turns();
    await readResults(world, 1);
    const listener = vi.fn<(tags: readonly string[], isBy: IsBy) => void>();
    world.upstreams[1]!.onWrite(listener);
    world.calls();

    await world.upstreams[0]!.outdate(['experiment/5'], world.clock.now + 1);
    await readResults(world, 1);
    await turns();
    await readResults(world, 0);
    expect(world.calls()).toEqual([resultsCall]);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('a replica that dies between sending a write and answering it', () => {
  it('leaves no old results: others take the write for done when its deadline has passed', async () => {
    const { answer } = versionedPostHog();
    await using world = await replicasOver((response, request, index) => {
      if (request.method === 'GET') answer(response, request, index);
    });
    await readResults(world, 0);
    await turns();
    await readResults(world, 1);
    expect(world.calls()).toEqual([resultsCall]);

    const leaving = new AbortController();
    const lost = world.client(0, { signal: leaving.signal });
    const outcome = lost.call('experiments_pause_create', at(5)).catch(() => undefined);
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    world.links[0]!.cut();
    leaving.abort();
    await outcome;
    world.calls();

    // Nobody knows yet, and no caller was told of the write.
    world.clock.now += 1_000;
    await readResults(world, 1);
    await turns();
    expect(world.calls()).toEqual([]);
    world.clock.now += 10_000;
    await readResults(world, 1);
    expect(world.calls()).toEqual([resultsCall]);
    await readResults(world, 1);
    expect(world.calls()).toEqual([]);
  });
});
