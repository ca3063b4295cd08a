import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { given, mutate, stored, writes, type Situation } from '../../support/mutations.ts';
import { asColleague, injectFault } from '../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  // One address after the other fails here, test by test, and calls to it must go on.
  graph = await startGraph({ breaker: false });
});
afterAll(() => graph.close());
beforeEach(() => fetch(`${graph.sandbox.url}/_sandbox/faults`, { method: 'DELETE' }));

const cases: readonly [
  field: string,
  from: Situation,
  path: string,
  status: string,
  input?: Record<string, unknown>,
][] = [
  ['launchExperiment', 'draft', 'launch', 'RUNNING'],
  ['pauseExperiment', 'running', 'pause', 'PAUSED'],
  ['resumeExperiment', 'paused', 'resume', 'RUNNING'],
  ['endExperiment', 'running', 'end', 'STOPPED', { conclusion: 'WON' }],
  ['shipVariant', 'running', 'ship_variant', 'STOPPED', { variantKey: 'test' }],
  ['resetExperiment', 'stopped', 'reset', 'DRAFT'],
  ['archiveExperiment', 'stopped', 'archive', 'STOPPED'],
  ['unarchiveExperiment', 'archived', 'unarchive', 'STOPPED'],
  ['freezeExposure', 'running', 'freeze_exposure', 'EXPOSURE_FROZEN'],
  ['unfreezeExposure', 'frozen', 'unfreeze_exposure', 'RUNNING'],
];

