import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor } from '../../../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe('shared metrics', () => {
  const metric = { mean: { source: { event: 'paid' } } };
  const METRIC = 'reconciled savedMetric { id name description }';

  it('are created, changed and deleted, each in one call', async () => {
    const { key } = await given(graph, 'draft');
    const created = await mutateFor(
      graph,
      'createSavedMetric',
      { name: 'Sales', metric, description: 'What is sold' },
      METRIC,
      { key },
    );
    expect(created.outcome).toMatchObject({
      __typename: 'CreateSavedMetricPayload',
      savedMetric: { name: 'Sales', description: 'What is sold' },
    });
    const { id } = created.outcome['savedMetric'] as { id: string };
    const changed = await mutateFor(graph, 'updateSavedMetric', { id, name: 'Sold' }, METRIC, {
      key,
    });
    expect(changed.outcome).toMatchObject({
      savedMetric: { name: 'Sold', description: 'What is sold' },
    });
    const deleted = await mutateFor(graph, 'deleteSavedMetric', { id }, 'deletedId', { key });
    expect(deleted.outcome).toEqual({ __typename: 'DeleteSavedMetricPayload', deletedId: id });
    expect([created.calls, changed.calls, deleted.calls]).toEqual([1, 1, 1]);
  });

  it('cannot have the name of another', async () => {
    const { key } = await given(graph, 'draft');
    await mutateFor(graph, 'createSavedMetric', { name: 'Sales', metric }, METRIC, { key });
    const { outcome } = await mutateFor(
      graph,
      'createSavedMetric',
      { name: 'SALES', metric },
      METRIC,
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      path: 'name',
      message: 'A shared metric with this name already exists.',
    });
  });
});
