import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor, sent, stored } from '../../../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const flagOf = async (number: number) => String((await stored(graph, number)).flag?.['id']);

describe('updateFeatureFlag', () => {
  const FLAG =
    'reconciled featureFlag { active variants { key rolloutPercentage } releaseConditions { raw } payloads }';
  const PROBLEMS = ['ValidationProblem', 'ApprovalRequired', 'PermissionDenied'];

  it('turns a flag off in one call, which pauses its experiment', async () => {
    const { id, number, key } = await given(graph, 'running');
    const { outcome, calls } = await mutateFor(
      graph,
      'updateFeatureFlag',
      { id: await flagOf(number), active: false },
      FLAG,
      { key, problems: PROBLEMS },
    );
    expect(outcome).toMatchObject({
      __typename: 'UpdateFeatureFlagPayload',
      reconciled: false,
      featureFlag: { active: false },
    });
    expect(calls).toBe(1);
    const { data } = await graph.query(
      'query ($id: ID!) { experiment(id: $id) { status } }',
      { id },
      { key },
    );
    expect(data).toEqual({ experiment: { status: 'PAUSED' } });
  });

  it('changes a part of the targeting and preserves the rest, for one more read', async () => {
    const { number, key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'updateFeatureFlag',
      {
        id: await flagOf(number),
        variants: [
          { key: 'control', rolloutPercentage: 10, payload: 'blue' },
          { key: 'test', rolloutPercentage: 90 },
        ],
      },
      FLAG,
      { key, problems: PROBLEMS },
    );
    expect(outcome['featureFlag']).toMatchObject({
      variants: [
        { key: 'control', rolloutPercentage: 10 },
        { key: 'test', rolloutPercentage: 90 },
      ],
      payloads: { control: '"blue"' },
      releaseConditions: [{ raw: { rollout_percentage: 100 } }],
    });
    expect(calls).toBe(2);
  });

  it('waits for approval where a policy requires it', async () => {
    const { number, key } = await given(graph, 'running');
    graph.sandbox.setProfile({ approvals: ['feature_flag.disable'] });
    const { outcome } = await mutateFor(
      graph,
      'updateFeatureFlag',
      { id: await flagOf(number), active: false },
      FLAG,
      { key, problems: PROBLEMS },
    );
    expect(outcome).toMatchObject({ __typename: 'ApprovalRequired' });
    graph.sandbox.setProfile({ approvals: [] });
  });

  it('is validated before a call is spent', async () => {
    const { number, key } = await given(graph, 'draft');
    const id = await flagOf(number);
    graph.sandbox.clearRequests();
    const { outcome } = await mutateFor(
      graph,
      'updateFeatureFlag',
      {
        id,
        filters: [],
        variants: [{ key: 'a', rolloutPercentage: 50 }],
        releaseConditions: [{ rolloutPercentage: 101 }],
      },
      FLAG,
      { key, problems: PROBLEMS },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'variants SUM_NOT_100',
      'releaseConditions.0.rolloutPercentage MAX_VALUE',
      'filters INVALID_INPUT',
      'filters INVALID_INPUT',
    ]);
    expect(sent(graph)).toEqual([]);
  });
});

describe("a mutation's change", () => {
  it('is visible to the fields after it in the same document', async () => {
    const { id, number, key } = await given(graph, 'running');
    const flag = String((await stored(graph, number)).flag?.['id']);
    const { data } = await graph.query(
      `mutation ($id: ID!, $flag: ID!) {
        rename: updateExperiment(input: { id: $id, name: "After" }) {
          ... on UpdateExperimentPayload { experiment { name status } }
        }
        off: updateFeatureFlag(input: { id: $flag, active: false }) {
          ... on UpdateFeatureFlagPayload { featureFlag { active experiments { name status } } }
        }
      }`,
      { id, flag },
      { key },
    );
    expect(data).toEqual({
      rename: { experiment: { name: 'After', status: 'RUNNING' } },
      off: { featureFlag: { active: false, experiments: [{ name: 'After', status: 'PAUSED' }] } },
    });
  });
});
