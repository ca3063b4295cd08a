import { describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const SHARED = '/api/projects/1/experiment_saved_metrics/';
const ONE = `${SHARED}1/`;
const UUID = 'aaaaaaaa-0000-4000-8000-000000000007';
const EVENT = { kind: 'EventsNode', event: '$pageview' };
const MEAN = { kind: 'ExperimentMetric', metric_type: 'mean', source: EVENT };
const LEGACY = { kind: 'ExperimentTrendsQuery', count_query: { kind: 'TrendsQuery', series: [] } };

describe('a shared metric', () => {
  const sandbox = useCheckedSandbox();
  const load = (query: object, more: object = {}): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', {
      given: { saved_metrics: [{ id: '{sm}', name: 'Shared', query }], ...more },
    });
  const call = (method: string, path: string, body?: unknown) =>
    caller(sandbox()).call(method, path, body);

  it.each([
    [undefined, 'Query is required to create a saved metric'],
    [null, 'Query is required to create a saved metric'],
    [{}, 'Query is required to create a saved metric'],
    [LEGACY, "Invalid metric: metric kind must be 'ExperimentMetric'"],
    [{ kind: 'ExperimentMetric', source: EVENT }, 'ExperimentMetric requires a metric_type'],
    [
      { ...MEAN, metric_type: 'median' },
      "ExperimentMetric metric_type must be 'mean', 'funnel', 'ratio', or 'retention'",
    ],
    [{ ...MEAN, threshold: 0 }, 'Invalid metric: threshold must be a positive number.'],
    [
      { ...MEAN, conversion_window: 7 },
      'Invalid metric: conversion_window requires conversion_window_unit to be set.',
    ],
  ])('is not created with the query %j', async (query, detail) => {
    await load(MEAN);
    expect(await call('POST', SHARED, { name: 'New', query })).toMatchObject({
      status: 400,
      body: { detail },
    });
  });

  it.each([null, {}])('is not updated with the query %j', async (query) => {
    await load(MEAN);
    expect(await call('PATCH', ONE, { query })).toMatchObject({
      status: 400,
      body: { detail: 'Query is required to create a saved metric' },
    });
  });

  it('of a legacy kind is locked altogether', async () => {
    await load(LEGACY);
    for (const body of [{ name: 'Renamed' }, { description: 'x' }, { tags: ['a'] }]) {
      expect(await call('PATCH', ONE, body)).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(/legacy query format.*cannot be updated/) },
      });
    }
    expect(await call('GET', ONE)).toMatchObject({ body: { name: 'Shared' } });
    expect((await call('DELETE', ONE)).status).toBe(204);
  });

  it('may be sent back unchanged although it breaks a rule that is newer than itself', async () => {
    const query = { ...MEAN, uuid: UUID, conversion_window: 7 };
    await load(query);
    expect(await call('PATCH', ONE, { name: 'Renamed', query })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', query },
    });
    expect(await call('PATCH', ONE, { query: { ...query, goal: 'decrease' } })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('conversion_window_unit') },
    });
  });

  it('has the current name of its action, keeps an action that was deleted, and takes no other one', async () => {
    const action = (id: number, name: string) => ({
      ...MEAN,
      source: { kind: 'ActionsNode', id, name },
    });
    await load(
      { ...action(1, 'Old name'), uuid: UUID },
      { actions: [{ id: '{a}', name: 'New name', deleted: true, steps: [] }] },
    );
    expect(await call('GET', ONE)).toMatchObject({
      body: { query: { source: { name: 'New name' } } },
    });
    expect((await call('PATCH', ONE, { query: action(1, 'New name') })).status).toBe(200);
    const changed = { ...action(1, 'New name'), goal: 'decrease' };
    expect((await call('PATCH', ONE, { query: changed })).status).toBe(200);
    expect(await call('PATCH', ONE, { query: action(2, 'Other') })).toMatchObject({
      status: 400,
      body: { attr: null, detail: expect.stringMatching(/^Action\(s\) with ID 2 not found/) },
    });
  });

  it('is logged with the experiments that use it, like their holdout', async () => {
    await load(MEAN, {
      experiment: {
        name: 'E',
        feature_flag_key: 'e',
        start_date: null,
        holdout_id: '{h}',
        saved_metrics_ids: [{ id: '{sm}', metadata: { type: 'primary' } }],
      },
      holdouts: [{ id: '{h}', name: 'H' }],
    });
    await call('PATCH', ONE, { name: 'Renamed' });
    await call('PATCH', '/api/projects/1/experiment_holdouts/1/', { description: 'Kept small.' });
    const { results } = await caller(sandbox()).ok(
      'GET',
      '/api/projects/1/experiments/1/activity/',
    );
    expect(results).toMatchObject([
      { scope: 'Experiment', activity: 'updated', detail: { name: 'H', type: 'holdout' } },
      {
        scope: 'Experiment',
        activity: 'updated',
        detail: { name: 'Renamed', type: 'shared_metric' },
      },
    ]);
  });
});
