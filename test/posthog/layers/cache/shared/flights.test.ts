import { describe, expect, it, vi } from 'vitest';
import {
  cut,
  error,
  failureOf,
  failureOfKind,
  inTurn,
  json,
  silence,
  type Respond,
} from '../../../../support/fake-posthog.ts';
import { replicasOver, type Replicas } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const read = (world: Replicas, replica: number, scope = {}): Promise<unknown> =>
  world.client(replica, scope).call('experiments_retrieve', at(5));

/** Answers when it is told to. */
function held(answer: Respond) {
  const gate = Promise.withResolvers<void>();
  const respond: Respond = (...args) => void gate.promise.then(() => answer(...args));
  return { respond, letGo: () => gate.resolve() };
}

/** Both replicas know the key, so that calls need not wait for its first one. */
async function withKnownKey(answer: Respond, count = 2) {
  let isKnown = false;
  const world = await replicasOver(
    (...args) => (isKnown ? answer(...args) : json(200, { id: 1 })(...args)),
    { count },
  );
  for (let replica = 0; replica < count; replica += 1)
    await world.client(replica, { freshness: { maxAgeMs: 0 } }).call('users_retrieve_me', {});
  isKnown = true;
  world.calls();
  return world;
}

describe('identical reads of one key in flight at several replicas', () => {
  it('become one call, and each ledger counts its part', async () => {
    await using world = await replicasOver(versionedPostHog(() => 5).answer, { count: 3 });
    const clients = Array.from({ length: 99 }, (_, index) => world.client(index % 3));
    const answers = await Promise.all(
      clients.map((client) => client.call('experiments_retrieve', at(5))),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(world.calls()).toHaveLength(1);
    const sum = (count: (ledger: (typeof clients)[number]['ledger']) => number) =>
      clients.reduce((total, { ledger }) => total + count(ledger), 0);
    expect(sum(({ calls }) => calls)).toBe(1);
    expect(sum(({ deduplicated }) => deduplicated)).toBe(98);
  });

  it('are a call for each key', async () => {
    await using world = await replicasOver(versionedPostHog(() => 5).answer, { count: 3 });
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        world.client(index % 3, {}, `phx_${index % 2}`).call('experiments_retrieve', at(5)),
      ),
    );
    expect(world.calls()).toHaveLength(2);
  });

  it.each([
    [403, error('authentication_error', 'permission_denied', 'You may not.'), 'forbidden'],
    [404, error('invalid_request', 'not_found', 'Not found.'), 'not-found'],
  ] as const)('share a refusal of PostHog (%i)', async (status, body, kind) => {
    const { respond, letGo } = held(json(status, body));
    await using world = await withKnownKey(respond, 3);
    const outcomes = [0, 1, 2].map((replica) => failureOfKind(kind, read(world, replica)));
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    letGo();
    for (const failure of await Promise.all(outcomes))
      expect(failure).toMatchObject({ status, message: body.detail, body });
    expect(world.calls()).toHaveLength(1);
  });

  it('do not share a failure of the network: each asks for itself', async () => {
    const { respond, letGo } = held(inTurn(cut, cut, cut, json(200, { id: 5 })));
    await using world = await withKnownKey(respond);
    const first = failureOf(read(world, 0));
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    const second = read(world, 1);
    letGo();
    expect((await first).kind).toBe('unavailable');
    expect(await second).toMatchObject({ id: 5 });
  });

  it('go on when the caller of the first one leaves: another replica asks', async () => {
    const respond: Respond = inTurn(silence, json(200, { id: 5 }));
    await using world = await withKnownKey(respond);
    const leaving = new AbortController();
    const first = failureOf(read(world, 0, { signal: leaving.signal }));
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    const second = read(world, 1);
    leaving.abort();
    expect((await first).kind).toBe('cancelled');
    expect(await second).toMatchObject({ id: 5 });
    expect(world.calls()).toHaveLength(2);
  });

  it('end for a caller who leaves or runs out of time while another replica asks', async () => {
    await using world = await withKnownKey(silence);
    const leading = new AbortController();
    const first = failureOf(read(world, 0, { signal: leading.signal }));
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    const leaving = new AbortController();
    const second = failureOf(read(world, 1, { signal: leaving.signal }));
    const third = failureOf(read(world, 1, { deadline: world.clock.now + 20 }));
    expect((await third).kind).toBe('timeout');
    leaving.abort();
    expect((await second).kind).toBe('cancelled');
    expect(world.calls()).toHaveLength(1);
    leading.abort();
    await first;
  });

  it('are asked for again when the replica that asks has died', async () => {
    const respond: Respond = inTurn(silence, json(200, { id: 5 }));
    await using world = await withKnownKey(respond);
    const leaving = new AbortController();
    const lost = failureOf(read(world, 0, { signal: leaving.signal }));
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    // It neither renews its lease nor gives it back.
    world.links[0]!.cut();
    const second = read(world, 1);
    world.clock.now += 1_600;
    expect(await second).toMatchObject({ id: 5 });
    leaving.abort();
    await lost;
  });
});

describe('a read that must be answered by PostHog itself', () => {
  it('does not join one that was asked for before, at its own replica or another', async () => {
    const { respond, letGo } = held(versionedPostHog().answer);
    await using world = await withKnownKey(respond);
    const fresh = { freshness: { maxAgeMs: 0, staleOk: false } };
    const first = read(world, 0);
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    const others = [read(world, 1), read(world, 1, fresh), read(world, 0, fresh)];
    await vi.waitFor(() => expect(world.received).toHaveLength(3));
    letGo();
    await Promise.all([first, ...others]);
    expect(world.calls()).toHaveLength(3);
  });

  it('may be joined by others of its replica, which are content with less', async () => {
    const { respond, letGo } = held(versionedPostHog().answer);
    await using world = await withKnownKey(respond);
    const first = read(world, 0, { freshness: { maxAgeMs: 0 } });
    await vi.waitFor(() => expect(world.received).toHaveLength(1));
    const second = read(world, 0);
    letGo();
    await Promise.all([first, second]);
    expect(world.calls()).toHaveLength(1);
  });
});
