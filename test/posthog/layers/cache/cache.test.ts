import { describe, expect, it } from 'vitest';
import { ageOf } from '../../../../src/posthog/layers/cache/age.ts';
import { UpstreamLedger } from '../../../../src/posthog/request/ledger.ts';
import type { FreshnessPolicy } from '../../../../src/posthog/request/plan.ts';
import { PlannedRequest } from '../../../../src/posthog/request/planned-request.ts';
import type { CallScope } from '../../../../src/posthog/types.ts';
import {
  error,
  fakePostHog,
  failureOf,
  failureOfKind,
  inTurn,
  json,
  type Respond,
} from '../../../support/fake-posthog.ts';

const at = (id: number) => ({ path: { project_id: '1', id } });
const start = Date.parse('2026-03-04T12:00:00Z');

/** A client that caches every answer, and a clock that can be set. */
async function keeping(answer: Respond) {
  const clock = { now: start };
  const posthog = await fakePostHog(answer, {
    now: () => clock.now,
    freshness: {
      seconds: { experiments: 5, settings: 60, results: 3_600 },
      maxStaleMs: 600_000,
      maxBytes: 1_000_000,
    },
  });
  const client = (freshness: FreshnessPolicy = {}, key?: string) => {
    const planned = new PlannedRequest({ freshness });
    const ledger = new UpstreamLedger();
    const deadline = clock.now + 5_000;
    return { ...posthog.client({ planned, ledger, deadline }, key), ledger };
  };
  return { clock, posthog, client, [Symbol.asyncDispose]: () => posthog[Symbol.asyncDispose]() };
}

const paths = (received: readonly { method: string; url: string }[]) =>
  received.map(({ method, url }) => `${method} ${url}`);

const detail =
  (flag = 7): Respond =>
  (response, request, index) => {
    const id = Number(/experiments\/(\d+)/.exec(request.url)?.[1]);
    json(200, { id, feature_flag: { id: flag } })(response, request, index);
  };

const series = (recalculation_status: string | null) => json(200, { recalculation_status });

describe('an answer is cached for its lifetime, per key', () => {
  it('is served without a call while it is fresh, and read again afterwards', async () => {
    await using world = await keeping(detail());
    await world.client().call('experiments_retrieve', at(5));
    const second = world.client();
    await second.call('experiments_retrieve', at(5));
    expect(second.ledger).toMatchObject({ calls: 0, cacheHits: 1 });

    world.clock.now += 5_000;
    const third = world.client();
    await third.call('experiments_retrieve', at(5));
    expect(third.ledger).toMatchObject({ calls: 1, cacheHits: 0 });
  });

  it('is not found by another key', async () => {
    await using world = await keeping(detail());
    await world.client({}, 'phx_a').call('experiments_retrieve', at(5));
    await world.client({}, 'phx_b').call('experiments_retrieve', at(5));
    expect(world.posthog.received).toHaveLength(2);
  });

  it('is not given to a call that is over: its caller left, its time is up, or the process stops', async () => {
    await using world = await keeping(detail());
    await world.client().call('experiments_retrieve', at(5));
    const ledger = new UpstreamLedger();
    const over = (scope: Partial<CallScope>) =>
      world.posthog.client({ ledger, ...scope }).call('experiments_retrieve', at(5));
    await failureOfKind('cancelled', over({ signal: AbortSignal.abort() }));
    await failureOfKind('timeout', over({ deadline: world.clock.now }));
    world.posthog.upstream.cut();
    expect(await failureOfKind('timeout', over({}))).toMatchObject({ stopping: true });
    expect(ledger).toMatchObject({ calls: 0, cacheHits: 0 });
    expect(world.posthog.received).toHaveLength(1);
  });

  it('is read again when the caller requires a newer one', async () => {
    await using world = await keeping(detail());
    await world.client().call('experiments_retrieve', at(5));
    world.clock.now += 2_000;
    await world.client({ maxAgeMs: 3_000 }).call('experiments_retrieve', at(5));
    expect(world.posthog.received).toHaveLength(1);
    await world.client({ maxAgeMs: 1_000 }).call('experiments_retrieve', at(5));
    await world.client({ maxAgeMs: 0 }).call('experiments_retrieve', at(5));
    expect(world.posthog.received).toHaveLength(3);
  });

  it('is fresh until the next daily run for a finished series, and for seconds during a recalculation', async () => {
    const answers = inTurn(series('in_progress'), series(null));
    let asked = 0;
    await using world = await keeping((response, request) => {
      const isSeries = request.url.includes('timeseries_results');
      if (isSeries) answers(response, request, asked++);
      else json(200, { id: 1 })(response, request, 0);
    });
    const readAt = async (moment: number) => {
      world.clock.now = moment;
      // The key is in use, so that nothing is read only to learn whether PostHog accepts it.
      await world.client({ maxAgeMs: 0 }).call('users_retrieve_me', {});
      await world.client().call('experiments_timeseries_results_retrieve', {
        ...at(5),
        query: { metric_uuid: 'm', fingerprint: 'f' },
      });
    };
    await readAt(start);
    await readAt(start + 6_000);
    await readAt(start + 3_006_000);
    expect(asked).toBe(2);

    await readAt(Date.parse('2026-03-05T02:00:00Z') - 600_000);
    await readAt(Date.parse('2026-03-05T02:00:00Z'));
    expect(asked).toBe(4);
  });
});

