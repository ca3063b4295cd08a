import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import {
  given,
  mutate,
  sent,
  VARIANTS,
  writes,
  type Situation,
} from '../../../../support/mutations.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const cases: readonly [field: string, from: Situation, input?: Record<string, unknown>][] = [
  ['launchExperiment', 'draft'],
  ['pauseExperiment', 'running'],
  ['resumeExperiment', 'paused'],
  ['endExperiment', 'running', { conclusion: 'LOST' }],
  ['endExperiment', 'paused'],
  ['shipVariant', 'running', { variantKey: 'test' }],
  ['shipVariant', 'frozen', { variantKey: 'control', releaseToEveryone: true }],
  ['shipVariant', 'stopped', { variantKey: 'test', releaseToEveryone: true }],
  ['resetExperiment', 'running'],
  ['resetExperiment', 'frozen'],
  ['resetExperiment', 'archived'],
  ['archiveExperiment', 'stopped'],
  ['archiveExperiment', 'stopped', { disableFeatureFlag: true }],
  ['unarchiveExperiment', 'archived'],
  ['unfreezeExposure', 'frozen'],
];

/** A freeze notes itself in the description of a condition; only PostHog knows the words. */
const withoutNotes = (conditions: readonly { readonly raw: Record<string, unknown> }[] = []) =>
  conditions.map(({ raw: { description: _note, ...raw } }) => ({ raw }));

