import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutate, sent, stored, type Situation } from '../../../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

interface Step {
  readonly field: string;
  readonly from: Situation;
  readonly path: string;
  readonly input?: Record<string, unknown>;
  readonly experiment: Record<string, unknown>;
  readonly flag?: Record<string, unknown>;
}

const steps: readonly Step[] = [
  {
    field: 'launchExperiment',
    from: 'draft',
    path: 'launch',
    experiment: { status: 'RUNNING', endDate: null },
    flag: { active: true },
  },
  {
    field: 'pauseExperiment',
    from: 'running',
    path: 'pause',
    experiment: { status: 'PAUSED' },
    flag: { active: false },
  },
  {
    field: 'resumeExperiment',
    from: 'paused',
    path: 'resume',
    experiment: { status: 'RUNNING' },
    flag: { active: true },
  },
  {
    field: 'endExperiment',
    from: 'running',
    path: 'end',
    input: { conclusion: 'WON', conclusionComment: 'Test sells more.' },
    experiment: { status: 'STOPPED', conclusion: 'WON', conclusionComment: 'Test sells more.' },
    flag: { active: true },
  },
  {
    field: 'shipVariant',
    from: 'running',
    path: 'ship_variant',
    input: { variantKey: 'test', conclusion: 'WON' },
    experiment: { status: 'STOPPED', conclusion: 'WON' },
    flag: {
      variants: [
        { key: 'control', rolloutPercentage: 0 },
        { key: 'test', rolloutPercentage: 100 },
      ],
    },
  },
  {
    field: 'resetExperiment',
    from: 'stopped',
    path: 'reset',
    experiment: { status: 'DRAFT', startDate: null, endDate: null },
    flag: { active: true },
  },
  {
    field: 'archiveExperiment',
    from: 'stopped',
    path: 'archive',
    input: { disableFeatureFlag: true },
    experiment: { status: 'STOPPED', archived: true },
    flag: { active: false },
  },
  {
    field: 'unarchiveExperiment',
    from: 'archived',
    path: 'unarchive',
    experiment: { status: 'STOPPED', archived: false },
  },
  {
    field: 'freezeExposure',
    from: 'running',
    path: 'freeze_exposure',
    experiment: { status: 'EXPOSURE_FROZEN' },
  },
  {
    field: 'unfreezeExposure',
    from: 'frozen',
    path: 'unfreeze_exposure',
    experiment: { status: 'RUNNING' },
  },
];

describe('a lifecycle mutation', () => {
  it.each(steps)(
    '$field takes one upstream call, and its answer and the next query show the current experiment and flag',
    async ({ field, from, path, input, experiment, flag = {} }) => {
      const { id, number, key } = await given(graph, from);
      const { outcome, calls, errors } = await mutate(graph, field, { id, ...input }, { key });
      expect(errors).toBeUndefined();
      expect(outcome).toMatchObject({
        __typename: `${field[0]!.toUpperCase()}${field.slice(1)}Payload`,
        reconciled: false,
        replayed: false,
        dryRun: null,
        experiment: { posthogId: number, ...experiment, featureFlag: flag },
      });
      expect(calls).toBe(1);
      expect(sent(graph)).toEqual([`POST /api/projects/1/experiments/${id}/${path}/`]);

      const { data } = await graph.query(
        `query ($id: ID!) {
          experiment(id: $id) {
            status archived startDate endDate conclusion conclusionComment
            featureFlag { active variants { key rolloutPercentage } }
          }
        }`,
        { id },
        { key },
      );
      expect(data['experiment']).toMatchObject({ ...experiment, featureFlag: flag });
    },
  );

  it('ships to everyone by a release condition before the others', async () => {
    const { id, key } = await given(graph, 'running');
    const { outcome } = await mutate(
      graph,
      'shipVariant',
      { id, variantKey: 'test', releaseToEveryone: true },
      { key },
    );
    const groups = outcome.experiment.featureFlag.releaseConditions;
    expect(groups).toHaveLength(2);
    expect(groups[0]?.raw).toMatchObject({ properties: [], rollout_percentage: 100 });
  });

  it('lets fields of the same document see the changed flag, read once', async () => {
    const { id, key } = await given(graph, 'draft');
    const { data, calls } = await graph.query(
      `mutation ($id: ID!) {
        launchExperiment(input: { id: $id }) {
          ... on LaunchExperimentPayload { experiment { featureFlag { active createdAt } } }
        }
        pauseExperiment(input: { id: $id }) {
          ... on PauseExperimentPayload { experiment { status featureFlag { active createdAt } } }
        }
      }`,
      { id },
      { key },
    );
    expect(data['launchExperiment'].experiment.featureFlag.active).toBe(true);
    expect(data['pauseExperiment'].experiment).toMatchObject({
      status: 'PAUSED',
      featureFlag: { active: false },
    });
    // Two writes, and a read of the full flag after each.
    expect(calls).toBe(4);
  });

  it('deletes softly, and restores what it deleted', async () => {
    const { id, number, key } = await given(graph, 'stopped');
    const deleted = await graph.query(
      `mutation ($id: ID!) {
        deleteExperiment(input: { id: $id }) {
          __typename
          ... on DeleteExperimentPayload { experiment { posthogId deleted } reconciled }
        }
      }`,
      { id },
      { key },
    );
    expect(deleted.data['deleteExperiment']).toEqual({
      __typename: 'DeleteExperimentPayload',
      experiment: { posthogId: number, deleted: true },
      reconciled: false,
    });
    expect(deleted.calls).toBe(1);
    expect((await stored(graph, number)).experiment['deleted']).toBe(true);

    const afterDeletion = await graph.query(
      'query ($id: ID!) { experiment(id: $id) { name } }',
      { id },
      { key },
    );
    expect(afterDeletion.data).toEqual({ experiment: null });

    const restored = await graph.query(
      `mutation ($id: ID!) {
        restoreExperiment(input: { id: $id }) {
          ... on RestoreExperimentPayload { experiment { posthogId deleted status } }
        }
      }`,
      { id },
      { key },
    );
    expect(restored.data['restoreExperiment'].experiment).toEqual({
      posthogId: number,
      deleted: false,
      status: 'STOPPED',
    });
  });

  it('accepts the global id too, and makes no unplanned change', async () => {
    const { id, key } = await given(graph, 'draft');
    const { data } = await graph.query(
      'query ($id: ID!) { experiment(id: $id) { id } }',
      { id },
      { key },
    );
    const { outcome } = await mutate(
      graph,
      'launchExperiment',
      { id: data['experiment'].id },
      { key },
    );
    expect(outcome.experiment.status).toBe('RUNNING');
    expect(graph.unexpected).toEqual([]);
  });
});
