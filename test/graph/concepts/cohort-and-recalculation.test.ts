import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, mutateFor, sent, writes } from '../../support/mutations.ts';
import { injectFault } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const PROBLEMS = ['ValidationProblem', 'LifecycleConflict', 'PermissionDenied'];

describe('createExposureCohort', () => {
  const SELECT = `
    reconciled replayed
    cohort { name experimentIds }
    dryRun { wouldSucceed request { method path body } preconditions { holds reason } }
  `;

  it('answers the cohort in one call and links it to the experiment', async () => {
    const { id, number, key } = await given(graph, 'running');
    const { outcome, calls } = await mutateFor(graph, 'createExposureCohort', { id }, SELECT, {
      key,
      problems: PROBLEMS,
    });
    expect(outcome).toMatchObject({
      __typename: 'CreateExposureCohortPayload',
      reconciled: false,
      cohort: { name: 'Users exposed to experiment "Checkout"' },
    });
    expect(calls).toBe(1);
    expect(sent(graph)).toEqual([
      `POST /api/projects/1/experiments/${number}/create_exposure_cohort_for_experiment/`,
    ]);
    const again = await mutateFor(
      graph,
      'createExposureCohort',
      { id },
      'experiment { exposureCohort { name } }',
      { key, problems: PROBLEMS },
    );
    expect(again.outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      reason: 'EXPOSURE_COHORT_EXISTS',
    });
  });

  it('answers the experiment too when it is selected', async () => {
    const { id, key } = await given(graph, 'running');
    const { outcome, calls } = await mutateFor(
      graph,
      'createExposureCohort',
      { id },
      'cohort { name } experiment { status exposureCohort { name } }',
      { key, problems: PROBLEMS },
    );
    expect(outcome).toMatchObject({
      experiment: {
        status: 'RUNNING',
        exposureCohort: { name: 'Users exposed to experiment "Checkout"' },
      },
    });
    expect(calls).toBe(2);
  });

  it('is predicted by a dry run and refused at another version', async () => {
    const { id, number, key } = await given(graph, 'draft');
    const { outcome } = await mutateFor(
      graph,
      'createExposureCohort',
      { id, dryRun: true },
      SELECT,
      { key, problems: PROBLEMS },
    );
    expect(outcome).toMatchObject({
      cohort: null,
      dryRun: {
        wouldSucceed: false,
        request: {
          method: 'POST',
          path: `/api/projects/1/experiments/${number}/create_exposure_cohort_for_experiment/`,
          body: null,
        },
        preconditions: [
          { holds: true, reason: 'NO_FLAG' },
          { holds: false, reason: 'NOT_LAUNCHED' },
          { holds: true, reason: 'EXPOSURE_COHORT_EXISTS' },
        ],
      },
    });
    const stale = await mutateFor(
      graph,
      'createExposureCohort',
      { id, expectedVersion: 7 },
      'cohort { name }',
      { key, problems: ['VersionConflict'] },
    );
    expect(stale.outcome).toMatchObject({ __typename: 'VersionConflict', expected: 7 });
    expect(writes(graph)).toEqual([]);
  });

  it('finds the cohort on the experiment when the response is cut off', async () => {
    const { id, key } = await given(graph, 'running');
    await injectFault(graph.sandbox, '/create_exposure_cohort', { cut: true, times: 1 });
    const { outcome } = await mutateFor(graph, 'createExposureCohort', { id }, SELECT, {
      key,
      problems: PROBLEMS,
    });
    expect(outcome).toMatchObject({
      reconciled: true,
      cohort: { name: 'Users exposed to experiment "Checkout"' },
    });
    expect(writes(graph)).toHaveLength(1);
  });
});

const METRIC = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  uuid: '11111111-2222-4333-8444-555555555555',
  source: { kind: 'EventsNode', event: 'paid' },
};

describe('recalculateTimeseries', () => {
  const SELECT = 'recalculation { status metricUuid }';

  it('looks up the metric and its fingerprint itself', async () => {
    const { id, key } = await given(graph, 'running', { experiment: { metrics: [METRIC] } });
    const { outcome, calls } = await mutateFor(
      graph,
      'recalculateTimeseries',
      { id, metricUuid: METRIC.uuid },
      SELECT,
      { key, problems: PROBLEMS },
    );
    expect(outcome).toMatchObject({
      __typename: 'RecalculateTimeseriesPayload',
      recalculation: { status: 'PENDING', metricUuid: METRIC.uuid },
    });
    expect(calls).toBe(2);
  });

  it('refuses a metric the experiment does not have, and an experiment that has not started', async () => {
    const draft = await given(graph, 'draft', { experiment: { metrics: [METRIC] } });
    const unknown = await mutateFor(
      graph,
      'recalculateTimeseries',
      { id: draft.id, metricUuid: 'other' },
      SELECT,
      { key: draft.key, problems: PROBLEMS },
    );
    expect(unknown.outcome).toMatchObject({
      __typename: 'ValidationProblem',
      path: 'metricUuid',
      code: 'DOES_NOT_EXIST',
    });
    const early = await mutateFor(
      graph,
      'recalculateTimeseries',
      { id: draft.id, metricUuid: METRIC.uuid },
      SELECT,
      { key: draft.key, problems: PROBLEMS },
    );
    expect(early.outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      reason: 'NOT_LAUNCHED',
      current: 'DRAFT',
    });
  });
});

describe('recalculateMetrics', () => {
  const SELECT = 'isExisting recalculation { status totalMetrics }';

  it('starts a run, or returns the one in progress', async () => {
    const { id, key } = await given(graph, 'running', { experiment: { metrics: [METRIC] } });
    const first = await mutateFor(graph, 'recalculateMetrics', { id }, SELECT, {
      key,
      problems: PROBLEMS,
    });
    expect(first.outcome).toMatchObject({
      __typename: 'RecalculateMetricsPayload',
      isExisting: false,
      recalculation: { status: 'PENDING', totalMetrics: 1 },
    });
    expect(first.calls).toBe(1);
    const second = await mutateFor(graph, 'recalculateMetrics', { id }, SELECT, {
      key,
      problems: PROBLEMS,
    });
    expect(second.outcome).toMatchObject({ isExisting: true });
  });

  it('refuses an experiment that has not started', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome } = await mutateFor(graph, 'recalculateMetrics', { id }, SELECT, {
      key,
      problems: PROBLEMS,
    });
    expect(outcome).toMatchObject({ __typename: 'LifecycleConflict', reason: 'NOT_LAUNCHED' });
  });
});