describe('a write', () => {
  it('invalidates the changed experiment, those that share its flag and the lists, and nothing else', async () => {
    const flagOf: Record<string, number> = { 5: 7, 6: 7, 8: 9 };
    await using world = await keeping((response, request, index) => {
      const id = /experiments\/(\d+)/.exec(request.url)?.[1];
      const body =
        id === undefined
          ? { count: 0, results: [] }
          : { id: Number(id), feature_flag: { id: flagOf[id] } };
      json(200, body)(response, request, index);
    });
    const readAll = async () => {
      const client = world.client();
      await client.call('experiments_retrieve', at(5));
      await client.call('experiments_retrieve', at(6));
      await client.call('experiments_retrieve', at(8));
      await client.call('experiments_list', { path: { project_id: '1' } });
      await client.call('experiment_holdouts_list', { path: { project_id: '1' } });
    };
    await readAll();
    await world.client().call('experiments_pause_create', at(5));
    world.posthog.received.length = 0;
    await readAll();

    expect(paths(world.posthog.received)).toEqual([
      'GET /api/projects/1/experiments/5/',
      'GET /api/projects/1/experiments/6/',
      'GET /api/projects/1/experiments/',
    ]);
  });

  it('during a request keeps its answer from being cached whole, since it rests on what was read before', async () => {
    await using world = await keeping(detail());
    const request = world.client();
    await request.call('experiments_retrieve', at(5));
    await world.client().call('experiments_pause_create', at(5));
    await request.call('experiments_retrieve', at(8));
    const { upstream } = world.posthog;
    upstream.cacheValue('key whole', 'old and new', 10, request.ledger);
    expect(upstream.cachedValue('key whole')).toBeUndefined();
  });

  it('that failed invalidates as if it had happened', async () => {
    await using world = await keeping((response, request, index) =>
      request.method === 'GET'
        ? detail()(response, request, index)
        : json(500, error('server_error', 'error', 'x'))(response, request, index),
    );
    await world.client().call('experiments_retrieve', at(5));
    await failureOf(world.client().call('experiments_pause_create', at(5)));
    const after = world.client();
    await after.call('experiments_retrieve', at(5));
    expect(after.ledger.calls).toBe(1);
  });
});

describe('when PostHog cannot be reached', () => {
  const down = json(500, error('server_error', 'error', 'A server error occurred.'));

  it('a stale answer is served, marked with its age and the reason', async () => {
    await using world = await keeping(inTurn(detail(), down));
    await world.client().call('experiments_retrieve', at(5));
    world.clock.now += 60_000;
    const later = world.client();
    const old = await later.call('experiments_retrieve', at(5));

    expect(old).toMatchObject({ id: 5 });
    expect(ageOf(old)).toEqual({ asOf: start, staleReason: 'UPSTREAM_DOWN' });
    expect(later.ledger).toMatchObject({ staleHits: 1, calls: 1 });
  });

  it('the error is passed on to a caller who accepts no stale answer, and to all when it is too old', async () => {
    await using world = await keeping(inTurn(detail(), down));
    await world.client().call('experiments_retrieve', at(5));
    world.clock.now += 60_000;
    const strict = world.client({ staleOk: false });
    expect((await failureOf(strict.call('experiments_retrieve', at(5)))).kind).toBe('unavailable');

    world.clock.now += 600_000;
    const late = await failureOf(world.client().call('experiments_retrieve', at(5)));
    expect(late.kind).toBe('unavailable');
  });

  it('a stale answer is served when the key is throttled', async () => {
    const throttled = json(
      429,
      error(
        'throttled_error',
        'throttled',
        'Request was throttled. Expected available in 60 seconds.',
      ),
    );
    await using world = await keeping(inTurn(detail(), throttled));
    await world.client().call('experiments_retrieve', at(5));
    world.clock.now += 60_000;
    const old = await world.client().call('experiments_retrieve', at(5));
    expect(ageOf(old)?.staleReason).toBe('RATE_LIMITED');
  });
});

it('the cache stays within its limit in bytes', async () => {
  const filler = 'x'.repeat(100_000);
  await using world = await keeping((response, request, index) => {
    const id = Number(/experiments\/(\d+)/.exec(request.url)?.[1]);
    json(200, { id, filler })(response, request, index);
  });
  for (const id of [1, 2, 3, 1]) await world.client().call('experiments_retrieve', at(id));
  // A million bytes hold two of these answers, so the first one was evicted.
  expect(world.posthog.received).toHaveLength(4);
});

it("the cached answers of one key are not evicted by another key's many reads", async () => {
  const filler = 'x'.repeat(50_000);
  await using world = await keeping((response, request, index) => {
    const id = Number(/experiments\/(\d+)/.exec(request.url)?.[1]);
    json(200, { id, filler })(response, request, index);
  });
  await world.client().call('experiments_retrieve', at(1));
  const other = world.posthog.client({}, 'phx_anotherKeyOfSomebody');
  for (let id = 10; id < 30; id += 1) await other.call('experiments_retrieve', at(id));
  expect(world.posthog.received).toHaveLength(21);
  await world.client().call('experiments_retrieve', at(1));
  expect(world.posthog.received).toHaveLength(21);
});
