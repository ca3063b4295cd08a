import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph, type TestGraphOptions } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

const MINUTE = 60_000;
const PLAIN = '{ experiments(first: 2) { nodes { name isStale staleReason } } }';
const DAY_OLD = `query @fresh(maxAge: 86400) ${PLAIN}`;
const SERIES = `{
  experiments(first: 10, filter: { status: RUNNING }) {
    nodes { name metrics { name timeseries { latest { date } } } }
  }
}`;
const HOLDOUTS = '{ holdouts { nodes { name } } }';
const FLAGS = 'query @fresh(maxAge: 0) { featureFlags(first: 1) { nodes { key } } }';

let now: number;
let graph: TestGraph;

async function start(seconds: number, options: TestGraphOptions = {}) {
  graph = await startGraph({
    freshness: {
      seconds: { experiments: seconds, settings: seconds, results: 86_400 },
      maxStaleMs: 3_600_000,
      maxBytes: 64_000_000,
    },
    now: () => now,
    compiles: true,
    ...options,
  });
}
beforeEach(() => {
  now = Date.parse('2026-11-28T12:00:00Z');
});
afterEach(() => graph.close());

/** What a query comes to: its calls, and the code of its error. */
async function outcome(document: string) {
  graph.sandbox.clearRequests();
  const { errors } = await graph.query(document);
  return [graph.sandbox.requests().length, errors?.[0]?.extensions['code'] ?? 'answered'];
}
const refuse = (status: number) => injectFault(graph.sandbox, '.', { status });

describe('a key that was revoked', () => {
  it('reads what was cached for it for ten minutes at most, however old an answer it takes', async () => {
    await start(5);
    await outcome(DAY_OLD);
    await refuse(401);
    now += 10 * MINUTE - 1;
    expect(await outcome(DAY_OLD)).toEqual([0, 'answered']);
    now += 1;
    expect(await outcome(DAY_OLD)).toEqual([1, 'UNAUTHENTICATED']);
  });

  it('fails all reads of a query together, for one call', async () => {
    await start(86_400);
    await outcome(SERIES);
    await refuse(401);
    now += 10 * MINUTE;
    expect(await outcome(`query @fresh(maxAge: 86400) ${SERIES}`)).toEqual([1, 'UNAUTHENTICATED']);
  });

  it('is told so in a query of several roots once each, for one call', async () => {
    await start(86_400);
    const both =
      'query @fresh(maxAge: 86400) { holdouts { nodes { name } } savedMetrics { nodes { name } } }';
    expect(await outcome(both)).toEqual([2, 'answered']);
    await refuse(401);
    now += 10 * MINUTE;
    expect(await outcome(both)).toEqual([1, 'UNAUTHENTICATED']);
  });
});

describe('a key that PostHog accepts', () => {
  it('pays one call for a query of many cached series after ten idle minutes, and none after that', async () => {
    await start(86_400);
    const [reads] = await outcome(SERIES);
    expect(reads).toBeGreaterThan(10);
    now += 10 * MINUTE;
    expect(await outcome(SERIES)).toEqual([1, 'answered']);
    now += 9 * MINUTE;
    expect(await outcome(SERIES)).toEqual([0, 'answered']);
  });

  it('pays none while it is in use', async () => {
    await start(86_400);
    await outcome(SERIES);
    for (let round = 0; round < 10; round += 1) {
      now += 6 * MINUTE;
      expect(await outcome(FLAGS)).toEqual([1, 'answered']);
      now += 6 * MINUTE;
      expect(await outcome(SERIES)).toEqual([0, 'answered']);
    }
  });

  it('pays none beside the calls for what has expired', async () => {
    await start(5);
    await outcome(SERIES);
    now += MINUTE;
    const [whileInUse] = await outcome(SERIES);
    now += 20 * MINUTE;
    expect(await outcome(SERIES)).toEqual([whileInUse, 'answered']);
  });
});

describe('while PostHog is down', () => {
  it('a key that was idle for ten minutes gets its cached answers, marked as stale', async () => {
    await start(86_400);
    await outcome(PLAIN);
    await refuse(500);
    now += 10 * MINUTE;
    const { data, errors } = await graph.query(PLAIN);
    expect(errors).toBeUndefined();
    for (const one of data['experiments'].nodes)
      expect(one).toMatchObject({ isStale: true, staleReason: 'UPSTREAM_DOWN' });
    // As long as they are fresh, however old a stale answer may be; and no longer.
    now += 120 * MINUTE;
    expect((await graph.query(PLAIN)).errors).toBeUndefined();
    now += 24 * 60 * MINUTE;
    expect(await outcome(PLAIN)).toEqual([expect.any(Number), 'UPSTREAM_UNAVAILABLE']);
  });
});

it('an answer to a GET may be kept by its caller for ten minutes at most', async () => {
  await start(86_400);
  const url = `http://graph.test/graphql?${new URLSearchParams({ query: HOLDOUTS })}`;
  const headers = { accept: 'application/json', authorization: 'Bearer phx_sandbox' };
  const get = async () => (await graph.fetch(url, { headers })).headers.get('cache-control');
  expect(await get()).toBe('private, max-age=600');
  now += 4 * MINUTE;
  expect(await get()).toBe('private, max-age=360');
});
