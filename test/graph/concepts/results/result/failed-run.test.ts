import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';
import { failingMetrics } from '../../../../support/failed-metrics.ts';

const REASON = 'Query timed out: too many rows';

let graph: ChangedGraph;
beforeAll(async () => {
  graph = await startChangedGraph({ now: '2026-03-20T12:00:00Z' });
  graph.posthog.mangles(failingMetrics(REASON));
});
afterAll(() => graph.close());

it('a metric without any result says why PostHog could not compute it, without further calls', async () => {
  graph.sandbox.clearRequests();
  const { data, errors, calls } = await graph.query(
    '{ experiment(id: 15) { metrics { resultError latestResult { source } verdict { state variant because } } } }',
  );
  expect(errors).toBeUndefined();
  const { metrics } = data['experiment'];
  expect(metrics).toHaveLength(5);
  for (const metric of metrics) {
    expect(metric).toEqual({
      resultError: REASON,
      latestResult: null,
      verdict: {
        state: 'NO_DATA',
        variant: null,
        because: `PostHog could not compute it: ${REASON}`,
      },
    });
  }
  const read = graph.sandbox.requests().filter(({ path }) => /recalculation|series/.test(path));
  expect(read).toHaveLength(1 + metrics.length);
  expect(calls).toBe(1 + read.length);
});

it('the reason takes the call of the run alone, and is null where the run did not fail', async () => {
  const query = '{ experiment(id: 15) { metrics { resultError } } }';
  const failed = await graph.query(query);
  expect([failed.calls, failed.extensions['upstream'].predicted]).toEqual([2, 2]);
  graph.posthog.mangles();
  const { data, calls } = await graph.query(query);
  graph.posthog.mangles(failingMetrics(REASON));
  expect(calls).toBe(2);
  expect(
    new Set(data['experiment'].metrics.map((one: { resultError: unknown }) => one.resultError)),
  ).toEqual(new Set([null]));
});
