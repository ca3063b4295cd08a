import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../../../../../src/graph/core/wire.ts';
import type { ResultAnswer } from '../../../../support/answers.ts';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.reset();
});

const RUN = `id uuid status totalMetrics completedMetrics failedMetrics createdAt startedAt completedAt queryTo
  isExisting resultSource activeRunUuid activeRunStatus trigger rowsRead estimatedRowsTotal
  errors { metricUuid message } retries { metricUuid }
  results { metricUuid status errorMessage metric { name } result { source asOf baseline { samples } variants { key delta } } }`;

interface MetricRunAnswer {
  readonly metricUuid: string;
  readonly status: string;
  readonly metric: { readonly name: string };
  readonly result: ResultAnswer;
}

const ask = async (document: string, variables?: Record<string, unknown>) => {
  const answer = await graph.query(document, variables);
  expect(answer.errors).toBeUndefined();
  return answer;
};
const running = async (): Promise<number> => {
  const { data } = await ask(
    '{ experiments(filter: { search: "One-page checkout" }) { nodes { posthogId } } }',
  );
  return data['experiments'].nodes[0].posthogId;
};
const latest = (id: number) =>
  ask(`query ($id: ID!) { experiment(id: $id) { latestRecalculation { ${RUN} } } }`, { id });

describe('the newest run over all metrics', () => {
  it('includes the result of every metric: 1 call beside the experiment’s own', async () => {
    const id = await running();
    const wire = (await asColleague(
      graph.sandbox,
      'GET',
      `experiments/${id}/metrics_recalculation/latest/`,
    )) as Wire['ExperimentMetricsRecalculationLatest'];
    const { data, calls } = await latest(id);
    expect(calls).toBe(2);
    const run = data['experiment'].latestRecalculation;
    expect(run).toMatchObject({
      uuid: wire.id,
      status: 'COMPLETED',
      totalMetrics: wire.total_metrics,
      completedMetrics: wire.completed_metrics,
      failedMetrics: wire.failed_metrics,
      isExisting: null,
      resultSource: wire.result_source.toUpperCase(),
      activeRunUuid: null,
      activeRunStatus: null,
      queryTo: new Date(wire.query_to ?? '').toISOString(),
    });
    const results: MetricRunAnswer[] = run.results;
    expect(results.map(({ metricUuid }) => metricUuid)).toEqual(
      wire.results.map((entry) => entry.metric_uuid),
    );
    for (const { metricUuid, status, metric, result } of results) {
      const entry = wire.results.find((one) => one.metric_uuid === metricUuid);
      expect(status).toBe(entry?.status.toUpperCase());
      expect(metric.name).toEqual(expect.any(String));
      expect(result).toMatchObject({
        source: 'RECALCULATION',
        asOf: run.queryTo,
        baseline: { samples: entry?.result?.baseline?.number_of_samples },
      });
    }
  });

  it('is null where nothing was ever computed', async () => {
    const { data } = await ask(
      '{ experiments(filter: { status: DRAFT }, first: 1) { nodes { latestRecalculation { uuid } } } }',
    );
    expect(data['experiments'].nodes).toEqual([{ latestRecalculation: null }]);
  });
});

describe('one run over all metrics', () => {
  it('can be read by its uuid or its id until it is finished', async () => {
    const id = await running();
    graph.sandbox.setClock({ advance: '1d' });
    const job = await asColleague(
      graph.sandbox,
      'POST',
      `experiments/${id}/metrics_recalculation/`,
      {},
    );
    expect((await latest(id)).data['experiment'].latestRecalculation).toMatchObject({
      activeRunUuid: job['id'],
      activeRunStatus: 'PENDING',
    });
    const one = `query ($id: ID!, $uuid: String!) { experiment(id: $id) { metricsRecalculation(id: $uuid) { ${RUN} } } }`;
    const started = await ask(one, { id, uuid: job['id'] });
    const pending = started.data['experiment'].metricsRecalculation;
    expect(pending).toMatchObject({
      uuid: job['id'],
      status: 'PENDING',
      completedMetrics: 0,
      completedAt: null,
      resultSource: null,
    });

    graph.sandbox.setClock({ advance: '1h' });
    const { data, calls } = await ask(
      `query ($id: ID!) { node(id: $id) { ... on MetricsRecalculation { ${RUN} experiment { posthogId } } } }`,
      { id: pending.id },
    );
    expect(data['node']).toMatchObject({
      id: pending.id,
      status: 'COMPLETED',
      completedMetrics: 5,
      failedMetrics: 0,
      experiment: { posthogId: id },
    });
    expect(data['node'].results).toHaveLength(5);
    // The run, and the experiment's detail for the goals and confidence levels of the results.
    expect(calls).toBe(2);
  });

  it.each([
    ['is unknown', '00000000-0000-4000-8000-000000000000', 2],
    ['is no uuid', '../stats', 1],
  ])('is null when its id %s', async (_why, uuid, calls) => {
    const answer = await ask(
      'query ($id: ID!, $uuid: String!) { experiment(id: $id) { metricsRecalculation(id: $uuid) { status } } }',
      { id: await running(), uuid },
    );
    expect(answer.data['experiment']).toEqual({ metricsRecalculation: null });
    expect(answer.calls).toBe(calls);
  });
});
