import { describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';
const ONE = `${LIST}1/`;
const UUID = 'aaaaaaaa-0000-4000-8000-000000000001';
const EVENT = { kind: 'EventsNode', event: 'purchase' };
const MEAN = { kind: 'ExperimentMetric', metric_type: 'mean', source: EVENT };
const RETENTION = {
  kind: 'ExperimentMetric',
  metric_type: 'retention',
  start_event: { kind: 'ExperimentExposureNode' },
  completion_event: EVENT,
  retention_window_start: 0,
  retention_window_end: 7,
  retention_window_unit: 'day',
  start_handling: 'first_seen',
};
const WAREHOUSE = {
  kind: 'ExperimentDataWarehouseNode',
  table_name: 'orders',
  timestamp_field: 'at',
  events_join_key: 'properties.$user_id',
};

describe('a metric of an experiment', () => {
  const sandbox = useCheckedSandbox();
  let flags = 0;
  const created = (metric: object) =>
    caller(sandbox()).call('POST', LIST, {
      name: 'E',
      feature_flag_key: `e-${(flags += 1)}`,
      metrics: [metric],
      allow_unknown_events: true,
    });

  it.each([
    [{ ...MEAN, threshold: -1 }, 'threshold must be a positive number.'],
    [
      { ...MEAN, threshold: 5, lower_bound_percentile: 0.01 },
      'a threshold cannot be combined with outlier handling.',
    ],
    [
      {
        kind: 'ExperimentMetric',
        metric_type: 'funnel',
        series: [EVENT, WAREHOUSE],
      },
      'Step 2: data_warehouse_join_key is required for data warehouse steps.',
    ],
    [
      { ...MEAN, conversion_window: 14 },
      'conversion_window requires conversion_window_unit to be set.',
    ],
    [
      { ...RETENTION, conversion_window: 14, conversion_window_unit: 'day' },
      "a conversion window cannot be combined with an experiment exposure start. Retention already anchors on each user's first exposure.",
    ],
    [
      { ...RETENTION, start_handling: 'last_seen' },
      "start_handling 'last_seen' cannot be combined with an experiment exposure start. Retention always anchors on each user's first exposure.",
    ],
  ])('is refused: %j', async (metric, problem) => {
    expect(await created(metric)).toMatchObject({
      status: 400,
      body: { attr: 'metrics', detail: `Invalid metric at index 0: ${problem}` },
    });
  });

  it('may have a conversion window with its unit, and a retention may start at the exposure', async () => {
    const windowed = { ...MEAN, conversion_window: 14, conversion_window_unit: 'day' };
    expect(await created(windowed)).toMatchObject({ status: 201, body: { metrics: [windowed] } });
    expect(await created(RETENTION)).toMatchObject({ status: 201, body: { metrics: [RETENTION] } });
  });

  it('counts every exposed user in the denominator of a retention that starts at the exposure', async () => {
    const { ok } = caller(sandbox());
    await ok('POST', '/_sandbox/load', {
      given: {
        experiment: {
          name: 'E',
          feature_flag_key: 'e',
          start_date: { $days_ago: 10 },
          metrics: [{ ...RETENTION, uuid: UUID }],
        },
      },
    });
    await ok('POST', `${ONE}metrics_recalculation/`);
    sandbox().setClock({ advance: '1m' });
    const { results } = await ok('GET', `${ONE}metrics_recalculation/latest/`);
    const baseline = (results as { result: { baseline: Record<string, number> } }[])[0]?.result
      .baseline;
    expect(baseline?.['number_of_samples']).toBeGreaterThan(0);
    expect(baseline?.['denominator_sum']).toBe(baseline?.['number_of_samples']);
  });

  it('may be sent back unchanged although it breaks a rule that is newer than itself', async () => {
    const { ok, call } = caller(sandbox());
    const stored = { ...MEAN, uuid: UUID, conversion_window: 14 };
    await ok('POST', '/_sandbox/load', {
      given: { experiment: { name: 'E', feature_flag_key: 'e', metrics: [stored] } },
    });
    const { metrics } = await ok('GET', ONE);
    expect(await call('PATCH', ONE, { name: 'Renamed', metrics })).toMatchObject({
      status: 200,
      body: { name: 'Renamed', metrics: [stored] },
    });
    const changed = { ...stored, conversion_window: 7 };
    expect(await call('PATCH', ONE, { metrics: [changed] })).toMatchObject({ status: 400 });
    const other = { ...MEAN, conversion_window: 14 };
    expect(await call('PATCH', ONE, { metrics: [other] })).toMatchObject({ status: 400 });
  });
});
