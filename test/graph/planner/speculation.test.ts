import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startGraph, type TestGraph, type TestGraphOptions } from '../../support/graph.ts';
import { asColleague } from '../../support/sandbox-control.ts';
import { openTurnstile, type Turnstile } from '../../support/turnstile.ts';

const DASHBOARD = `query Dashboard {
  experiments(first: 3, filter: { status: RUNNING }) {
    nodes { id posthogId name metrics { name timeseries { latest { date } } } }
  }
}`;

const SMALL = DASHBOARD.replace('first: 3', 'first: 1');

/** Calls of one key that are under way at once, half of those of the graph. */
const PLACES_OF_A_KEY = 10;

const freshness = {
  seconds: { experiments: 5, settings: 60, results: 5 },
  maxStaleMs: 0,
  maxBytes: 64_000_000,
};

let sandbox: Sandbox;
let turnstile: Turnstile;
let now: number;
const opened: TestGraph[] = [];

beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  turnstile = await openTurnstile(sandbox.url);
  turnstile.letThrough();
  now = Date.parse('2026-11-28T12:00:00Z');
});
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close();
  turnstile.close();
  await sandbox.close();
});

async function start(options: TestGraphOptions = {}) {
  const graph = await startGraph({
    over: sandbox,
    host: turnstile.url,
    freshness,
    now: () => now,
    ...options,
  });
  opened.push(graph);
  return graph;
}

/** Everything that was read has expired. */
const later = () => {
  now += 60_000;
};

/** Runs a query, and says how many calls it makes before the first of them is answered. */
async function firstWaveOf(graph: TestGraph, document: string, atLeast: number) {
  turnstile.shut();
  const before = turnstile.held();
  const answer = graph.query(document);
  await vi.waitFor(() => expect(turnstile.held() - before).toBeGreaterThanOrEqual(atLeast), {
    timeout: 10_000,
  });
  const wave = turnstile.held() - before;
  turnstile.letThrough();
  return { ...(await answer), wave };
}

describe('a query that ran before', () => {
  it('makes all its calls at once when what it read has expired, and no more than before', async () => {
    const graph = await start();
    const first = await graph.query(DASHBOARD);
    later();
    const second = await firstWaveOf(graph, DASHBOARD, first.calls);
    expect(second.wave).toBe(first.calls);
    expect(second.data).toEqual(first.data);
    expect(second.extensions['upstream']).toMatchObject({ calls: first.calls, mispredicted: 0 });
    expect(first.extensions['upstream']).toMatchObject({ mispredicted: 0 });
  });

  it('with other variables makes them one after the other', async () => {
    const graph = await start();
    const document = DASHBOARD.replace('Dashboard {', 'Dashboard($first: Int) {').replace(
      'first: 3',
      'first: $first',
    );
    await graph.query(document, { first: 3 });
    later();
    turnstile.shut();
    const before = turnstile.held();
    const answer = graph.query(document, { first: 2 });
    await vi.waitFor(() => expect(turnstile.held()).toBeGreaterThan(before));
    expect(turnstile.held() - before).toBe(1);
    turnstile.letThrough();
    expect((await answer).errors).toBeUndefined();
  });

  it('reads what is new besides, and counts the calls that nobody asked for', async () => {
    const graph = await start();
    const first = await graph.query(DASHBOARD);
    const [paused] = first.data['experiments'].nodes;
    await asColleague(sandbox, 'POST', `experiments/${paused.posthogId}/pause/`);
    later();
    const second = await graph.query(DASHBOARD);
    const anew = await (await start()).query(DASHBOARD);
    expect(second.data).toEqual(anew.data);
    const { calls, mispredicted } = second.extensions['upstream'];
    expect(mispredicted).toBe(1 + paused.metrics.length);
    expect(calls).toBe(anew.calls + mispredicted);
  });

  it('makes its calls one after the other again when the last prediction was wrong, until runs are alike', async () => {
    const graph = await start();
    const { data } = await graph.query(DASHBOARD);
    for (const { posthogId } of data['experiments'].nodes)
      await asColleague(sandbox, 'POST', `experiments/${posthogId}/pause/`);
    later();
    const wrong = await graph.query(DASHBOARD);
    expect(wrong.extensions['upstream'].mispredicted).toBeGreaterThan(0);
    later();
    const { wave, calls } = await firstWaveOf(graph, DASHBOARD, 1);
    expect(wave).toBe(1);
    later();
    const right = await firstWaveOf(graph, DASHBOARD, Math.min(calls, PLACES_OF_A_KEY));
    expect(right.calls).toBe(calls);
    expect(right.extensions['upstream'].mispredicted).toBe(0);
  });

  it('asks again for what a write has outdated since it was read ahead', async () => {
    const graph = await start();
    const first = await graph.query(SMALL);
    const [changed] = first.data['experiments'].nodes;
    later();
    turnstile.shut(first.calls);
    const before = turnstile.held();
    const answer = graph.query(SMALL);
    await vi.waitFor(() => expect(turnstile.held() - before).toBe(first.calls));
    await graph.query(
      `mutation ($id: ID!) {
        updateExperiment(input: { id: $id, description: "Changed meanwhile" }) { __typename }
      }`,
      { id: changed.id },
    );
    turnstile.letThrough();
    const { extensions, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(extensions['upstream']).toMatchObject({
      calls: 2 * first.calls - 1,
      mispredicted: first.calls - 1,
    });
  });

  it('begins nothing ahead where the key has no calls for a wrong prediction', async () => {
    const plenty = await start();
    const { predicted, calls } = (await plenty.query(DASHBOARD)).extensions['upstream'];
    const graph = await start({ budget: { perMinute: predicted + calls + 1, perHour: 1_000 } });
    await graph.query(DASHBOARD);
    now += 30_000;
    const again = await firstWaveOf(graph, DASHBOARD, 1);
    expect(again.wave).toBe(1);
    expect(again.errors).toBeUndefined();
  });

  it('makes its calls one after the other with @fresh(speculate: false)', async () => {
    const graph = await start();
    const careful = DASHBOARD.replace('Dashboard {', 'Dashboard @fresh(speculate: false) {');
    await graph.query(careful);
    later();
    expect((await firstWaveOf(graph, careful, 1)).wave).toBe(1);
  });

  it('of another key makes them one after the other', async () => {
    const graph = await start();
    await graph.query(DASHBOARD);
    later();
    turnstile.shut();
    const before = turnstile.held();
    const answer = graph.query(DASHBOARD, undefined, { key: 'phx_readonly' });
    await vi.waitFor(() => expect(turnstile.held()).toBeGreaterThan(before));
    expect(turnstile.held() - before).toBe(1);
    turnstile.letThrough();
    expect((await answer).extensions['upstream'].mispredicted).toBe(0);
  });

  it('of a caller with a budget of its own makes no call that may be in vain', async () => {
    const graph = await start();
    const bounded = DASHBOARD.replace('Dashboard {', 'Dashboard @budget(maxCalls: 100) {');
    await graph.query(bounded);
    later();
    expect((await firstWaveOf(graph, bounded, 1)).wave).toBe(1);
  });
});
