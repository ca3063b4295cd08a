import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { startLiveGraph, type LiveGraph, type Stream } from '../../support/live.ts';

/** A key that reaches project 2 only, and one that only reads. */
const OTHER = 'phx_project2';
const READER = 'phx_readonly';
const WRITER = 'phx_sandbox';
const RUNNING = 15;

const freshness = {
  seconds: { experiments: 5, settings: 60, results: 3_600 },
  maxStaleMs: 60_000,
  maxBytes: 10_000_000,
};
const start = (budget = { perMinute: 100_000, perHour: 100_000 }) =>
  startLiveGraph({ sandbox: { now: '2026-11-14T12:00:00Z' }, upstream: { freshness, budget } });

let graph: LiveGraph;
beforeEach(async () => {
  graph = await start();
});
afterEach(() => graph.close());

/** Calls with the key of the subscriber. */
const reads = () => graph.sandbox.requests().filter(({ key }) => key === digest).length;
const digest = hash('sha256', READER).slice(0, 16);
const listen = (selection: string) =>
  graph.subscribe({ query: `subscription { ${selection} }` }, READER);

/** Begins to listen, and resolves when the next check is awaited. */
async function listening(selection: string): Promise<{ stream: Stream; calls: number }> {
  graph.sandbox.clearRequests();
  const stream = listen(selection);
  const first = await stream.next();
  expect(first?.errors).toBeUndefined();
  await graph.resting();
  expect(reads()).toBe(first?.upstream['calls']);
  graph.sandbox.clearRequests();
  return { stream, calls: Number(first?.upstream['calls']) };
}

const UPDATE = `mutation ($input: UpdateExperimentInput!) {
  updateExperiment(input: $input) { kind: __typename }
}`;
const describeIt = (id: string, key: string, description: string) =>
  graph.ask(UPDATE, { input: { id, projectId: '1', description } }, key);

/** An experiment of the other project. */
async function foreignId(): Promise<string> {
  const { experiments } = await graph.ask(
    '{ experiments(projectId: 2, first: 1) { nodes { id } } }',
    {},
    OTHER,
  );
  return experiments.nodes[0].id as string;
}

/** Until every check that something has caused has been made. */
const settled = () => wait(150);

const subscriptions = {
  experimentEvents: 'experimentEvents(projectId: 1) { events { type } }',
  experimentsChanged: 'experimentsChanged(projectId: 1) { changedIds totalCount }',
  experimentChanged: `experimentChanged(projectId: 1, id: "${RUNNING}") { changes { field } }`,
  recalculationProgress: `recalculationProgress(projectId: 1, experimentId: "${RUNNING}") { isRunning }`,
};

describe('a write to another project, with another key', () => {
  it.each(Object.entries(subscriptions))('takes no call of %s', async (_name, selection) => {
    const id = await foreignId();
    const { stream } = await listening(selection);
    for (const text of ['one', 'two', 'three']) {
      await graph.ask(UPDATE, { input: { id, description: text } }, OTHER);
    }
    await graph.ask(
      'mutation ($input: CreateHoldoutInput!) { createHoldout(input: $input) { kind: __typename } }',
      { input: { name: 'Another', exclusionPercentage: 5, projectId: '2' } },
      OTHER,
    );
    await settled();
    expect(reads()).toBe(0);
    stream.stop();
  });

  it('leaves the cached lists of this one, and drops those of its own', async () => {
    const id = await foreignId();
    const list = async (key: string, projectId: number) => {
      graph.sandbox.clearRequests();
      await graph.ask(
        `{ experiments(projectId: ${projectId}, first: 3) { nodes { name } } }`,
        {},
        key,
      );
      return graph.sandbox.requests().length;
    };
    await list(READER, 1);
    await list(OTHER, 2);
    await graph.ask(UPDATE, { input: { id, description: 'Changed' } }, OTHER);
    expect([await list(READER, 1), await list(OTHER, 2)]).toEqual([0, 1]);
  });
});

it('a write that PostHog refuses to its key takes no call of others', async () => {
  const { stream } = await listening(subscriptions.experimentsChanged);
  await describeIt(String(RUNNING), 'phx_nobody_has_it', 'x').catch(() => undefined);
  await describeIt(String(RUNNING), OTHER, 'x').catch(() => undefined);
  await settled();
  expect(reads()).toBe(0);
  stream.stop();
});

describe('writes to the same project, with another key', () => {
  it('are seen at once, by reading what they concern', async () => {
    const { stream, calls } = await listening(subscriptions.experimentEvents);
    expect(calls).toBeGreaterThan(15);
    await graph.ask(
      'mutation { pauseExperiment(input: { id: "15", projectId: "1" }) { kind: __typename } }',
      {},
      WRITER,
    );
    const event = await stream.next();
    expect(event?.event['events']).toMatchObject([{ type: 'PAUSED' }]);
    expect(reads()).toBeLessThanOrEqual(4);
    stream.stop();
  });

  it('that come one after the other are looked at together, and do not put off the next check of everything', async () => {
    const { stream, calls } = await listening(subscriptions.experimentEvents);
    for (let n = 0; n < 10; n += 1) {
      await describeIt(String(RUNNING), WRITER, `Number ${n}`);
      await graph.pass(500);
    }
    await settled();
    // Ten writes in five seconds; the list, and the experiment with its results.
    expect(reads()).toBeLessThanOrEqual(16);
    graph.sandbox.clearRequests();
    await graph.pass(26_000);
    await settled();
    expect(reads()).toBeGreaterThan(calls / 2);
    stream.stop();
  });

  it('are looked at less and less often while they change nothing that is watched', async () => {
    const { stream } = await listening(subscriptions.experimentEvents);
    for (let n = 0; n < 28; n += 1) {
      await describeIt(String(RUNNING), WRITER, `Number ${n}`);
      await graph.pass(1_000);
    }
    await settled();
    expect(reads()).toBeLessThanOrEqual(32);
    stream.stop();
  });

  it('wait for the next check when the budget is short; those with the own key do not', async () => {
    await graph.close();
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      graph = await start({ perMinute: 20, perHour: 1_000 });
      const stream = listen(subscriptions.experimentChanged);
      await stream.next();
      const one = `query @fresh(maxAge: 0) { experiment(projectId: 1, id: "${RUNNING}") { name } viewer { budget { minuteRemaining } } }`;
      for (let n = 0; n < 15; n += 1) await graph.ask(one, {}, READER);
      await graph.resting();
      graph.sandbox.clearRequests();
      await describeIt(String(RUNNING), WRITER, 'Changed');
      await settled();
      expect(reads()).toBe(0);
      await graph.pass(10_000);
      expect((await stream.next())?.event['changes']).toContainEqual({ field: 'description' });
      stream.stop();

      const own = graph.subscribe({ query: `subscription { ${subscriptions.experimentChanged} }` });
      await own.next();
      let left = 20;
      while (left > 4) left = (await graph.ask(one))['viewer'].budget.minuteRemaining;
      await describeIt(String(RUNNING), WRITER, 'Changed again');
      expect((await own.next())?.event['changes']).toContainEqual({ field: 'description' });
      own.stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