describe('a write whose answer is cut off', () => {
  it.each(cases)(
    '%s is found done by reading, and is not sent again',
    async (field, from, path, status, input = {}) => {
      const { id, key } = await given(graph, from);
      await injectFault(graph.sandbox, `/${path}/`, { cut: true, times: 1 });
      const { outcome, errors, calls } = await mutate(graph, field, { id, ...input }, { key });
      expect(errors).toBeUndefined();
      expect(outcome).toMatchObject({ reconciled: true, experiment: { status } });
      expect(calls).toBe(2);
      expect(writes(graph)).toHaveLength(1);
    },
  );

  it('is found done although the clock of PostHog is almost a minute behind', async () => {
    await using ahead = await startGraph({ clockAheadMs: 50_000 });
    const { id, key } = await given(ahead, 'draft');
    for (const [field, path, status] of [
      ['launchExperiment', 'launch', 'RUNNING'],
      ['endExperiment', 'end', 'STOPPED'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- an experiment is launched before it is ended
      await injectFault(ahead.sandbox, `/${path}/`, { cut: true, times: 1 });
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { outcome } = await mutate(ahead, field, { id }, { key });
      expect(outcome).toMatchObject({ reconciled: true, experiment: { status } });
    }
  });

  it('with an idempotency key is not taken for a launch from before the key was used', async () => {
    const { id, number, key } = await given(graph, 'draft');
    await asColleague(graph.sandbox, 'POST', `experiments/${number}/launch/`);
    graph.sandbox.setClock({ advance: '3m' });
    await injectFault(graph.sandbox, '/launch/', { status: 502, times: 1 });
    const input = { id, idempotencyKey: 'launched by a colleague before' };
    const { errors } = await mutate(graph, 'launchExperiment', input, { key });
    expect(errors?.[0]?.extensions).toMatchObject({ uncertain: false });
  });

  it.each(cases)(
    '%s that PostHog never carried out is said not to have happened',
    async (field, from, path, _status, input = {}) => {
      const { id, key } = await given(graph, from);
      await injectFault(graph.sandbox, `/${path}/`, { status: 502, times: 1 });
      const { data, errors } = await mutate(graph, field, { id, ...input }, { key });
      expect(data).toEqual({ outcome: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        upstreamStatus: 502,
        uncertain: false,
      });
      expect(writes(graph)).toHaveLength(1);
    },
  );

  it('is not taken for a release to everyone where the first condition has properties', async () => {
    const { id, number, key } = await given(graph, 'running');
    const path = `experiments/${number}/`;
    const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', path);
    const pro = { key: 'plan', type: 'person', value: ['pro'], operator: 'exact' };
    await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag.id}/`, {
      filters: { ...flag.filters, groups: [{ properties: [pro], rollout_percentage: 100 }] },
    });
    await asColleague(graph.sandbox, 'POST', `${path}ship_variant/`, { variant_key: 'test' });
    await injectFault(graph.sandbox, '/ship_variant/', { status: 502, times: 1 });
    const input = { id, variantKey: 'test', releaseToEveryone: true };
    const { errors } = await mutate(graph, 'shipVariant', input, { key });
    expect(errors?.[0]?.extensions).toMatchObject({ uncertain: false });
  });

  it('is uncertain when it cannot be read back either', async () => {
    const { id, number, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/launch/', { cut: true, times: 1 });
    await injectFault(graph.sandbox, '/experiments/\\d+/$', { status: 500, times: 5 });
    const { errors } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    expect(writes(graph)).toHaveLength(1);
    expect((await stored(graph, number)).experiment['start_date']).not.toBeNull();
  });

  it('is not taken for an earlier launch', async () => {
    const { id, key } = await given(graph, 'running');
    await injectFault(graph.sandbox, '/launch/', { cut: true, times: 1 });
    const { outcome, errors } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(outcome).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ uncertain: true });
  });

  it.each([
    ['that a gateway stopped waiting for (504)', { status: 504 }],
    ['that a content delivery network stopped waiting for (524)', { status: 524 }],
  ])('%s is uncertain while it is not found: PostHog may be at work on it', async (_, fault) => {
    const { id, key } = await given(graph, 'running');
    await injectFault(graph.sandbox, '/launch/', { ...fault, times: 1 });
    const { errors } = await mutate(graph, 'launchExperiment', { id }, { key });
    expect(errors?.[0]?.extensions).toMatchObject({
      uncertain: true,
      remedy: expect.stringContaining('Check before sending it again') as string,
    });
    expect(writes(graph)).toHaveLength(1);
  });

  it('that PostHog makes later is found by a repeat with the same key, and not sent again', async () => {
    const { id, number, key } = await given(graph, 'stopped');
    const copy = { id, name: 'Late copy', idempotencyKey: 'one click' };
    await injectFault(graph.sandbox, '/duplicate/', { status: 504, times: 1 });
    const first = await mutate(graph, 'duplicateExperiment', copy, { key });
    expect(first.errors?.[0]?.extensions).toMatchObject({ uncertain: true });
    // What PostHog was at work on all the time is done now.
    await fetch(`${graph.sandbox.url}/api/projects/1/experiments/${number}/duplicate/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Late copy' }),
    });
    graph.sandbox.clearRequests();
    const second = await mutate(graph, 'duplicateExperiment', copy, { key });
    expect(second.outcome).toMatchObject({ reconciled: true, experiment: { name: 'Late copy' } });
    expect(writes(graph)).toEqual([]);
  });

  it('of a deletion is found done when the experiment is gone', async () => {
    const { id, number, key } = await given(graph, 'stopped');
    await injectFault(graph.sandbox, '/experiments/\\d+/$', { cut: true, times: 1 });
    const { outcome } = await mutate(graph, 'deleteExperiment', { id }, { key });
    expect(outcome).toMatchObject({ reconciled: true, experiment: null });
    expect((await stored(graph, number)).experiment['deleted']).toBe(true);
  });

  it('of an update is found done when everything sent is there', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/experiments/\\d+/$', { cut: true, times: 1 });
    const { outcome } = await mutate(
      graph,
      'updateExperiment',
      {
        id,
        name: 'Checkout, shorter',
        tags: ['Growth'],
        rolloutPercentage: 40,
        metrics: [{ mean: { source: { event: '$pageview' } } }],
        statsConfig: { method: 'FREQUENTIST', confidenceLevel: 0.9 },
        runningTime: { minimumDetectableEffect: 5 },
      },
      { key },
    );
    expect(outcome).toMatchObject({
      reconciled: true,
      experiment: { name: 'Checkout, shorter' },
    });
    expect(writes(graph)).toHaveLength(1);
  });

  it('of an update is said not to have happened when PostHog kept the old values', async () => {
    const { id, key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/experiments/\\d+/$', { status: 502, times: 1 });
    const { errors } = await mutate(graph, 'updateExperiment', { id, name: 'Other' }, { key });
    expect(errors?.[0]?.extensions).toMatchObject({ uncertain: false });
  });

  it('of a creation is found by name and flag', async () => {
    const { key } = await given(graph, 'draft');
    await injectFault(graph.sandbox, '/experiments/$', { cut: true, times: 1 });
    const { outcome, calls } = await mutate(
      graph,
      'createExperiment',
      { name: 'New pricing', featureFlagKey: 'new-pricing' },
      { key },
    );
    expect(outcome).toMatchObject({
      reconciled: true,
      experiment: { name: 'New pricing', featureFlag: { key: 'new-pricing' } },
    });
    // The write, the list, and the detail that `version` asks for.
    expect(calls).toBe(3);
    expect(writes(graph)).toHaveLength(1);
  });

  it('of a copy is found by the name PostHog gives copies', async () => {
    const { id, key } = await given(graph, 'stopped');
    const earlier = await mutate(graph, 'duplicateExperiment', { id }, { key });
    graph.sandbox.setClock({ advance: '1h' });
    await injectFault(graph.sandbox, '/duplicate/', { cut: true, times: 1 });
    const { outcome } = await mutate(graph, 'duplicateExperiment', { id }, { key });
    expect(outcome).toMatchObject({
      reconciled: true,
      experiment: { name: 'Checkout (Copy) 1', status: 'DRAFT' },
    });
    expect(outcome.experiment.posthogId).not.toBe(earlier.outcome.experiment.posthogId);
  });
});
