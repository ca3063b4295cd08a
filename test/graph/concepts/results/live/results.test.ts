import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph, type Stream } from '../../../../support/live.ts';
import { asColleague, injectFault, type WireObject } from '../../../../support/sandbox-control.ts';

let graph: LiveGraph;
let experiment: { readonly posthogId: number; readonly metrics: readonly WireObject[] };
beforeEach(async () => {
  graph = await startLiveGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { experiments } = await graph.ask(
    '{ experiments(filter: { search: "AI summaries" }) { nodes { posthogId metrics { uuid name } } } }',
  );
  experiment = experiments.nodes[0];
  graph.sandbox.clearRequests();
});
afterEach(() => graph.close());

const DAY = 86_400_000;
const uuidOf = (name: string) =>
  experiment.metrics.find((metric) => metric['name'] === name)?.['uuid'];
const variables = (metric = 'Shared something') => ({
  id: experiment.posthogId,
  uuid: uuidOf(metric),
});
const reads = () => graph.sandbox.requests().map(({ method, path }) => `${method} ${path}`);

/** Collects every event up to and including the first that satisfies the condition. */
async function upTo(stream: Stream, isLast: (event: WireObject) => boolean): Promise<WireObject[]> {
  const seen: WireObject[] = [];
  for (let answer = await stream.next(); answer; answer = await stream.next()) {
    seen.push(answer.event);
    if (isLast(answer.event)) break;
  }
  return seen;
}

const timeseries = `subscription ($id: ID!, $uuid: String!) {
  timeseriesUpdated(experimentId: $id, metricUuid: $uuid) {
    isFirst pace changes { field before after }
    metric { name }
    timeseries { status points { date } recalculation { status } latest { date } }
    changedPoints { date variants { key delta } }
  }
}`;

describe('timeseriesUpdated', () => {
  it('begins with the current series: the metric and its days, 2 calls', async () => {
    const first = await graph.subscribe({ query: timeseries, variables: variables() }).next();
    expect(first?.errors).toBeUndefined();
    expect(first?.event).toMatchObject({
      isFirst: true,
      pace: 'STEADY',
      changes: [],
      changedPoints: [],
      metric: { name: 'Shared something' },
      timeseries: { status: 'PARTIAL', latest: { date: '2026-03-19' } },
    });
    expect(first?.upstream).toMatchObject({ calls: 2, predicted: 2 });
  });

  it('reports the day that was computed, and only that', async () => {
    const stream = graph.subscribe({ query: timeseries, variables: variables() });
    await stream.next();
    await graph.resting();
    graph.time.pass(DAY);
    const { event } = (await stream.next())!;
    expect(event['changedPoints'].map(({ date }: WireObject) => date)).toEqual(['2026-03-20']);
    const change = event['changes'].find(({ field }: WireObject) => field === 'points.2026-03-20');
    expect(change.before).toBeNull();
    expect(change.after).toMatchObject({ control: { samples: expect.any(Number) } });
  });

  it('checks more often while the series is recomputed, for all listeners', async () => {
    const stream = graph.subscribe({ query: timeseries, variables: variables() });
    await stream.next();
    await graph.resting();
    await graph.ask(
      `mutation ($id: ID!, $uuid: String!) {
        recalculateTimeseries(input: { id: $id, metricUuid: $uuid }) { kind: __typename }
      }`,
      variables(),
    );
    const started = (await stream.next())!.event;
    expect(started).toMatchObject({
      pace: 'FAST',
      timeseries: { status: 'PENDING', recalculation: { status: 'PENDING' } },
    });
    // The recalculation discarded its days: the event reports their former values, and that they
    // have none now.
    expect(
      started['changes'].filter(
        ({ field, after }: WireObject) => field.startsWith('points.') && after === null,
      ),
    ).not.toHaveLength(0);
    const seen = await graph.passUntil(
      2_000,
      upTo(stream, ({ timeseries: now }) => now.recalculation === null),
    );
    expect(new Set(graph.time.asked.slice(1, -1))).toEqual(new Set([2_000]));
    const days = seen.flatMap(({ changedPoints }) => changedPoints as WireObject[]);
    expect(new Set(days.map(({ date }) => String(date))).size).toBeGreaterThan(15);
    const last = seen.at(-1);
    expect(last).toMatchObject({ pace: 'STEADY', timeseries: { recalculation: null } });
  });

  it('refuses a metric the experiment does not have', async () => {
    const answer = await graph
      .subscribe({ query: timeseries, variables: { id: experiment.posthogId, uuid: 'none' } })
      .next();
    expect(answer?.errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND', argument: 'metricUuid' } },
    ]);
  });
});

const recalculation = `subscription ($id: ID!, $run: String) {
  recalculationProgress(experimentId: $id, runUuid: $run) {
    isFirst isRunning fraction pace nextCheckAt
    changes { field before after }
    run { uuid status totalMetrics completedMetrics }
  }
}`;

async function recalculate(): Promise<string> {
  const { recalculateMetrics } = await graph.ask(
    `mutation ($id: ID!) {
      recalculateMetrics(input: { id: $id }) {
        ... on RecalculateMetricsPayload { recalculation { uuid } }
      }
    }`,
    { id: experiment.posthogId },
  );
  return recalculateMetrics.recalculation.uuid;
}

