import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../../src/graph/core/global-id.ts';
import { error, fakePostHog, json } from '../../../support/fake-posthog.ts';
import { startGraph } from '../../../support/graph.ts';

const refusal = (detail: string, attr: string | null = null) =>
  json(400, error('validation_error', 'invalid_input', detail, attr));

async function outcomeOf(answer: ReturnType<typeof json>, field: string, input: string, more = '') {
  await using posthog = await fakePostHog(answer);
  await using graph = await startGraph({ host: posthog.host });
  const { data, errors } = await graph.query(
    `mutation { outcome: ${field}(input: { ${input} }) {
      __typename
      ... on MutationProblem { code message }
      ... on ValidationProblem { path }
      ${more}
    } }`,
  );
  expect(errors).toBeUndefined();
  expect(posthog.received.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  return data['outcome'];
}

const REASON = '... on LifecycleConflict { reason blockingExperimentIds }';

describe('a freeze that PostHog refuses', () => {
  it.each([
    ['Experiment has not been launched yet.', 'NOT_LAUNCHED'],
    ['Experiment has already ended.', 'ALREADY_ENDED'],
    ['Cannot freeze a paused experiment. Resume it first.', 'PAUSED'],
    ['Experiment exposure is already frozen.', 'ALREADY_FROZEN'],
    ["Experiment's feature flag has been deleted.", 'FLAG_DELETED'],
    ['Group-aggregated experiments cannot have their exposure frozen.', 'NOT_FREEZABLE'],
    [
      'Experiments in a holdout cannot have their exposure frozen: holdout assignment is evaluated before release conditions, so new users would keep entering the holdout.',
      'NOT_FREEZABLE',
    ],
    [
      "This experiment's feature flag has early access conditions, which are evaluated before release conditions, so freezing cannot stop new enrollment.",
      'NOT_FREEZABLE',
    ],
    ["Experiment's feature flag has no release conditions to freeze.", 'NO_RELEASE_CONDITIONS'],
    [
      'No users have been exposed to this experiment yet, so freezing would stop it for everyone. Wait until the experiment has recorded exposures.',
      'NO_EXPOSURES',
    ],
    [
      "This experiment has too many exposed users (over 100,000) to freeze instantly. Freezing very large experiments isn't supported yet.",
      'TOO_MANY_EXPOSURES',
    ],
    [
      "This experiment has too much exposure data to freeze instantly. Freezing very large or long-running experiments isn't supported yet.",
      'TOO_MANY_EXPOSURES',
    ],
    [
      "1,234 of this experiment's 9,876 exposed users (12.5%) are anonymous or deleted, so they have no person profile and cannot be held in a cohort. Freezing would remove their variant. Freezing exposure requires an experiment whose exposed users are identified.",
      'UNIDENTIFIED_EXPOSURES',
    ],
    ['A sentence of a newer server.', 'UNKNOWN'],
  ])('with "%s" has the reason %s', async (detail, reason) => {
    expect(await outcomeOf(refusal(detail), 'freezeExposure', 'id: "7"', REASON)).toEqual({
      __typename: 'LifecycleConflict',
      code: 'LIFECYCLE_CONFLICT',
      message: detail,
      reason,
      blockingExperimentIds: [],
    });
  });

  it('to end has its own reason', async () => {
    const detail = 'Experiment exposure is not frozen.';
    expect(await outcomeOf(refusal(detail), 'unfreezeExposure', 'id: "7"', REASON)).toMatchObject({
      reason: 'NOT_FROZEN',
    });
  });
});

describe('a flag that PostHog does not change', () => {
  it.each([
    [
      `Cannot remove variant(s) 'a', 'b' from a feature flag that is linked to running experiment(s): "Prices (ID: 1)" (ID: 7), "M" (ID: 8). Please stop the experiment(s) before removing variants.`,
      'filters',
    ],
    [
      'Cannot delete a feature flag that is linked to running experiment(s): "N" (ID: 7), "M" (ID: 8). Please stop the experiment(s) before deleting the flag.',
      null,
    ],
  ])('names the running experiments that use it: %s', async (detail, attr) => {
    const outcome = await outcomeOf(
      refusal(detail, attr),
      'updateFeatureFlag',
      'id: "39", projectId: "5", deleted: true',
      REASON,
    );
    expect(outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      message: detail,
      reason: 'FLAG_IN_USE',
    });
    const experiments = ['5:7', '5:8'].map((id) => encodeGlobalId('Experiment', id));
    expect(outcome.blockingExperimentIds).toEqual(expect.arrayContaining(experiments));
    expect(outcome.blockingExperimentIds).toHaveLength(2);
  });

  it.each([
    ['updateFeatureFlag', 'id: "39", active: true'],
    ['launchExperiment', 'id: "7"'],
    ['resumeExperiment', 'id: "7"'],
  ])('is archived: %s', async (field, input) => {
    const detail = 'Cannot enable an archived feature flag. Unarchive it first.';
    expect(await outcomeOf(refusal(detail, 'active'), field, input, REASON)).toMatchObject({
      reason: 'FLAG_ARCHIVED',
    });
  });

  it('is on and cannot be archived', async () => {
    const detail =
      'Cannot archive an enabled feature flag. Disable it first, or send active: false in the same request.';
    expect(
      await outcomeOf(refusal(detail), 'updateFeatureFlag', 'id: "39", name: "x"', REASON),
    ).toMatchObject({ reason: 'FLAG_ENABLED' });
  });
});

