import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { mutateFor, VARIANTS, writes } from '../../../../support/mutations.ts';
import { load, injectFault } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
let key: string;
let ids: Record<string, number>;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const experiment = (name: string, launched: boolean) => ({
  name,
  feature_flag_key: name,
  start_date: launched ? '2026-01-05T09:00:00Z' : null,
});

const flag = (key: string, active: boolean) => ({
  key,
  active,
  filters: {
    groups: [{ properties: [], rollout_percentage: 100 }],
    multivariate: { variants: VARIANTS },
  },
});

beforeEach(async () => {
  ({ key } = await load(graph.sandbox, {
    experiments: [experiment('one', true), experiment('two', false), experiment('three', true)],
    flags: [flag('one', true), flag('two', false), flag('three', true)],
  }));
  const { data } = await graph.query<{
    experiments: { nodes: { posthogId: number; name: string }[] };
  }>('{ experiments { nodes { posthogId name } } }', {}, { key });
  ids = Object.fromEntries(data.experiments.nodes.map((node) => [node.name, node.posthogId]));
  graph.sandbox.clearRequests();
});

const SELECT = `
  done refused failed skipped
  outcomes {
    experimentPosthogId skipped
    result {
      __typename
      ... on BulkExperimentItemPayload {
        experiment { name status }
        dryRun { wouldSucceed statusAfter }
      }
      ... on LifecycleConflict { reason }
    }
  }
`;

const act = (input: Record<string, unknown>) =>
  mutateFor(
    graph,
    'bulkExperimentAction',
    { ids: ['one', 'two', 'three'].map((name) => String(ids[name])), ...input },
    SELECT,
    { key, problems: ['ValidationProblem'] },
  );

describe('bulkExperimentAction', () => {
  it('gives every experiment its own outcome, for one call each', async () => {
    const { outcome, calls } = await act({ action: 'PAUSE' });
    expect(outcome).toMatchObject({
      __typename: 'BulkExperimentActionPayload',
      done: 2,
      refused: 1,
      failed: 0,
      skipped: 0,
      outcomes: [
        {
          experimentPosthogId: ids['one'],
          result: { __typename: 'BulkExperimentItemPayload', experiment: { status: 'PAUSED' } },
        },
        {
          experimentPosthogId: ids['two'],
          result: { __typename: 'LifecycleConflict', reason: 'NOT_LAUNCHED' },
        },
        { experimentPosthogId: ids['three'], result: { experiment: { status: 'PAUSED' } } },
      ],
    });
    expect(calls).toBe(3);
  });

  it('skips the rest after the first failure when requested', async () => {
    const { outcome } = await act({ action: 'PAUSE', stopOnError: true });
    expect(outcome).toMatchObject({ done: 1, refused: 1, skipped: 1 });
    expect(outcome['outcomes']).toMatchObject([{}, {}, { skipped: true, result: null }]);
    expect(writes(graph)).toHaveLength(2);
  });

  it('predicts the outcomes and writes nothing', async () => {
    const { outcome } = await act({ action: 'PAUSE', dryRun: true });
    expect(outcome).toMatchObject({ done: 2, refused: 1 });
    expect(outcome['outcomes']).toMatchObject([
      { result: { dryRun: { wouldSucceed: true, statusAfter: 'PAUSED' } } },
      { result: { dryRun: { wouldSucceed: false, statusAfter: 'DRAFT' } } },
      { result: { dryRun: { wouldSucceed: true } } },
    ]);
    expect(writes(graph)).toEqual([]);
  });

  it('reports the other outcomes when PostHog fails for one', async () => {
    await injectFault(graph.sandbox, `/experiments/${ids['three']}/`, { status: 502, times: 9 });
    const { outcome, errors } = await act({ action: 'PAUSE' });
    expect(outcome).toMatchObject({ done: 1, refused: 1, failed: 1 });
    expect(outcome['outcomes']).toMatchObject([{}, {}, { skipped: false, result: null }]);
    expect(errors).toMatchObject([
      { path: ['outcome', 'outcomes', 2, 'result'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
    expect(graph.unexpected).toEqual([]);
  });

  it('checks all ids before any call is spent', async () => {
    const { outcome, calls } = await mutateFor(
      graph,
      'bulkExperimentAction',
      { ids: ['x', '1', '1'], action: 'SHIP_VARIANT' },
      SELECT,
      { key, problems: ['ValidationProblem'] },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'ids.0 INVALID_ID',
      'ids.2 DUPLICATE',
      'variantKey REQUIRED',
    ]);
    expect(calls).toBe(0);
  });

  it('ships and deletes several experiments too', async () => {
    const shipped = await act({ action: 'SHIP_VARIANT', variantKey: 'test' });
    expect(shipped.outcome).toMatchObject({ done: 2, refused: 1 });
    const deleted = await act({ action: 'DELETE' });
    expect(deleted.outcome).toMatchObject({ done: 3 });
  });
});
