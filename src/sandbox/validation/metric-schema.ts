import { z } from 'zod';

const properties = z.array(z.looseObject({})).nullish();
const text = z.string().nullish();
const count = z.number().int().nullish();

const MATH = z
  .enum([
    'total',
    'dau',
    'weekly_active',
    'monthly_active',
    'unique_session',
    'first_time_for_user',
    'first_matching_event_for_user',
    'first_time_for_user_with_filters',
    'avg',
    'sum',
    'min',
    'max',
    'median',
    'p75',
    'p90',
    'p95',
    'p99',
    'avg_count_per_actor',
    'min_count_per_actor',
    'max_count_per_actor',
    'median_count_per_actor',
    'p75_count_per_actor',
    'p90_count_per_actor',
    'p95_count_per_actor',
    'p99_count_per_actor',
    'unique_group',
    'hogql',
  ])
  .nullish();

const sourceFields = {
  name: text,
  custom_name: text,
  math: MATH,
  math_property: text,
  math_hogql: text,
  properties,
  fixedProperties: properties,
};

const source = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('EventsNode'),
    event: text,
    ...sourceFields,
    id: z.never().optional(),
  }),
  z.looseObject({ kind: z.literal('ActionsNode'), id: z.number().int(), ...sourceFields }),
  z.looseObject({
    kind: z.literal('ExperimentDataWarehouseNode'),
    table_name: z.string(),
    timestamp_field: z.string(),
    data_warehouse_join_key: z.string(),
    events_join_key: z.string(),
    ...sourceFields,
  }),
]);

const WINDOW_UNIT = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month']).nullish();

const metricFields = {
  kind: z.literal('ExperimentMetric'),
  uuid: text,
  name: text,
  fingerprint: text,
  goal: z.enum(['increase', 'decrease']).nullish(),
  conversion_window: count,
  conversion_window_unit: WINDOW_UNIT,
  breakdownFilter: z.looseObject({}).nullish(),
};

const percentile = z.number().min(0).max(1).nullish();

/** The schema of a metric of the current engine, discriminated by `metric_type` (contract: ExperimentMetric). */
export const METRIC = z.discriminatedUnion('metric_type', [
  z.looseObject({
    ...metricFields,
    metric_type: z.literal('mean'),
    source,
    lower_bound_percentile: percentile,
    upper_bound_percentile: percentile,
    ignore_zeros: z.boolean().nullish(),
    threshold: z.number().nullish(),
  }),
  z.looseObject({
    ...metricFields,
    metric_type: z.literal('funnel'),
    series: z.array(source),
    funnel_order_type: z.enum(['strict', 'unordered', 'ordered']).nullish(),
  }),
  z.looseObject({
    ...metricFields,
    metric_type: z.literal('ratio'),
    numerator: source,
    denominator: source,
  }),
  z.looseObject({
    ...metricFields,
    metric_type: z.literal('retention'),
    start_event: z.union([source, z.looseObject({ kind: z.literal('ExperimentExposureNode') })]),
    completion_event: source,
    retention_window_start: count,
    retention_window_end: count,
    retention_window_unit: WINDOW_UNIT,
    start_handling: z.enum(['first_seen', 'last_seen']).nullish(),
  }),
]);

/** The two kinds of exposure event. */
export const EVENT_EXPOSURE = z.looseObject({
  kind: z.literal('ExperimentEventExposureConfig').optional(),
  event: z.string(),
  properties: z.array(z.looseObject({})),
});

export const ACTION_EXPOSURE = z.looseObject({
  kind: z.literal('ActionsNode'),
  id: z.number().int(),
  properties,
});
