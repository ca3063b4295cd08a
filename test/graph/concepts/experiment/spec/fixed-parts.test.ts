import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor, writes } from '../../../../support/mutations.ts';
import type { WireObject } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** The plan for an experiment with another variant, and the spec that it is for. */
async function planWithVariant(state: 'draft' | 'running') {
  const { id, key } = await given(graph, state);
  const { data } = await graph.query(
    'query ($id: ID!) { experiment(id: $id) { spec } }',
    { id },
    { key },
  );
  const spec = data['experiment'].spec as WireObject;
  spec['flag'].variants.at(-1).key = 'renamed';
  const planned = await graph.query(
    `query ($spec: JSON!) {
      planExperiment(spec: $spec) { action planHash obstacles { path code message } changes { path } }
    }`,
    { spec },
    { key },
  );
  return { spec, key, plan: planned.data['planExperiment'] };
}

const FAULT = {
  path: 'spec.flag.variants',
  code: 'IMMUTABLE',
  message: expect.stringContaining('adds, removes and renames no variant'),
};

describe('a plan to rename a variant', () => {
  it('has an obstacle once the experiment was launched, and applying it writes nothing', async () => {
    const { spec, key, plan } = await planWithVariant('running');
    expect(plan).toMatchObject({ action: 'UPDATE', obstacles: [FAULT] });
    expect(plan.changes).toEqual([{ path: 'flag.variants' }]);
    graph.sandbox.clearRequests();
    const { outcome } = await mutateFor(
      graph,
      'applyExperiment',
      { spec, planHash: plan.planHash },
      'action',
      { key, problems: ['ValidationProblem'] },
    );
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', ...FAULT });
    expect(writes(graph)).toEqual([]);
  });

  it('has none for a draft, which PostHog changes', async () => {
    const { spec, key, plan } = await planWithVariant('draft');
    expect(plan).toMatchObject({ action: 'UPDATE', obstacles: [] });
    const { outcome } = await mutateFor(
      graph,
      'applyExperiment',
      { spec, planHash: plan.planHash },
      'experiment { variants { key } }',
      { key },
    );
    expect(outcome).toMatchObject({ experiment: { variants: [{}, { key: 'renamed' }] } });
  });
});