describe('a recalculation that PostHog cannot schedule', () => {
  const unavailable = { code: 'recalculation_scheduling_unavailable', detail: 'Try again later.' };

  it('is a problem that says that nothing was started, and is sent once', async () => {
    const outcome = await outcomeOf(
      json(503, unavailable, { 'retry-after': '30' }),
      'recalculateMetrics',
      'id: "7"',
      '... on RecalculationUnavailable { retryAfterSeconds }',
    );
    expect(outcome).toEqual({
      __typename: 'RecalculationUnavailable',
      code: 'RECALCULATION_UNAVAILABLE',
      message: 'Try again later.',
      retryAfterSeconds: 30,
    });
  });

  it('is nothing else than any other 503, which may have started it', async () => {
    await using posthog = await fakePostHog(json(503, { detail: 'Down.' }));
    await using graph = await startGraph({ host: posthog.host });
    const { errors } = await graph.query(
      'mutation { recalculateMetrics(input: { id: "7" }) { __typename } }',
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', uncertain: true } },
    ]);
  });
});

describe('a shared metric that PostHog refuses', () => {
  const metric = 'metric: { mean: { source: { event: "purchase" } } }';

  it('because it is of the legacy engine is locked', async () => {
    const detail =
      'This shared metric uses a legacy query format and cannot be updated. Create a new one.';
    expect(
      await outcomeOf(refusal(detail), 'updateSavedMetric', 'id: "4", name: "New"', REASON),
    ).toMatchObject({ __typename: 'LifecycleConflict', reason: 'LEGACY_METRICS' });
  });

  it.each([
    'Saved metric UUID cannot be changed',
    'Query is required to create a saved metric',
    "Invalid metric: metric kind must be 'ExperimentMetric'",
    'ExperimentMetric requires a metric_type',
    "ExperimentMetric metric_type must be 'mean', 'funnel', 'ratio', or 'retention'",
    'Step 1: data_warehouse_join_key is required',
    'threshold must be a positive number',
    'a conversion window cannot be combined with an experiment exposure start. Retention already anchors on each user’s first exposure.',
  ])('has the field of the input: "%s"', async (detail) => {
    const outcome = await outcomeOf(refusal(detail), 'updateSavedMetric', `id: "4", ${metric}`);
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', path: 'metric' });
  });

  it('because of its name says so', async () => {
    const detail = 'A shared metric with this name already exists.';
    const outcome = await outcomeOf(refusal(detail), 'createSavedMetric', `name: "Old", ${metric}`);
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', path: 'name' });
  });
});
