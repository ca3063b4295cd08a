import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../../../../src/shared-store/shared-store.ts';
import { json } from '../../../../support/fake-posthog.ts';
import { noon, replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const turns = () => new Promise((done) => setImmediate(done));

const read = (world: Replicas, replica: number, id = 5): Promise<unknown> =>
  world.client(replica).call('experiments_retrieve', at(id));
const write = (world: Replicas, replica: number, id = 5): Promise<unknown> =>
  world.client(replica).call('experiments_pause_create', at(id));
const readResults = (world: Replicas, replica: number) =>
  world.client(replica).call('experiments_timeseries_results_retrieve', {
    ...at(5),
    query: { metric_uuid: 'm', fingerprint: 'f' },
  });

const series = json(200, { recalculation_status: null });

describe('while the store cannot be used', () => {
  it('answers in memory are used, but for seconds only, whatever they are about', async () => {
    await using world = await replicasOver(series);
    await readResults(world, 0);
    world.links[0]!.cut();
    world.calls();
    world.clock.now += 4_000;
    await readResults(world, 0);
    expect(world.calls()).toHaveLength(0);
    world.clock.now += 1_000;
    await readResults(world, 0);
    expect(world.calls()).toHaveLength(1);
    world.clock.now += 4_000;
    await readResults(world, 0);
    expect(world.calls()).toHaveLength(0);
    world.clock.now += 1_000;
    await readResults(world, 0);
    expect(world.calls()).toHaveLength(1);
  });

  it('reads and writes go on as in a single process', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    for (const link of world.links) link.cut();
    expect(await read(world, 0)).toMatchObject({ version: 0 });
    await write(world, 0);
    expect(await read(world, 0)).toMatchObject({ version: 1 });
    expect(world.calls()).toHaveLength(3);
  });
});

describe('when the store can be used again', () => {
  it('nothing from before is trusted, since writes may have been missed', async () => {
    await using world = await replicasOver(series);
    await readResults(world, 0);
    world.links[0]!.cut();
    await world.upstreams[1]!.outdate(['experiment/5'], world.clock.now + 1);
    world.links[0]!.mend();
    await turns();
    world.calls();
    await readResults(world, 0);
    expect(world.calls()).toHaveLength(1);
  });

  it('what was written meanwhile is announced: the others drop what they have', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await read(world, 1);
    await turns();
    world.links[0]!.cut();
    await write(world, 0);
    // The other replica cannot know yet.
    expect(await read(world, 1)).toMatchObject({ version: 0 });
    world.links[0]!.mend();
    await turns();
    expect(await read(world, 1)).toMatchObject({ version: 1 });
    expect(await read(world, 0)).toMatchObject({ version: 1 });
  });
});

it('when the log of writes is lost, no shared answer from before is valid', async () => {
  const clock = { now: noon };
  const newStore = () => createMemoryStore({ now: () => clock.now, isShared: true });
  let { streams } = newStore();
  const store: SharedStore = {
    ...newStore(),
    streams: {
      append: (...args) => streams.append(...args),
      read: (...args) => streams.read(...args),
      find: (...args) => streams.find(...args),
      last: (...args) => streams.last(...args),
    },
  };
  await using world = await replicasOver(series, { store, count: 3, clock });
  await readResults(world, 0);
  await turns();
  await readResults(world, 1);
  expect(world.calls()).toHaveLength(1);

  // Evicted or flushed, and the answers are still there.
  ({ streams } = newStore());
  clock.now += 1_000;
  await readResults(world, 2);
  await turns();
  await readResults(world, 1);
  await turns();
  await readResults(world, 1);
  expect(world.calls()).toHaveLength(1);
});