describe('a dry run', () => {
  it.each(cases)(
    'of %s on a %s experiment %j writes nothing and predicts the actual flag and status',
    async (field, from, input = {}) => {
      const { id, key } = await given(graph, from);
      const preview = await mutate(graph, field, { id, ...input, dryRun: true }, { key });
      expect(preview.errors).toBeUndefined();
      expect(preview.calls).toBe(1);
      expect(writes(graph)).toEqual([]);
      const { dryRun, experiment: before } = preview.outcome;
      expect(dryRun.wouldSucceed).toBe(true);
      expect(dryRun.statusBefore).toBe(before.status);

      const { outcome } = await mutate(graph, field, { id, ...input }, { key });
      expect(outcome.experiment.status).toBe(dryRun.statusAfter);
      const { active, variants, releaseConditions } = outcome.experiment.featureFlag;
      expect({ active, variants, releaseConditions }).toEqual(dryRun.flagAfter);
      expect(writes(graph)).toEqual([`${dryRun.request.method} ${dryRun.request.path}`]);
    },
  );

  it('predicts a freeze except for the number of the cohort, which the freeze creates', async () => {
    const { id, key } = await given(graph, 'running');
    const {
      outcome: { dryRun },
    } = await mutate(graph, 'freezeExposure', { id, dryRun: true }, { key });
    const { outcome } = await mutate(graph, 'freezeExposure', { id }, { key });
    const flag = outcome.experiment.featureFlag;
    const [group] = flag.releaseConditions;
    const cohort = group?.raw['exposure_frozen_cohort'];
    expect(typeof cohort).toBe('number');
    const expected = JSON.stringify(dryRun.flagAfter?.releaseConditions)
      .replace('"exposure_frozen_cohort":null', `"exposure_frozen_cohort":${String(cohort)}`)
      .replace('"value":null', `"value":${String(cohort)}`);
    expect(withoutNotes(flag.releaseConditions)).toEqual(JSON.parse(expected));
    expect(outcome.experiment.status).toBe(dryRun.statusAfter);
  });

  it.each([
    ['unfreezeExposure', {}],
    ['shipVariant', { variantKey: 'test' }],
    ['resetExperiment', {}],
  ])(
    'of %s predicts the flag without the cohort that a freeze put into it, and with its own cohorts',
    async (field, more) => {
      const properties = [{ key: 'id', type: 'cohort', value: 4, operator: 'in' }];
      const { id, key } = await given(graph, 'running', {
        flag: { filters: { multivariate: { variants: VARIANTS }, groups: [{ properties }] } },
      });
      await mutate(graph, 'freezeExposure', { id }, { key });
      const preview = await mutate(graph, field, { id, ...more, dryRun: true }, { key });
      const { flagBefore, flagAfter } = preview.outcome.dryRun;
      expect(flagBefore?.releaseConditions[0]?.raw['properties']).toHaveLength(2);
      expect(flagAfter?.releaseConditions[0]?.raw['properties']).toEqual(properties);
      const { outcome } = await mutate(graph, field, { id, ...more }, { key });
      const { active, variants, releaseConditions } = outcome.experiment.featureFlag;
      expect({
        ...flagAfter,
        releaseConditions: withoutNotes(flagAfter?.releaseConditions),
      }).toEqual({ active, variants, releaseConditions: withoutNotes(releaseConditions) });
    },
  );

  it('shows the exact request with its body', async () => {
    const { id, number, key } = await given(graph, 'running');
    const { outcome } = await mutate(
      graph,
      'shipVariant',
      { id, dryRun: true, variantKey: 'test', conclusion: 'WON', conclusionComment: 'Sells more' },
      { key },
    );
    expect(outcome.dryRun.request).toEqual({
      method: 'POST',
      path: `/api/projects/1/experiments/${number}/ship_variant/`,
      body: { variant_key: 'test', conclusion: 'won', conclusion_comment: 'Sells more' },
    });
  });

  it('names the precondition that fails, with the message PostHog then uses', async () => {
    const { id, key } = await given(graph, 'paused');
    const preview = await mutate(graph, 'pauseExperiment', { id, dryRun: true }, { key });
    expect(preview.outcome.dryRun).toMatchObject({
      wouldSucceed: false,
      statusBefore: 'PAUSED',
      statusAfter: 'PAUSED',
    });
    const failing = preview.outcome.dryRun.preconditions.find(({ holds }) => !holds);
    const real = await mutate(graph, 'pauseExperiment', { id }, { key });
    expect(real.outcome).toMatchObject({
      __typename: 'LifecycleConflict',
      reason: failing?.reason,
      message: failing?.message,
    });
  });

  it('refuses an option that does not fit the experiment, as PostHog would', async () => {
    const { id, key } = await given(graph, 'running');
    const input = { id, variantKey: 'nobody' };
    const preview = await mutate(graph, 'shipVariant', { ...input, dryRun: true }, { key });
    const real = await mutate(graph, 'shipVariant', input, { key });
    expect(preview.outcome).toMatchObject({
      __typename: 'ValidationProblem',
      path: 'variantKey',
      message: "Variant 'nobody' not found on feature flag.",
    });
    expect(real.outcome).toMatchObject({
      __typename: 'ValidationProblem',
      path: preview.outcome.path,
      message: preview.outcome.message,
    });
  });

  it('of a deletion and of a restoration predicts what would change, and reports what it cannot know', async () => {
    const { id, number, key } = await given(graph, 'stopped');
    const path = `/api/projects/1/experiments/${number}/`;
    const deletion = await mutate(graph, 'deleteExperiment', { id, dryRun: true }, { key });
    expect(deletion.outcome).toMatchObject({
      experiment: { posthogId: number },
      dryRun: { request: { method: 'PATCH', path, body: { deleted: true } }, wouldSucceed: true },
    });
    expect(writes(graph)).toEqual([]);

    await mutate(graph, 'deleteExperiment', { id }, { key });
    const restoration = await mutate(graph, 'restoreExperiment', { id, dryRun: true }, { key });
    expect(restoration.outcome).toMatchObject({
      experiment: null,
      dryRun: {
        request: { method: 'PATCH', path, body: { deleted: false } },
        wouldSucceed: null,
        statusBefore: null,
        preconditions: [],
      },
    });
  });

  it('of an experiment that does not exist is NotFoundProblem', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome } = await mutate(
      graph,
      'launchExperiment',
      { id: '999999', dryRun: true },
      { key },
    );
    expect(outcome).toMatchObject({ __typename: 'NotFoundProblem', code: 'NOT_FOUND' });
    expect(sent(graph)).toHaveLength(1);
  });
});
