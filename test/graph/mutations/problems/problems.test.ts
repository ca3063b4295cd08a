import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { error, fakePostHog, json } from '../../../support/fake-posthog.ts';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { given, mutate, sent, stored } from '../../../support/mutations.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.setProfile({ approvals: [] }));

describe('LifecycleConflict', () => {
  it('names the reason, the status and what is possible instead', async () => {
    const { id, key } = await given(graph, 'stopped');
    const { outcome, calls } = await mutate(graph, 'pauseExperiment', { id }, { key });
    expect(outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      code: 'LIFECYCLE_CONFLICT',
      message: 'Experiment has already ended.',
      reason: 'ALREADY_ENDED',
      current: 'STOPPED',
    });
    expect(outcome['allowed']).toEqual(
      expect.arrayContaining(['SHIP_VARIANT', 'RESET', 'ARCHIVE', 'DUPLICATE']),
    );
    expect(outcome['allowed']).not.toContain('PAUSE');
    // The refused write, and one read for status and actions together.
    expect(calls).toBe(2);
  });

  it('costs the refused call alone when nobody asks for the status', async () => {
    const { id, key } = await given(graph, 'running');
    const { data, calls } = await graph.query(
      `mutation ($id: ID!) {
        launchExperiment(input: { id: $id }) { ... on LifecycleConflict { reason } }
      }`,
      { id },
      { key },
    );
    expect(data).toEqual({ launchExperiment: { reason: 'ALREADY_LAUNCHED' } });
    expect(calls).toBe(1);
  });

  it('says that the flag was deleted', async () => {
    const { id, key } = await given(graph, 'draft', { flag: { deleted: true } });
    const { outcome } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(outcome).toMatchObject({ __typename: 'LifecycleConflict', reason: 'FLAG_DELETED' });
  });

  it('says that the flag lacks variants', async () => {
    const { id, key } = await given(graph, 'draft', {
      flag: { filters: { groups: [], multivariate: { variants: [] } } },
    });
    const { outcome } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(outcome).toMatchObject({ __typename: 'LifecycleConflict', reason: 'FLAG_INELIGIBLE' });
  });

  it('speaks of changes a launch has locked', async () => {
    const { id, key } = await given(graph, 'running');
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      {
        id,
        variants: [
          { key: 'control', rolloutPercentage: 20 },
          { key: 'test', rolloutPercentage: 80 },
        ],
      },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      reason: 'LOCKED_AFTER_LAUNCH',
      current: 'RUNNING',
    });
  });
});

describe('ApprovalRequired', () => {
  it('brings the change request, and nothing has changed', async () => {
    const { id, number, key } = await given(graph, 'running');
    graph.sandbox.setProfile({ approvals: ['feature_flag.update'] });
    const before = await stored(graph, number);
    const { outcome, errors } = await mutate(
      graph,
      'shipVariant',
      { id, variantKey: 'test' },
      { key },
    );
    expect(errors).toBeUndefined();
    expect(outcome).toMatchObject({
      __typename: 'ApprovalRequired',
      code: 'APPROVAL_REQUIRED',
      pending: false,
      resourceType: 'feature_flag',
      approverIds: [],
      approvers: { quorum: 1 },
      changeRequest: { state: 'pending' },
    });
    expect(outcome['changeRequestId']).toEqual(expect.any(String));
    expect(await stored(graph, number)).toEqual(before);

    const again = await mutate(graph, 'shipVariant', { id, variantKey: 'test' }, { key });
    expect(again.outcome).toMatchObject({
      __typename: 'ApprovalRequired',
      pending: true,
      changeRequestId: outcome['changeRequestId'],
    });
  });

  it('meets a launch where turning flags on is guarded', async () => {
    const { id, key } = await given(graph, 'draft');
    graph.sandbox.setProfile({ approvals: ['feature_flag.enable'] });
    const { outcome } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(outcome).toMatchObject({ __typename: 'ApprovalRequired', pending: false });
  });
});

describe('VersionConflict', () => {
  it('stops a lifecycle action on another version before anything is sent', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome } = await mutate(
      graph,
      'launchExperiment',
      { id, expectedVersion: 41 },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'VersionConflict',
      code: 'VERSION_CONFLICT',
      expected: 41,
      currentVersion: 0,
      fields: [],
    });
    expect(sent(graph)).toEqual([`GET /api/projects/1/experiments/${id}/`]);
  });

  it('lets the action through on the version that is there, for one call more', async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome, calls } = await mutate(
      graph,
      'launchExperiment',
      { id, expectedVersion: 0 },
      { key },
    );
    expect(outcome.experiment).toMatchObject({ status: 'RUNNING', version: 1 });
    expect(calls).toBe(2);
  });

  it.each(['updateExperiment', 'deleteExperiment'])(
    'of %s is found by PostHog itself in the one call',
    async (field) => {
      const { id, key } = await given(graph, 'draft');
      await mutate(graph, 'updateExperiment', { id, description: 'Theirs' }, { key });
      const { outcome, calls } = await mutate(
        graph,
        field,
        { id, expectedVersion: 0, ...(field === 'updateExperiment' && { description: 'Mine' }) },
        { key },
      );
      expect(outcome).toMatchObject({
        __typename: 'VersionConflict',
        expected: 0,
        currentVersion: 1,
      });
      expect(calls).toBe(1);
    },
  );
});

