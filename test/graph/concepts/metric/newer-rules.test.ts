import { describe, expect, it } from 'vitest';
import { error, fakePostHog, json } from '../../../support/fake-posthog.ts';
import { startGraph } from '../../../support/graph.ts';

const stored = {
  id: 4,
  name: 'Return',
  description: null,
  query: { kind: 'ExperimentMetric', metric_type: 'mean', source: { kind: 'EventsNode' } },
  created_by: null,
  created_at: '2026-11-20T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  tags: [],
  user_access_level: 'editor',
};

const PROBLEM = '... on ValidationProblem { faults { path code message } }';

/** Creates, or changes, a shared metric at a PostHog that accepts everything. */
async function write(metric: object, field: 'create' | 'update' = 'create') {
  await using posthog = await fakePostHog(json(field === 'create' ? 201 : 200, stored));
  await using graph = await startGraph({ host: posthog.host });
  const type = field === 'create' ? 'CreateSavedMetricInput' : 'UpdateSavedMetricInput';
  const { data, errors } = await graph.query(
    `mutation ($input: ${type}!) { outcome: ${field}SavedMetric(input: $input) { __typename ${PROBLEM} } }`,
    { input: { ...(field === 'create' ? { name: 'Return' } : { id: '4' }), metric } },
  );
  expect(errors).toBeUndefined();
  const bodies = posthog.received.map(({ body }) => JSON.parse(body));
  return { outcome: data['outcome'], query: bodies[0]?.query };
}

const window = { retentionWindowStart: 0, retentionWindowEnd: 7, retentionWindowUnit: 'DAY' };
const completionEvent = { event: 'purchase' };

describe('a retention', () => {
  it('may start at the first exposure, and is then sent with the only handling that fits', async () => {
    const { outcome, query } = await write({
      retention: { startsAtExposure: true, completionEvent, ...window },
    });
    expect(outcome.__typename).toBe('CreateSavedMetricPayload');
    expect(query).toEqual({
      kind: 'ExperimentMetric',
      metric_type: 'retention',
      start_event: { kind: 'ExperimentExposureNode' },
      completion_event: { kind: 'EventsNode', event: 'purchase' },
      retention_window_start: 0,
      retention_window_end: 7,
      retention_window_unit: 'day',
      start_handling: 'first_seen',
    });
  });

  it.each([
    [
      'both starts',
      { startsAtExposure: true, startEvent: { event: 'signup' } },
      ['metric.retention.startEvent', 'INVALID_INPUT'],
    ],
    ['no start', {}, ['metric.retention.startEvent', 'INVALID_INPUT']],
    [
      'an event without its handling',
      { startEvent: { event: 'signup' } },
      ['metric.retention.startHandling', 'REQUIRED'],
    ],
    [
      'a conversion window after the exposure',
      { startsAtExposure: true, conversionWindow: 14, conversionWindowUnit: 'DAY' },
      ['metric.retention.conversionWindow', 'INVALID_INPUT'],
    ],
    [
      'the last exposure',
      { startsAtExposure: true, startHandling: 'LAST_SEEN' },
      ['metric.retention.startHandling', 'INVALID_INPUT'],
    ],
  ])('is refused with %s, without a call', async (_what, fields, [path, code]) => {
    const { outcome, query } = await write({
      retention: { completionEvent, ...window, ...fields },
    });
    expect(outcome.faults).toEqual(
      expect.arrayContaining([expect.objectContaining({ path, code })]),
    );
    expect(query).toBeUndefined();
  });
});

describe('rules that are newer than metrics stored under older ones', () => {
  const source = { event: 'purchase', math: 'SUM', mathProperty: 'amount' };
  const broken = [
    ['a threshold of 0', { source, threshold: 0 }, 'metric.mean.threshold', 'MIN_VALUE'],
    [
      'a threshold with a percentile',
      { source, threshold: 10, upperBoundPercentile: 0.99 },
      'metric.mean.threshold',
      'INVALID_INPUT',
    ],
    [
      'a window without its unit',
      { source, conversionWindow: 14 },
      'metric.mean.conversionWindowUnit',
      'REQUIRED',
    ],
  ] as const;

  it.each(broken)(
    'refuse a new metric with %s, without a call',
    async (_what, mean, path, code) => {
      const { outcome, query } = await write({ mean });
      expect(outcome.faults).toEqual([expect.objectContaining({ path, code })]);
      expect(query).toBeUndefined();
    },
  );

  it.each(broken)('leave %s to PostHog where it may be stored', async (_what, mean) => {
    const { outcome, query } = await write({ mean }, 'update');
    expect(outcome.__typename).toBe('UpdateSavedMetricPayload');
    expect(query.metric_type).toBe('mean');
  });

  it('are told with the field that PostHog means', async () => {
    await using posthog = await fakePostHog(
      json(
        400,
        error(
          'validation_error',
          'invalid_input',
          'a threshold cannot be combined with outlier handling',
        ),
      ),
    );
    await using graph = await startGraph({ host: posthog.host });
    const { data } = await graph.query(
      `mutation { updateSavedMetric(input: { id: "4", metric: { mean: { source: { event: "a" }, threshold: 1, upperBoundPercentile: 0.9 } } }) { ${PROBLEM} } }`,
    );
    expect(data['updateSavedMetric'].faults).toMatchObject([{ path: 'metric' }]);
  });
});
