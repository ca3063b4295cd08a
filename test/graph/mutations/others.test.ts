import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, mutate, mutateFor, sent, stored, writes } from '../../support/mutations.ts';
import { load, weather } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.setProfile({ approvals: [] });
});

interface HoldoutAnswer {
  readonly id: string;
  readonly posthogId: number;
  readonly name: string;
  readonly exclusionPercentage: number;
}
const HOLDOUT =
  'reconciled holdout { id posthogId name exclusionPercentage groups { properties } }';

describe('holdouts', () => {
  const make = async (key: string) => {
    const { outcome } = await mutateFor(
      graph,
      'createHoldout',
      { name: 'Tenth', exclusionPercentage: 10 },
      HOLDOUT,
      { key },
    );
    return outcome['holdout'] as HoldoutAnswer;
  };

  it('are created, changed and deleted, each in one call', async () => {
    const { key } = await given(graph, 'draft');
    const holdout = await make(key);
    expect(holdout).toMatchObject({ name: 'Tenth', exclusionPercentage: 10 });
    const changed = await mutateFor(
      graph,
      'updateHoldout',
      {
        id: holdout.id,
        groups: [
          {
            exclusionPercentage: 20,
            properties: [{ key: 'country', value: 'CZ', type: 'person', operator: 'exact' }],
          },
        ],
      },
      HOLDOUT,
      { key },
    );
    expect(changed.outcome).toMatchObject({
      __typename: 'UpdateHoldoutPayload',
      reconciled: false,
      holdout: {
        name: 'Tenth',
        exclusionPercentage: 20,
        groups: [{ properties: [{ key: 'country' }] }],
      },
    });
    const deleted = await mutateFor(
      graph,
      'deleteHoldout',
      { id: holdout.id },
      'deletedId reconciled',
      { key },
    );
    expect(deleted.outcome).toEqual({
      __typename: 'DeleteHoldoutPayload',
      deletedId: holdout.id,
      reconciled: false,
    });
    expect([changed.calls, deleted.calls]).toEqual([1, 1]);
    const again = await mutateFor(graph, 'deleteHoldout', { id: holdout.id }, 'deletedId', { key });
    expect(again.outcome).toMatchObject({ __typename: 'NotFoundProblem' });
  });

  it('are checked before a call is spent', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'createHoldout',
      { name: '', exclusionPercentage: 120, groups: [] },
      HOLDOUT,
      { key },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'name BLANK',
      'exclusionPercentage MAX_VALUE',
      'groups EMPTY',
      'groups INVALID_INPUT',
    ]);
    const nothing = await mutateFor(graph, 'createHoldout', { name: 'N' }, HOLDOUT, { key });
    expect(nothing.outcome).toMatchObject({ code: 'REQUIRED', path: 'exclusionPercentage' });
    expect(calls + nothing.calls).toBe(0);
  });

  it('whose creation or deletion is cut off are looked for', async () => {
    const { key } = await given(graph, 'draft');
    await weather(graph.sandbox, '/experiment_holdouts/$', { cut: true, times: 1 });
    const created = await mutateFor(
      graph,
      'createHoldout',
      { name: 'Lost', exclusionPercentage: 5 },
      HOLDOUT,
      { key },
    );
    expect(created.outcome).toMatchObject({ reconciled: true, holdout: { name: 'Lost' } });
    const { id } = created.outcome['holdout'] as HoldoutAnswer;
    await weather(graph.sandbox, '/experiment_holdouts/\\d+/$', { cut: true, times: 1 });
    const deleted = await mutateFor(graph, 'deleteHoldout', { id }, 'reconciled', { key });
    expect(deleted.outcome).toMatchObject({ __typename: 'DeleteHoldoutPayload', reconciled: true });
    expect(writes(graph)).toHaveLength(2);
  });
});

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

describe('updateFeatureFlag', () => {
  const FLAG =
    'reconciled featureFlag { active variants { key rolloutPercentage } releaseConditions { raw } payloads }';
  const PROBLEMS = ['ValidationProblem', 'ApprovalRequired', 'PermissionDenied'];
  const flagOf = async (number: number) => String((await stored(graph, number)).flag?.['id']);

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

  it('changes part of the targeting and keeps the rest, for a read more', async () => {
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

  it('waits for approval where a policy guards it', async () => {
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
  });

  it('is checked before a call is spent', async () => {
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

describe('bulkUpdateTags', () => {
  it('changes tags of many in one call and names whom it skipped', async () => {
    const { id, number, key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'bulkUpdateTags',
      { ids: [id, '4242'], action: 'ADD', tags: ['Growth'] },
      'updated { experimentPosthogId tags } skipped { experimentPosthogId reason }',
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'BulkUpdateTagsPayload',
      updated: [{ experimentPosthogId: number, tags: ['growth'] }],
      skipped: [{ experimentPosthogId: 4242, reason: expect.any(String) }],
    });
    expect(calls).toBe(1);
  });
});

describe('createExperimentFromPrompt', () => {
  const PAYLOAD = 'experiment { name status variants { key name } }';

  it('makes a draft with a variant for each version', async () => {
    const { key } = await load(graph.sandbox, {
      prompts: [{ name: 'summary', versions: [1, 2, 3] }],
    });
    const { outcome, calls } = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: 'summary', versions: [1, 3], templates: ['cost'] },
      PAYLOAD,
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'CreateExperimentFromPromptPayload',
      experiment: {
        name: 'summary: v1, v3 (cost)',
        status: 'DRAFT',
        variants: [
          { key: 'control', name: 'v1' },
          { key: 'test', name: 'v3' },
        ],
      },
    });
    expect(calls).toBe(1);

    const unknown = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: 'summary', versions: [1, 99], templates: ['cost'] },
      PAYLOAD,
      { key },
    );
    expect(unknown.outcome).toMatchObject({ __typename: 'ValidationProblem', path: 'versions' });
  });

  it('is checked before a call is spent', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, calls } = await mutateFor(
      graph,
      'createExperimentFromPrompt',
      { promptName: ' ', versions: [1], templates: ['cost', 'cost'] },
      PAYLOAD,
      { key },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'promptName BLANK',
      'versions LENGTH',
      'templates.1 DUPLICATE',
    ]);
    expect(calls).toBe(0);
  });
});

describe('what a mutation wrote', () => {
  it('is seen by the fields after it in the same document', async () => {
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
    await mutate(graph, 'resumeExperiment', { id }, { key });
  });
});