describe('NotFoundProblem', () => {
  it('answers an id nothing has', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, errors } = await mutate(graph, 'launchExperiment', { id: '999999' }, { key });
    expect(errors).toBeUndefined();
    expect(outcome).toMatchObject({ __typename: 'NotFoundProblem', code: 'NOT_FOUND' });
  });

  it('answers a deleted experiment', async () => {
    const { id, key } = await given(graph, 'stopped');
    await mutate(graph, 'deleteExperiment', { id }, { key });
    const { outcome } = await mutate(graph, 'resetExperiment', { id }, { key });
    expect(outcome).toMatchObject({ __typename: 'NotFoundProblem', code: 'NOT_FOUND' });
  });
});

describe('PermissionDenied', () => {
  it('names the scope a reading key lacks', async () => {
    const { id, number, key } = await given(graph, 'draft', {
      rest: { key_scopes: ['experiment:read'] },
    });
    const { outcome, errors } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(errors).toBeUndefined();
    expect(outcome).toMatchObject({
      __typename: 'PermissionDenied',
      code: 'FORBIDDEN',
      missingScopes: ['experiment:write'],
    });
    expect((await stored(graph, number)).experiment['start_date']).toBeNull();
  });

  it('names the scope an option needs besides', async () => {
    const { id, key } = await given(graph, 'stopped', {
      rest: { key_scopes: ['experiment:write'] },
    });
    const { outcome } = await mutate(
      graph,
      'archiveExperiment',
      { id, disableFeatureFlag: true },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'PermissionDenied',
      missingScopes: ['feature_flag:write'],
    });
  });
});

describe('ValidationProblem', () => {
  it('tells all that is wrong at once, before a call is spent', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome, calls } = await mutate(
      graph,
      'endExperiment',
      {
        id: 'nonsense',
        expectedVersion: -1,
        conclusionComment: 'x'.repeat(4_001),
        repository: 'no-slash',
        idempotencyKey: ' ',
      },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      code: 'INVALID_ID',
      path: 'id',
    });
    expect(outcome.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'id INVALID_ID',
      'expectedVersion MIN_VALUE',
      'conclusionComment MAX_LENGTH',
      'repository INVALID_INPUT',
      'idempotencyKey BLANK',
    ]);
    expect(calls).toBe(0);
  });

  it('refuses the id of another type', async () => {
    const { key } = await given(graph, 'draft');
    const flag = Buffer.from('FeatureFlag:1:1').toString('base64url');
    const { outcome } = await mutate(graph, 'launchExperiment', { id: flag }, { key });
    expect(outcome).toMatchObject({
      code: 'INVALID_ID',
      path: 'id',
      message: expect.stringContaining('ID of type FeatureFlag'),
    });
  });

  it("maps PostHog's field to the input's", async () => {
    const { id, key } = await given(graph, 'draft');
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      { id, holdoutId: '424242' },
      { key },
    );
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      attr: 'holdout_id',
      path: 'holdoutId',
      code: 'DOES_NOT_EXIST',
      faults: [{ path: 'holdoutId', code: 'DOES_NOT_EXIST' }],
    });
  });
});

describe('the path of a ValidationProblem', () => {
  it.each([
    ['holdout_id', 'holdoutId'],
    ['get_feature_flag_key', null],
    ['running_time_calculation', 'runningTime'],
    [
      'running_time_calculation__recommended_running_time',
      'runningTime.recommendedRunningTimeDays',
    ],
    ['exposure_criteria__exposure_config__event', 'exposureCriteria'],
    ['metrics_secondary__1__source', 'secondaryMetrics.1'],
    ['saved_metrics_ids__0__id', 'savedMetrics.0.id'],
    ['version', 'expectedVersion'],
    ['no_such_field', null],
  ])('for what PostHog calls %s is the field of the input: %s', async (attr, path) => {
    await using posthog = await fakePostHog(
      json(400, error('validation_error', 'invalid_input', 'It is wrong.', attr)),
    );
    const asking = await startGraph({ host: posthog.host });
    const { outcome, calls } = await mutate(asking, 'updateExperiment', { id: '1', name: 'New' });
    await asking.close();
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      attr,
      path,
      faults: [{ path }],
    });
    expect(calls).toBe(1);
  });
});

describe('errors', () => {
  it('keep what a caller cannot act on: no key', async () => {
    const { errors, data } = await mutate(graph, 'launchExperiment', { id: '1' }, { key: null });
    expect(data).toEqual({ outcome: null });
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('of one mutation leave the others of the document standing', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/pause/', { status: 503, times: 1 });
    const { data, errors } = await graph.query(
      `mutation ($id: ID!) {
        first: launchExperiment(input: { id: $id }) { __typename }
        second: pauseExperiment(input: { id: $id }) { __typename }
        third: endExperiment(input: { id: $id }) { __typename }
      }`,
      { id },
      { key },
    );
    expect(data).toEqual({
      first: { __typename: 'LaunchExperimentPayload' },
      second: null,
      third: { __typename: 'EndExperimentPayload' },
    });
    expect(errors).toMatchObject([
      { path: ['second'], extensions: { code: 'UPSTREAM_UNAVAILABLE', uncertain: false } },
    ]);
    expect(graph.unexpected).toEqual([]);
  });
});
