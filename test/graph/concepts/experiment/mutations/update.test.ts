import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutate, sent, stored } from '../../../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe('updateExperiment', () => {
  it('changes the given fields and no others, in one call', async () => {
    const { id, number, key } = await given(graph, 'draft', {
      experiment: { description: 'Before' },
    });
    const { outcome, calls } = await mutate(
      graph,
      'updateExperiment',
      { id, name: 'Checkout, shorter', expectedVersion: 0 },
      { key },
    );
    expect(outcome.experiment).toMatchObject({ name: 'Checkout, shorter', version: 1 });
    expect(calls).toBe(1);
    expect(sent(graph)).toEqual([`PATCH /api/projects/1/experiments/${number}/`]);
    expect((await stored(graph, number)).experiment['description']).toBe('Before');
  });

  it('clears fields by null', async () => {
    const { id, number, key } = await given(graph, 'stopped', {
      experiment: { conclusion: 'won', conclusion_comment: 'Because' },
    });
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      { id, conclusion: null, conclusionComment: null, endDate: null },
      { key },
    );
    expect(outcome.experiment).toMatchObject({
      status: 'RUNNING',
      conclusion: null,
      conclusionComment: null,
    });
    expect((await stored(graph, number)).experiment['end_date']).toBeNull();
  });

  it('refuses null where PostHog would have no replacement value', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome, calls } = await mutate(
      graph,
      'updateExperiment',
      { id, name: null, tags: null },
      { key },
    );
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'name NULL',
      'tags NULL',
    ]);
    expect(calls).toBe(0);
  });

  it('changes the flag of a draft', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      {
        id,
        variants: [
          { key: 'control', rolloutPercentage: 20 },
          { key: 'blue', rolloutPercentage: 80 },
        ],
        rolloutPercentage: 30,
      },
      { key },
    );
    expect(outcome.experiment.featureFlag).toMatchObject({
      variants: [
        { key: 'control', rolloutPercentage: 20 },
        { key: 'blue', rolloutPercentage: 80 },
      ],
      releaseConditions: [{ raw: { rollout_percentage: 30 } }],
    });
  });

  it('changes the flag of a running experiment when explicitly requested', async () => {
    const { id, key } = await given(graph, 'running');
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      { id, rolloutPercentage: 30, updateFeatureFlag: true },
      { key },
    );
    expect(outcome.experiment.featureFlag.releaseConditions[0]?.raw).toMatchObject({
      rollout_percentage: 30,
    });
  });

  it('launches by a start date, and archives without checks', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      { id, startDate: '2026-01-05T09:00:00Z', archived: true },
      { key },
    );
    expect(outcome.experiment).toMatchObject({
      status: 'RUNNING',
      archived: true,
      featureFlag: { active: true },
    });
  });
});

describe('copies', () => {
  it('in the project are new drafts on the same flag, or on a new one', async () => {
    const { id, number, key } = await given(graph, 'stopped');
    const shared = await mutate(graph, 'duplicateExperiment', { id }, { key });
    expect(shared.outcome).toMatchObject({
      __typename: 'DuplicateExperimentPayload',
      experiment: {
        name: 'Checkout (Copy)',
        status: 'DRAFT',
        featureFlag: { key: 'checkout-test' },
      },
    });
    expect(shared.outcome.experiment.posthogId).not.toBe(number);
    expect(shared.calls).toBe(1);
    const own = await mutate(
      graph,
      'duplicateExperiment',
      { id, name: 'Again', featureFlagKey: 'again' },
      { key },
    );
    expect(own.outcome.experiment).toMatchObject({
      name: 'Again',
      featureFlag: { key: 'again', active: false },
    });
  });

  it('in another project belong to that project', async () => {
    const { id, key } = await given(graph, 'running', { rest: { other_projects: 1 } });
    const { outcome, calls } = await mutate(
      graph,
      'copyExperimentToProject',
      { id, targetProjectId: '2', name: 'There' },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'CopyExperimentToProjectPayload',
      experiment: { name: 'There', projectId: '2', status: 'DRAFT' },
    });
    expect(calls).toBe(1);
  });

  it('into a project that does not exist are NotFoundProblem', async () => {
    const { id, key } = await given(graph, 'running');
    const { outcome } = await mutate(
      graph,
      'copyExperimentToProject',
      { id, targetProjectId: '4242' },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'NotFoundProblem',
      message: 'Target team not found.',
    });
  });

  it('of a legacy experiment are refused, and migrating makes it a new one', async () => {
    const legacy = {
      kind: 'ExperimentTrendsQuery',
      uuid: 'old',
      count_query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'paid' }] },
    };
    const { id, number, key } = await given(graph, 'running', {
      experiment: { metrics: [legacy] },
    });
    const copy = await mutate(graph, 'duplicateExperiment', { id }, { key });
    expect(copy.outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      reason: 'LEGACY_METRICS',
    });
    const { outcome } = await mutate(graph, 'migrateExperiment', { id }, { key });
    expect(outcome).toMatchObject({
      __typename: 'MigrateExperimentPayload',
      experiment: { name: 'Checkout' },
    });
    expect(outcome.experiment.posthogId).not.toBe(number);
    const again = await mutate(
      graph,
      'migrateExperiment',
      { id: String(outcome.experiment.posthogId) },
      { key },
    );
    expect(again.outcome).toMatchObject({ __typename: 'LifecycleConflict', reason: 'NOT_LEGACY' });
  });
});
