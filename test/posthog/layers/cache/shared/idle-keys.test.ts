import { describe, expect, it, vi } from 'vitest';
import { ageOf } from '../../../../../src/posthog/layers/cache/age.ts';
import { error, failureOf, json, type Respond } from '../../../../support/fake-posthog.ts';
import { noon, replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';

const MINUTE = 60_000;
const ids = Array.from({ length: 50 }, (_, index) => index + 1);
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

const series: Respond = (response, request, index) =>
  json(200, { experiment_id: Number(/experiments\/(\d+)/.exec(request.url)?.[1]) })(
    response,
    request,
    index,
  );
const refused = json(401, error('authentication_error', 'authentication_failed', 'Revoked.'));
const down = json(500, error('server_error', 'error', 'A server error occurred.'));

/** Replicas of which the first has read all series, so long ago. */
async function idleFor(ms: number, count = 2) {
  const state = { answer: series };
  const world = await replicasOver((...args) => state.answer(...args), { count });
  await readAll(world, 0);
  await turns();
  expect(world.calls()).toHaveLength(ids.length);
  world.clock.now += ms;
  return { world, state, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

function read(world: Replicas, replica: number, id: number) {
  const client = world.client(replica);
  const answer = client.call('experiments_timeseries_results_retrieve', {
    path: { project_id: '1', id },
    query: { metric_uuid: 'm', fingerprint: 'f' },
  });
  return { answer, ledger: client.ledger };
}
const readAll = (world: Replicas, replica: number) =>
  Promise.all(ids.map((id) => read(world, replica, id).answer));

describe('what another replica has read with a key that PostHog has not answered for ten minutes', () => {
  it.each(['from its memory', 'from the store'])(
    'is not given to the key when PostHog refuses it now: %s',
    async (from) => {
      await using idle = await idleFor(10 * MINUTE - 1);
      const { world, state } = idle;
      if (from === 'from its memory') await readAll(world, 1);
      expect(world.calls()).toEqual([]);
      state.answer = refused;
      world.clock.now += 1;
      const { kind, status } = await failureOf(read(world, 1, 1).answer);
      expect([kind, status]).toEqual(['unauthenticated', 401]);
      expect(world.calls()).toHaveLength(1);
      await vi.waitFor(async () => {
        expect((await failureOf(read(world, 0, 2).answer)).kind).toBe('unauthenticated');
      });
    },
  );

  it('costs one call, however many answers are read at once', async () => {
    await using idle = await idleFor(10 * MINUTE);
    const { world } = idle;
    const reads = ids.map((id) => read(world, 1, id));
    const answers = await Promise.all(reads.map(({ answer }) => answer));
    expect(answers.map((answer) => answer.experiment_id)).toEqual(ids);
    expect(world.calls()).toHaveLength(1);
    for (const { ledger } of reads) expect(ledger.cacheHits).toBe(1);
    await readAll(world, 1);
    expect(world.calls()).toEqual([]);
  });

  it('costs one call for all replicas where they read the same first', async () => {
    await using idle = await idleFor(10 * MINUTE, 3);
    const { world } = idle;
    for (const replica of [0, 1, 2]) {
      await readAll(world, replica);
      await turns();
    }
    expect(world.calls()).toHaveLength(1);
  });

  it('costs one call after the clocks were set back by a day, too', async () => {
    await using idle = await idleFor(-24 * 60 * MINUTE);
    const { world } = idle;
    await readAll(world, 1);
    expect(world.calls()).toHaveLength(1);
  });

  it('is served as stale while PostHog cannot be reached', async () => {
    await using idle = await idleFor(10 * MINUTE);
    const { world, state } = idle;
    state.answer = down;
    const [first, second] = await Promise.all([read(world, 1, 1).answer, read(world, 1, 2).answer]);
    for (const answer of [first, second])
      expect(ageOf(answer)).toEqual({ asOf: noon, staleReason: 'UPSTREAM_DOWN' });
    expect(world.calls()).toHaveLength(1);
  });
});
