import type { Json } from './changes.ts';

type JsonObject = { [name: string]: Json };

const ours = { kind: 'ExperimentMetric', uuid: 'rare-', fingerprint: 'f'.repeat(64) };
const metric = (name: string, parts: JsonObject): JsonObject => ({
  ...ours,
  uuid: `rare-${name}`,
  name,
  ...parts,
});
const events: JsonObject = { kind: 'EventsNode', event: 'signup', math: 'total' };
const outliers: JsonObject = {
  lower_bound_percentile: 0.01,
  upper_bound_percentile: 0.99,
  ignore_zeros: true,
};

/** Metrics and sources of kinds that no seeded experiment has. */
const metrics: JsonObject[] = [
  metric('of a newer server', { metric_type: 'survival', source: events }),
  metric('of an action', { metric_type: 'mean', source: { kind: 'ActionsNode', id: 3 } }),
  metric('of a newer source', { metric_type: 'mean', source: { kind: 'StreamNode', id: 'x' } }),
  metric('of a warehouse', {
    metric_type: 'mean',
    source: {
      kind: 'ExperimentDataWarehouseNode',
      table_name: 'orders',
      timestamp_field: 'at',
      data_warehouse_join_key: 'person',
      events_join_key: 'distinct_id',
    },
  }),
  metric('of exposures', { metric_type: 'mean', source: { kind: 'ExperimentExposureNode' } }),
  metric('of an older warehouse', {
    metric_type: 'mean',
    source: { kind: 'DataWarehouseNode', id: 'orders', table_name: 'orders', id_field: 'id' },
  }),
  metric('of the first exposure', {
    metric_type: 'retention',
    start_event: { kind: 'ExperimentExposureNode' },
    completion_event: events,
    retention_window_start: 1,
    retention_window_end: 7,
    retention_window_unit: 'day',
    start_handling: 'first_seen',
  }),
  metric('with outliers', {
    metric_type: 'ratio',
    numerator: events,
    denominator: events,
    numerator_outlier_handling: outliers,
    denominator_outlier_handling: outliers,
  }),
  {
    kind: 'ExperimentTrendsQuery',
    name: 'legacy',
    uuid: 'rare-legacy',
    count_query: {
      kind: 'TrendsQuery',
      interval: 'day',
      dateRange: { date_from: '2023-05-01', date_to: null, explicitDate: false },
      series: [{ kind: 'DataWarehouseNode', id: 'orders', table_name: 'orders', id_field: 'id' }],
    },
  },
];

const arm = (key: string, sum: number): JsonObject => ({
  key,
  number_of_samples: 100,
  sum,
  sum_squares: sum * 3,
});

/** Adds what the sandbox's seed does not have to an answer, so that changes reach every field of the schema. */
export function withRareParts(request: string, json: Json): Json {
  if (request.includes('/dependent_flags/')) return [{ id: 12, key: 'rare', name: 'Rare' }];
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const answer: JsonObject = json;
  if (request.includes('/experiments/15/ ')) {
    const own = Array.isArray(answer['metrics']) ? answer['metrics'] : [];
    return { ...answer, metrics: [...own, ...metrics] };
  }
  if (request.includes('/experiments/15/metrics_recalculation/latest/')) {
    const breakdown = {
      breakdown_value: ['Chrome', 'US'],
      baseline: arm('control', 10),
      variants: [{ ...arm('test', 20), method: 'bayesian', chance_to_win: 0.9 }],
    };
    return {
      ...answer,
      results: ((answer['results'] ?? []) as JsonObject[]).map((one) => ({
        ...one,
        result: { ...(one['result'] as JsonObject), breakdown_results: [breakdown] },
      })),
      metric_errors: { 'rare-1': { step: 'query', message: 'Out of memory.', retriable: true } },
      metric_retries: {
        'rare-2': {
          attempt: 1,
          max_attempts: 3,
          error_type: 'timeout',
          message: 'Too slow.',
          next_retry_at: '2026-11-01T10:00:00.000000Z',
        },
      },
      active_run: { id: 'rare-run', status: 'in_progress' },
    };
  }
  if (request.includes('/activity')) {
    const entries = (answer['results'] ?? []) as JsonObject[];
    const detail = {
      merge: { type: 'person', source: { id: 1 }, target: { id: 2 } },
      trigger: { job_type: 'scheduled', job_id: 'rare', payload: { at: 1 } },
    };
    return {
      ...answer,
      results: entries.map((one) => ({
        ...one,
        detail: { ...(one['detail'] as JsonObject), ...detail },
      })),
    };
  }
  if (request.includes('/setup_context')) {
    const section = answer['previous_experiments'] as JsonObject;
    const data = (section['data'] ?? {}) as JsonObject;
    const outcome = {
      metric_type: 'mean',
      metric_samples: 100,
      analyzed_exposures: 120,
      control_baseline_value: 0.2,
      any_variant_significant: true,
      result_completed_at: '2026-11-01T10:00:00.000000Z',
      result_data_through: '2026-11-01T09:00:00.000000Z',
    };
    const experiments = ((data['experiments'] ?? []) as JsonObject[]).map((one) => ({
      ...one,
      outcome,
    }));
    return {
      ...answer,
      previous_experiments: { ...section, data: { ...data, experiments } },
    };
  }
  if (request.includes('/timeseries_results/')) {
    return {
      ...answer,
      errors: { '2026-10-01': 'Out of memory.' },
      recalculation_status: 'in_progress',
      recalculation_created_at: '2026-11-01T10:00:00.000000Z',
    };
  }
  return json;
}
