import { describe, expect, it } from 'vitest';
import { namespaceOf } from '../../../../../src/posthog/layers/cache/shared/names.ts';
import { replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = { path: { project_id: '1', id: 5 } };
const turns = () => new Promise((done) => setTimeout(done, 5));
const read = (world: Replicas, replica: number): Promise<unknown> =>
  world.client(replica).call('experiments_retrieve', at);
const versionRead = async (world: Replicas, replica: number) =>
  ((await read(world, replica)) as { readonly version?: number }).version;
const write = (world: Replicas, replica: number): Promise<unknown> =>
  world.client(replica).call('experiments_pause_create', at);

const hostOf = ({ received }: Replicas) => `http://${received[0]?.headers.host ?? ''}`;

/** Publishes what somebody may who can do nothing else with Redis. */
async function publish(world: Replicas, message: unknown): Promise<void> {
  const channel = `${namespaceOf(hostOf(world))}:writes`;
  await world.store.messages.publish(channel, JSON.stringify(message));
  await turns();
}

const FUTURE = '999999999999999-1';
const said = (id: string, entry: object) => ({
  id,
  by: 'a stranger',
  entry: JSON.stringify({ epoch: 'their own', by: 'a stranger', tags: ['experiment/5'], ...entry }),
});

describe('what a stranger says on the channel of writes', () => {
  it.each([
    ['a write in the far future', said(FUTURE, { kind: 'ended' })],
    ['a change in the far future', said(FUTURE, { kind: 'outdated' })],
    ['a beginning of the log in the far future', said(FUTURE, { kind: 'restarted' })],
    ['something that is no place in the log', said('here', { kind: 'ended' })],
    ['no message', null],
  ])('does not make an answer outlive a write: %s', async (_what, message) => {
    await using world = await replicasOver(versionedPostHog().answer);
    await read(world, 0);
    await publish(world, message);
    for (const version of [1, 2]) {
      // oxlint-disable no-await-in-loop -- in this order
      await read(world, 0);
      await turns();
      await write(world, version % 2);
      expect(await versionRead(world, 1)).toBe(version);
      expect(await versionRead(world, 0)).toBe(version);
      // oxlint-enable no-await-in-loop
    }
  });

  it('costs no call, because what was read is still shared', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await read(world, 0);
    await publish(world, said(FUTURE, { kind: 'ended' }));
    world.calls();
    await read(world, 0);
    await turns();
    await read(world, 1);
    expect(world.calls()).toEqual([]);
  });

  it('does not become an entry of the log', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await read(world, 0);
    const host = hostOf(world);
    await publish(world, said('9999999999999-1', { kind: 'began', write: 'theirs', ms: 0 }));
    world.clock.now += 3_000;
    await read(world, 0);
    await turns();
    const entries = await world.store.streams.read(`${namespaceOf(host)}:writes`);
    expect(entries.filter(({ value }) => value.includes('theirs'))).toEqual([]);
  });
});
