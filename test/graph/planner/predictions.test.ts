import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf } from '../../support/examples.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

interface Row {
  readonly posthogId: number;
  readonly featureFlagKey: string;
  readonly metrics: readonly { readonly uuid: string }[];
}

let graph: TestGraph;
let running: readonly Row[];
beforeAll(async () => {
  // Which metrics the newest recalculation has depends on the time.
  graph = await startGraph({ sandbox: { now: '2026-11-27T12:00:00Z' } });
  const { data } = await graph.query(
    '{ experiments(first: 100, filter: { status: RUNNING }) { nodes { posthogId featureFlagKey metrics { uuid } } } }',
  );
  running = data['experiments'].nodes;
});
afterAll(() => graph.close());

/** Asks, and gives the answer with the calls that were made and those that were predicted. */
async function ask(query: string, variables?: Record<string, unknown>) {
  graph.sandbox.clearRequests();
  const { data, errors, calls, extensions } = await graph.query(query, variables);
  expect(errors).toBeUndefined();
  expect(graph.sandbox.requests()).toHaveLength(calls);
  return { data, calls, predicted: extensions['upstream'].predicted as number };
}

describe('the predicted calls', () => {
  it('of an experiment by the key of its flag count its detail, which lists do not bring', async () => {
    const [{ featureFlagKey, metrics }] = running as [Row];
    const query = (fields: string) =>
      `{ experiment(featureFlagKey: "${featureFlagKey}") { ${fields} } }`;
    const verdicts = await ask(query('metrics { uuid verdict { state } }'));
    expect(verdicts.data['experiment'].metrics).toHaveLength(metrics.length);
    expect(verdicts).toMatchObject({ calls: 4, predicted: 4 });
    expect(await ask(query('name'))).toMatchObject({ calls: 2, predicted: 2 });
  });

  it('of one experiment with the series of its metrics are enough, although it may have many', async () => {
    const most = running.toSorted((a, b) => b.metrics.length - a.metrics.length)[0]!;
    const { data, calls, predicted } = await ask(
      `{ experiment(id: ${most.posthogId}) { metrics { uuid timeseries { status } } } }`,
    );
    expect(data['experiment'].metrics).toHaveLength(most.metrics.length);
    expect(most.metrics.length).toBeGreaterThan(4);
    expect(calls).toBe(1 + most.metrics.length);
    expect(predicted).toBeGreaterThanOrEqual(calls);
  });

  it('of a run over all metrics count its experiment where that is not at hand', async () => {
    const { data } = await graph.query(documentOf('mutations/recalculate-metrics'));
    const { id } = data['recalculateMetrics'].recalculation;
    const query = 'query ($id: ID!) { node(id: $id) { ... on MetricsRecalculation { FIELDS } } }';
    const asking = (fields: string) => ask(query.replace('FIELDS', fields), { id });
    expect(await asking('experiment { name }')).toMatchObject({ calls: 2, predicted: 2 });
    const read = await asking('experiment { name metrics { uuid } }');
    expect(read.data['node'].experiment.metrics.length).toBeGreaterThan(0);
    expect(read).toMatchObject({ calls: 2, predicted: 2 });
    expect(await asking('status')).toMatchObject({ calls: 1, predicted: 1 });
  });

  it('of experiments that a plan is compared with count the list that finds them, and each detail', async () => {
    const query = documentOf('queries/experiment-setup-context').replace(
      /^( *)previousExperiments \{[^]*?^\1\}/m,
      'previousExperiments { data { experiments { experiment { name metrics { uuid } } } } }',
    );
    const { data, calls, predicted } = await ask(query);
    const { experiments } = data['experimentSetupContext'].previousExperiments.data;
    expect(experiments.length).toBeGreaterThan(1);
    expect(calls).toBe(2 + experiments.length);
    expect(predicted).toBeGreaterThanOrEqual(calls);
  });
});
