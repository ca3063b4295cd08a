import { beforeEach, describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const PATH = '/api/projects/1/experiments/1/';

const metric = (uuid: string, event: string): object => ({
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event },
  uuid,
});
const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';
const C = '33333333-3333-4333-8333-333333333333';

describe('a write with the version it loaded', () => {
  const sandbox = useCheckedSandbox();
  const loaded = { name: 'Checkout', description: 'd', metrics: [metric(A, 'a'), metric(B, 'b')] };

  beforeEach(async () => {
    await caller(sandbox()).ok('POST', '/_sandbox/load', {
      given: {
        experiment: { ...loaded, feature_flag_key: 'checkout', start_date: null, version: 3 },
      },
    });
  });

  /** A concurrent write that increments the version to 4. */
  const meanwhile = (change: object): Promise<unknown> =>
    caller(sandbox()).ok('PATCH', PATH, change);
  const write = (change: object, original: object = loaded) =>
    caller(sandbox()).call('PATCH', PATH, {
      ...change,
      version: 3,
      original_experiment: original,
    });

  it('preserves concurrent changes to other fields', async () => {
    await meanwhile({ name: 'Renamed' });
    expect(await write({ ...loaded, description: 'mine' })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', description: 'mine', version: 5 },
    });
  });

  it('is refused with the fields that both sides changed', async () => {
    await meanwhile({ description: 'theirs' });
    expect(await write({ description: 'mine' })).toEqual({
      status: 409,
      body: {
        detail:
          "This experiment changed since you loaded it, and your update changes fields that can't be merged (description). Review the latest changes and try again.",
        current_version: 4,
        conflicting_fields: ['description'],
      },
    });
  });

  it('has no conflict when both sides made the same change', async () => {
    await meanwhile({ description: 'same' });
    expect(await write({ description: 'same' })).toMatchObject({
      status: 200,
      body: { description: 'same' },
    });
  });

  it('merges metrics one by one', async () => {
    await meanwhile({ metrics: [metric(A, 'a2'), metric(B, 'b'), metric(C, 'c')] });
    expect(await write({ metrics: [metric(A, 'a'), metric(B, 'b2')] })).toMatchObject({
      status: 200,
      body: {
        metrics: [
          { uuid: A, source: { event: 'a2' } },
          { uuid: B, source: { event: 'b2' } },
          { uuid: C, source: { event: 'c' } },
        ],
      },
    });
  });

  it('is refused with the metrics that one side edited and the other edited or removed', async () => {
    await meanwhile({ metrics: [metric(A, 'a2')] });
    expect(await write({ metrics: [metric(A, 'a3'), metric(B, 'b3')] })).toEqual({
      status: 409,
      body: {
        detail:
          'A metric on this experiment changed since you loaded it. Review the latest changes and try again.',
        current_version: 4,
        conflicting_metric_uuids: [A, B],
      },
    });
  });

  it('keeps a metric that was added meanwhile in its place, before the new ones of the client', async () => {
    await meanwhile({ metrics: [metric(A, 'a'), metric(B, 'b'), metric(C, 'theirs')] });
    const { uuid: _uuid, ...mine } = { ...metric('', 'mine'), uuid: '' };
    expect(await write({ metrics: [metric(A, 'a'), metric(B, 'b'), mine] })).toMatchObject({
      status: 200,
      body: {
        metrics: [
          { uuid: A },
          { uuid: B },
          { uuid: C, source: { event: 'theirs' } },
          { source: { event: 'mine' } },
        ],
      },
    });
  });

  it('answers the present state when its changes have landed already', async () => {
    const { uuid: _uuid, ...mine } = { ...metric('', 'mine'), uuid: '' };
    const change = { description: 'mine', metrics: [metric(A, 'a'), metric(B, 'b'), mine] };
    const first = await write(change);
    expect(first).toMatchObject({ status: 200, body: { version: 4, metrics: [{}, {}, {}] } });
    expect(await write(change)).toEqual(first);
  });

  it('stores ordering arrays as they were sent, whatever happened to them', async () => {
    await meanwhile({ primary_metrics_ordered_uuids: [B, A] });
    expect(await write({ primary_metrics_ordered_uuids: [A, B] })).toMatchObject({
      status: 200,
      body: { primary_metrics_ordered_uuids: [A, B] },
    });
  });

  it('merges the sample-size plan key by key, and estimates are never in conflict', async () => {
    const base = { minimum_detectable_effect: 5, recommended_sample_size: 100 };
    await meanwhile({
      running_time_calculation: {
        ...base,
        recommended_sample_size: 200,
        recommended_running_time: 9,
      },
    });
    const original = { ...loaded, running_time_calculation: base };
    const sent = { minimum_detectable_effect: 10, recommended_sample_size: 300 };
    expect(await write({ running_time_calculation: sent }, original)).toMatchObject({
      status: 200,
      body: { running_time_calculation: { ...sent, recommended_running_time: 9 } },
    });
    const other = { minimum_detectable_effect: 20, recommended_sample_size: 300 };
    expect(await write({ running_time_calculation: other }, original)).toMatchObject({
      status: 409,
      body: { conflicting_fields: ['running_time_calculation'] },
    });
  });

  it('does not undo a change of the flag by echoing the parameters that mirror it', async () => {
    const before = await caller(sandbox()).ok('GET', PATH);
    const parameters: object = { ...(before['parameters'] as object) };
    await meanwhile({ parameters: { ...parameters, rollout_percentage: 10 } });
    const sent = { ...parameters, variant_notes: { test: 'bigger button' } };
    expect(await write({ parameters: sent }, { ...loaded, parameters })).toMatchObject({
      status: 200,
      body: { parameters: { variant_notes: { test: 'bigger button' }, rollout_percentage: 10 } },
    });
  });

  it('wins without a version, counts null as 0, and is refused when stale without a snapshot', async () => {
    const { call } = caller(sandbox());
    expect(await call('PATCH', PATH, { name: 'x' })).toMatchObject({ body: { version: 4 } });
    for (const version of [3, null]) {
      expect(await call('PATCH', PATH, { name: 'y', version })).toEqual({
        status: 409,
        body: {
          detail:
            'This experiment changed since you loaded it. Review the latest changes and try again.',
          current_version: 4,
        },
      });
    }
  });
});
