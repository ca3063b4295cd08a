import type { Wire } from '../../../core/wire.ts';
import type { MetricCommonValue, MetricValue, OutlierValue } from './kinds.ts';
import { sourceToWire } from './source.ts';

type Fields = Record<string, unknown>;

const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));

const common = (metric: MetricCommonValue): Fields =>
  given({
    uuid: metric.uuid,
    name: metric.name,
    goal: metric.goal,
    conversion_window: metric.conversionWindow,
    conversion_window_unit: metric.conversionWindowUnit,
  });

const outliers = (value: OutlierValue): Fields =>
  given({
    lower_bound_percentile: value.lowerBoundPercentile,
    upper_bound_percentile: value.upperBoundPercentile,
    ignore_zeros: value.ignoreZeros,
  });

function fieldsOf({ mean, funnel, ratio, retention, raw }: MetricValue): Fields {
  if (mean) {
    return {
      metric_type: 'mean',
      ...common(mean),
      source: sourceToWire(mean.source),
      ...given({ threshold: mean.threshold }),
      ...outliers(mean),
    };
  }
  if (funnel) {
    return {
      metric_type: 'funnel',
      ...common(funnel),
      series: funnel.steps.map(sourceToWire),
      ...given({ funnel_order_type: funnel.order }),
    };
  }
  if (ratio) {
    const { numeratorOutlierHandling: above, denominatorOutlierHandling: below } = ratio;
    return {
      metric_type: 'ratio',
      ...common(ratio),
      numerator: sourceToWire(ratio.numerator),
      denominator: sourceToWire(ratio.denominator),
      ...(above && { numerator_outlier_handling: outliers(above) }),
      ...(below && { denominator_outlier_handling: outliers(below) }),
    };
  }
  if (retention) {
    return {
      metric_type: 'retention',
      ...common(retention),
      start_event: retention.startEvent
        ? sourceToWire(retention.startEvent)
        : { kind: 'ExperimentExposureNode' },
      completion_event: sourceToWire(retention.completionEvent),
      retention_window_start: retention.retentionWindowStart,
      retention_window_end: retention.retentionWindowEnd,
      retention_window_unit: retention.retentionWindowUnit,
      start_handling: retention.startHandling ?? 'first_seen',
    };
  }
  return raw as Fields;
}

/**
 * A validated metric in PostHog's form. The contract's type for writes is narrower than what
 * PostHog stores and accepts (warehouse sources, window units, funnel order), hence the type
 * assertion.
 */
export function metricToWire(metric: MetricValue): Wire['ExperimentApiMetric'] {
  return {
    kind: 'ExperimentMetric',
    ...fieldsOf(metric),
  } as unknown as Wire['ExperimentApiMetric'];
}