describe('recalculationProgress', () => {
  it('reports each completed metric, checks every two seconds, then slows down', async () => {
    const stream = graph.subscribe({ query: recalculation, variables: variables() });
    const first = await stream.next();
    expect(first?.event).toMatchObject({ isRunning: false, fraction: 1, pace: 'STEADY' });
    expect(first?.upstream['calls']).toBe(1);
    await graph.resting();
    const uuid = await recalculate();
    const seen = [(await stream.next())!.event];
    expect(seen[0]).toMatchObject({
      isRunning: true,
      fraction: 0,
      pace: 'FAST',
      run: { uuid, status: 'PENDING', totalMetrics: 4 },
    });
    seen.push(
      ...(await graph.passUntil(
        2_000,
        upTo(stream, ({ isRunning }) => !isRunning),
      )),
    );
    const fractions = seen.map(({ fraction }) => Number(fraction));
    expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
    expect(new Set(fractions).size).toBeGreaterThan(2);
    expect(seen.at(-1)).toMatchObject({
      fraction: 1,
      pace: 'STEADY',
      run: { uuid, status: 'COMPLETED', completedMetrics: 4 },
    });
    expect(seen.at(-1)?.['changes']).toContainEqual({
      field: 'status',
      before: 'IN_PROGRESS',
      after: 'COMPLETED',
    });
  });

  it('follows one run and ends with it', async () => {
    const run = await recalculate();
    const stream = graph.subscribe({
      query: recalculation,
      variables: { id: experiment.posthogId, run },
    });
    const first = await stream.next();
    expect(first?.upstream).toMatchObject({ calls: 1, predicted: 1 });
    const seen = await graph.passUntil(
      2_000,
      upTo(stream, ({ isRunning }) => !isRunning),
    );
    const last = seen.at(-1);
    expect(last).toMatchObject({ nextCheckAt: null, run: { status: 'COMPLETED' } });
    expect(await stream.next()).toBeUndefined();
  });

  it('is refused for an experiment that does not exist, and for a project that does not', async () => {
    for (const place of ['experimentId: 99999', 'experimentId: 1, projectId: 77']) {
      const stream = graph.subscribe({
        query: `subscription { recalculationProgress(${place}) { isRunning } }`,
      });
      const answer = await stream.next();
      expect(answer?.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      expect(await stream.next()).toBeUndefined();
    }
    await graph.resting(0);
    expect(reads()).toHaveLength(2);
  });

  it('goes on for an experiment without results, and ends when it is deleted', async () => {
    const { experiments } = await graph.ask(
      '{ experiments(filter: { status: DRAFT }, first: 1) { nodes { posthogId } } }',
    );
    const { posthogId } = experiments.nodes[0];
    const stream = graph.subscribe({ query: recalculation, variables: { id: posthogId } });
    expect((await stream.next())?.event).toMatchObject({ run: null, isRunning: false });
    await graph.resting();
    graph.time.pass(10_000);
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${posthogId}/`, { deleted: true });
    graph.time.pass(10_000);
    expect((await stream.next())?.event).toMatchObject({
      run: null,
      nextCheckAt: null,
      changes: [{ field: 'deleted', before: false, after: true }],
    });
    expect(await stream.next()).toBeUndefined();
    await graph.resting(0);
  });

  it('reports an error where the server predates such runs', async () => {
    await injectFault(graph.sandbox, 'metrics_recalculation', { status: 405 });
    const answer = await graph.subscribe({ query: recalculation, variables: variables() }).next();
    expect(answer?.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNSUPPORTED' } }]);
  });
});

const significance = `subscription ($id: ID!, $uuid: String!) {
  significanceReached(experimentId: $id, metricUuid: $uuid) {
    isFirst significant newlySignificant verdict { state variant }
    changes { field before after }
    result { variants { key significant } } metric { name }
  }
}`;

describe('significanceReached', () => {
  it('begins with the current state, then waits until a variant is significant', async () => {
    const stream = graph.subscribe({ query: significance, variables: variables() });
    const first = await stream.next();
    expect(first?.event).toMatchObject({
      isFirst: true,
      significant: false,
      newlySignificant: [],
      verdict: { state: 'INCONCLUSIVE' },
    });
    expect(first?.upstream).toMatchObject({ calls: 2, predicted: 2 });
    for (let day = 0; day < 5; day += 1) {
      await graph.resting();
      graph.time.pass(DAY);
    }
    const { event } = (await stream.next())!;
    expect(event).toMatchObject({ significant: true, verdict: { state: 'WINNING' } });
    expect(event['newlySignificant']).toEqual([event['verdict'].variant]);
    expect(event['changes']).toContainEqual({
      field: 'verdict',
      before: 'INCONCLUSIVE',
      after: 'WINNING',
    });
  });

  it('costs 2 calls per check without a cache', async () => {
    const stream = graph.subscribe({ query: significance, variables: variables() });
    await stream.next();
    await graph.resting();
    graph.sandbox.clearRequests();
    graph.time.pass(30_000);
    await graph.resting();
    const place = `/api/projects/1/experiments/${experiment.posthogId}/`;
    expect(reads()).toEqual([`GET ${place}`, `GET ${place}metrics_recalculation/latest/`]);
  });
});
