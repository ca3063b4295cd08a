import { describe, expect, it } from 'vitest';
import { ageOf } from '../../../../../src/posthog/layers/cache/age.ts';
import { error, failureOfKind, json, type Respond } from '../../../../support/fake-posthog.ts';
import { noon, replicasOver } from '../../../../support/upstream-replicas.ts';
import { versionedPostHog } from '../../../../support/versioned-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const detail = (id: number) => `GET /api/projects/1/experiments/${id}/`;
/** An answer is stored after its caller has got it. */
const stored = () => new Promise((done) => setImmediate(done));

describe('what one replica has read', () => {
  it('is found by the others, with its age, without a call to PostHog', async () => {
    await using world = await replicasOver(versionedPostHog().answer, { count: 3 });
    await world.client(0).call('experiments_retrieve', at(5));
    await stored();
    expect(world.calls()).toEqual([detail(5)]);

    world.clock.now += 2_000;
    const second = world.client(1);
    const found = await second.call('experiments_retrieve', at(5));
    expect(found).toMatchObject({ id: 5, feature_flag: { id: 102 } });
    expect(ageOf(found)).toEqual({ asOf: noon });
    expect(second.ledger).toMatchObject({ calls: 0, cacheHits: 1, deduplicated: 0 });
    expect(world.calls()).toEqual([]);

    // It is not fresh for longer because another replica has found it.
    world.clock.now += 3_000;
    await world.client(1).call('experiments_retrieve', at(5));
    expect(world.calls()).toEqual([detail(5)]);
  });

  it('is found page by page, with rows like those that PostHog sends', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    const list = () => ({ path: { project_id: '1' } });
    const first = await world.client(0).call('experiments_list', list());
    await stored();
    const second = await world.client(1).call('experiments_list', list());
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(world.calls()).toHaveLength(1);
  });

  it('is in the memory of the one that found it: the store is not asked again', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await world.client(0).call('experiments_retrieve', at(5));
    await stored();
    await world.client(1).call('experiments_retrieve', at(5));
    world.links[1]!.values.get = () => Promise.reject(new Error('The store was asked.'));
    world.links[1]!.leases.acquire = () => Promise.reject(new Error('The store was asked.'));
    const again = world.client(1);
    await again.call('experiments_retrieve', at(5));
    expect(again.ledger).toMatchObject({ calls: 0, cacheHits: 1 });
  });

  it('includes that PostHog has nothing there', async () => {
    const nothing = json(404, error('invalid_request', 'not_found', 'Not found.'));
    await using world = await replicasOver(nothing);
    await failureOfKind('not-found', world.client(0).call('experiments_retrieve', at(9)));
    await stored();
    world.clock.now += 4_000;
    const found = await failureOfKind(
      'not-found',
      world.client(1).call('experiments_retrieve', at(9)),
    );
    expect(found).toMatchObject({ status: 404, message: 'Not found.' });
    expect(world.calls()).toHaveLength(1);
    world.clock.now += 1_000;
    await failureOfKind('not-found', world.client(1).call('experiments_retrieve', at(9)));
    expect(world.calls()).toHaveLength(1);
  });

  it('is not found by another key', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await world.client(0, {}, 'phx_a').call('experiments_retrieve', at(5));
    await stored();
    await world.client(1, {}, 'phx_b').call('experiments_retrieve', at(5));
    expect(world.calls()).toEqual([detail(5), detail(5)]);
  });

  it('is not used by who wants a newer one, or PostHog itself', async () => {
    await using world = await replicasOver(versionedPostHog().answer);
    await world.client(0).call('experiments_retrieve', at(5));
    await stored();
    world.clock.now += 2_000;
    const within = (maxAgeMs: number) =>
      world.client(1, { freshness: { maxAgeMs } }).call('experiments_retrieve', at(5));
    await within(3_000);
    expect(world.calls()).toHaveLength(1);
    await within(1_000);
    await within(0);
    expect(world.calls()).toHaveLength(2);
  });

  it('is served as stale by a replica that never read it, when PostHog is down', async () => {
    const { answer } = versionedPostHog();
    let isDown = false;
    await using world = await replicasOver((...args) =>
      isDown ? json(500, error('server_error', 'error', 'Broken.'))(...args) : answer(...args),
    );
    await world.client(0).call('experiments_retrieve', at(5));
    await stored();
    isDown = true;
    world.clock.now += 60_000;
    const old = world.client(1);
    const found = await old.call('experiments_retrieve', at(5));
    expect(ageOf(found)).toEqual({ asOf: noon, staleReason: 'UPSTREAM_DOWN' });
    expect(old.ledger).toMatchObject({ staleHits: 1, calls: 1 });
    const strict = world.client(1, { freshness: { staleOk: false } });
    await failureOfKind('unavailable', strict.call('experiments_retrieve', at(5)));
  });
});

it('a replica deletes from the store what it stored longest ago, when that is too much', async () => {
  const filler = 'x'.repeat(40_000);
  const respond: Respond = (response, request, index) => {
    const id = Number(/experiments\/(\d+)/.exec(request.url)?.[1]);
    json(200, { id, filler })(response, request, index);
  };
  await using world = await replicasOver(respond, { maxBytes: 100_000 });
  for (const id of [1, 2, 3]) {
    await world.client(0).call('experiments_retrieve', at(id));
    await stored();
  }
  world.calls();
  for (const id of [3, 2, 1]) await world.client(1).call('experiments_retrieve', at(id));
  expect(world.calls()).toEqual([detail(1)]);
});

describe('the store', () => {
  const key = 'an-old-key-without-prefix-0123456789';

  /** Everything that is written to the store. */
  async function written(answer: Respond) {
    await using world = await replicasOver(answer);
    const texts: string[] = [];
    const [link] = world.links;
    const noting = <Part extends object>(part: Part, name: keyof Part) => {
      const method = part[name] as (...args: unknown[]) => unknown;
      Object.assign(part, {
        [name]: (...args: unknown[]) => {
          texts.push(JSON.stringify(args));
          return method(...args);
        },
      });
    };
    const { values, streams, messages, leases } = link!;
    noting(values, 'set');
    noting(streams, 'append');
    noting(messages, 'publish');
    noting(leases, 'acquire');
    const client = world.client(0, {}, key);
    await client.call('experiments_retrieve', at(5)).catch(() => undefined);
    await client.call('experiments_pause_create', at(5)).catch(() => undefined);
    await stored();
    return texts;
  }

  it('never gets a key, neither in a name nor in a value', async () => {
    const texts = await written(versionedPostHog().answer);
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.filter((text) => text.includes(key))).toEqual([]);
  });

  it.each([
    ["the caller's key", { id: 5, echo: `you sent ${key}` }],
    ["somebody's key", { id: 5, api_token: 'phs_0123456789' }],
  ])('does not get an answer that contains %s', async (_whose, body) => {
    const texts = await written(json(200, body));
    expect(texts.filter((text) => /echo|phs_/.test(text))).toEqual([]);
  });
});
