import { describe, expect, it, vi } from 'vitest';
import { error, failureOf, json, type Respond } from '../../../../support/fake-posthog.ts';
import { replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};
const MADE_UP = 'phx_somebodyMadeThisUp';
const refusals = {
  401: json(401, error('authentication_error', 'authentication_failed', 'No such key.')),
  403: json(403, error('authentication_error', 'permission_denied', 'No access to the project.')),
};

/** PostHog as it answers until `refuse` is set; then it refuses every call. Made-up keys it always refuses. */
function revocable() {
  const { answer } = versionedPostHog();
  const state: { refuse?: Respond | undefined } = {};
  const respond: Respond = (response, request, index) => {
    const isMadeUp = request.headers.authorization?.endsWith(MADE_UP);
    const say = isMadeUp ? refusals[401] : (state.refuse ?? answer);
    say(response, request, index);
  };
  return { state, respond };
}

const DAY = { freshness: { maxAgeMs: 86_400_000 } };
const read = (world: Replicas, replica: number, id = 5) =>
  world.client(replica, DAY).call('experiments_retrieve', at(id));

describe.each([401, 403] as const)('a key that one replica has seen refused with %i', (status) => {
  it('gets nothing from the memory of the others', async () => {
    const { state, respond } = revocable();
    await using world = await replicasOver(respond, { count: 3 });
    for (const replica of [0, 1, 2]) await read(world, replica);
    await turns();
    world.calls();
    state.refuse = refusals[status];
    await failureOf(read(world, 0, 6));
    await vi.waitFor(async () => {
      for (const replica of [0, 1, 2])
        expect((await failureOf(read(world, replica))).status).toBe(status);
    });
  });

  it('gets nothing from the store, also where the replica that refuses has never served it', async () => {
    const { state, respond } = revocable();
    await using world = await replicasOver(respond, { count: 3 });
    await read(world, 0);
    await turns();
    state.refuse = refusals[status];
    await failureOf(read(world, 1, 6));
    await turns();
    expect((await failureOf(read(world, 2))).status).toBe(status);
    expect((await failureOf(read(world, 0))).status).toBe(status);
  });

  it('gets nothing from the store when that cannot be reached at the moment, and is there again later', async () => {
    const { state, respond } = revocable();
    await using world = await replicasOver(respond);
    await read(world, 0);
    await turns();
    world.links[0]!.cut();
    state.refuse = refusals[status];
    await failureOf(read(world, 0, 6));
    world.links[0]!.mend();
    await turns();
    expect((await failureOf(read(world, 1))).status).toBe(status);
  });

  it('is served again by all once PostHog accepts it, from what was read since', async () => {
    const { state, respond } = revocable();
    await using world = await replicasOver(respond);
    await read(world, 0);
    await turns();
    state.refuse = refusals[status];
    await failureOf(read(world, 0, 6));
    state.refuse = undefined;
    await turns();
    await read(world, 0);
    await turns();
    world.calls();
    await read(world, 1);
    expect(world.calls()).toEqual([]);
  });
});

it('a refusal of a key that somebody has made up is announced to nobody', async () => {
  await using world = await replicasOver(revocable().respond);
  await read(world, 0);
  await read(world, 1);
  await turns();
  const generations = () => world.upstreams.map((upstream) => upstream.generation());
  const before = generations();
  const client = world.client(0, DAY, MADE_UP);
  for (const id of [1, 2, 3]) await failureOf(client.call('experiments_retrieve', at(id)));
  await turns();
  expect(generations()).toEqual(before);
});

it('a refusal that stays the same is announced once', async () => {
  const noScope = json(
    403,
    error(
      'authentication_error',
      'permission_denied',
      "API key missing required scope 'feature_flag:read'",
    ),
  );
  const { answer } = versionedPostHog();
  await using world = await replicasOver((response, request, index) =>
    (request.url.includes('feature_flags') ? noScope : answer)(response, request, index),
  );
  await read(world, 1);
  await turns();
  const client = world.client(0, DAY);
  const before = world.upstreams[1]!.generation();
  for (const limit of [1, 2, 3]) {
    const path = { project_id: '1' };
    await failureOf(client.call('feature_flags_list', { path, query: { limit } }));
    await turns();
    await read(world, 1);
    await turns();
  }
  expect(world.upstreams[1]!.generation()).toBe(before + 1);
});
