import type { Wire } from '../../core/wire.ts';
import type { StoredMetric } from './node.ts';

/** What a metric may count, as PostHog stores it; told apart by `kind`. */
export type MetricSourceShape = Wire['ExperimentMetricSource'] | Wire['DataWarehouseNode'];

/** Everything a metric counts, whatever its kind. */
export function sourcesOf(metric: StoredMetric): readonly MetricSourceShape[] {
  if (metric.kind === 'ExperimentTrendsQuery') return metric.count_query.series;
  if (metric.kind === 'ExperimentFunnelsQuery') return metric.funnels_query.series;
  if (metric.metric_type === 'mean') return [metric.source];
  if (metric.metric_type === 'funnel') return metric.series;
  return metric.metric_type === 'ratio'
    ? [metric.numerator, metric.denominator]
    : [metric.start_event, metric.completion_event];
}
