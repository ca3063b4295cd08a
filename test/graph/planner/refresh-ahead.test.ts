import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startGraph, type TestGraph, type TestGraphOptions } from '../../support/graph.ts';
import { asColleague, injectFault } from '../../support/sandbox-control.ts';

const LIST = '{ experiments(first: 2) { nodes { name } } }';

let now: number;
/** Ends all waits. */
let wake: () => void;
let graph: TestGraph | undefined;

beforeEach(() => {
  now = Date.parse('2026-11-28T12:00:00Z');
});
afterEach(async () => {
  await graph?.close();
  graph = undefined;
});

async function start(options: TestGraphOptions = {}): Promise<TestGraph> {
  let waits: (() => void)[] = [];
  wake = () => {
    const ended = waits;
    waits = [];
    for (const end of ended) end();
  };
  graph = await startGraph({
    freshness: {
      seconds: { experiments: 5, settings: 60, results: 86_400 },
      maxStaleMs: 0,
      maxBytes: 64_000_000,
    },
    now: () => now,
    tick: (_ms, signal) =>
      new Promise((resolve, reject) => {
        waits.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      }),
    ...options,
  });
  return graph;
}

/** Moves the clock, waits until `reads` answers are refreshed, and says how many reads there were at PostHog. */
async function readsWithin(ms: number, reads: number): Promise<number> {
  const { sandbox, refreshed } = graph!;
  const before = refreshed();
  sandbox.clearRequests();
  now += ms;
  wake();
  await vi.waitFor(() => expect(refreshed() - before).toBe(reads), 10_000);
  // Nothing else is read, which would happen in the next turns of the event loop.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  return sandbox.requests().length;
}

/** How many calls a query takes now. */
const callsOf = async (document: string) => (await graph!.query(document)).calls;

describe('an answer that was asked for twice', () => {
  it('is read anew before it expires, so that nobody waits for it', async () => {
    const { sandbox } = await start();
    expect([await callsOf(LIST), await callsOf(LIST)]).toEqual([1, 0]);
    const [{ id }] = (await asColleague(sandbox, 'GET', 'experiments/?limit=1'))['results'];
    await asColleague(sandbox, 'PATCH', `experiments/${id}/`, { name: 'Renamed by a colleague' });
    expect(await readsWithin(4_500, 1)).toBe(1);
    now += 1_000;
    const { calls, data } = await graph!.query(LIST);
    expect(calls).toBe(0);
    expect(data['experiments'].nodes[0].name).toBe('Renamed by a colleague');
  });

  it('is not read a third time when nobody asked in the meantime', async () => {
    await start();
    await callsOf(LIST);
    await callsOf(LIST);
    expect(await readsWithin(4_500, 1)).toBe(1);
    expect(await readsWithin(4_500, 0)).toBe(0);
    now += 5_000;
    expect(await callsOf(LIST)).toBe(1);
  });

  it('is refreshed as often as it is in demand', async () => {
    await start();
    await callsOf(LIST);
    for (let round = 0; round < 5; round += 1) {
      await callsOf(LIST);
      await callsOf(LIST);
      expect(await readsWithin(4_500, 1)).toBe(1);
    }
    expect(await callsOf(LIST)).toBe(0);
  });

  it('is refreshed with everything else that a query needs, a quarter of the connections at a time', async () => {
    await start();
    const details = '{ experiments(first: 12) { nodes { metrics { name } } } }';
    const first = await callsOf(details);
    expect(first).toBe(13);
    expect(await callsOf(details)).toBe(0);
    expect(await readsWithin(4_500, first)).toBe(first);
    now += 1_000;
    expect(await callsOf(details)).toBe(0);
  });

  it('is not read anew after a write has evicted it', async () => {
    await start();
    const { data } = await graph!.query('{ experiments(first: 2) { nodes { id } } }');
    await callsOf(LIST);
    await callsOf(LIST);
    const { id } = data['experiments'].nodes[0];
    await graph!.query(
      'mutation ($id: ID!) { updateExperiment(input: { id: $id, name: "New" }) { __typename } }',
      { id },
    );
    expect(await readsWithin(4_500, 0)).toBe(0);
  });

  it('expires as usual when PostHog does not answer the refresh, and the failure is nobody’s', async () => {
    const { sandbox, unexpected } = await start();
    await callsOf(LIST);
    await callsOf(LIST);
    await injectFault(sandbox, '/experiments/', { status: 500, times: 20 });
    sandbox.clearRequests();
    now += 4_500;
    wake();
    await vi.waitFor(() => expect(sandbox.requests().length).toBeGreaterThan(0), 10_000);
    now += 1_000;
    const { errors } = await graph!.query(LIST);
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    expect(unexpected).toEqual([]);
  });

  it('is left to expire when less than half of the calls of the key are left', async () => {
    await start({ budget: { perMinute: 2, perHour: 1_000 } });
    await callsOf(LIST);
    await callsOf(LIST);
    await callsOf('{ experimentStats { activeExperiments } }');
    expect(await readsWithin(4_500, 0)).toBe(0);
  });

  it('is left alone until PostHog computes it anew, when that is once a day', async () => {
    await start();
    const results = '{ experiment(id: "16") { metrics { timeseries { status } } } }';
    await callsOf(results);
    await callsOf(results);
    await callsOf(results);
    now = Date.parse('2026-11-29T01:59:59Z');
    expect(await readsWithin(0, 0)).toBe(0);
  });
});

describe('an answer that was asked for once', () => {
  it('is not read anew', async () => {
    await start();
    await callsOf(LIST);
    expect(await readsWithin(4_500, 0)).toBe(0);
  });
});
