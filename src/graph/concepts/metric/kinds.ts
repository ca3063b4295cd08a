import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { FunnelOrder, RetentionStartHandling, WindowUnit } from './enums.ts';
import {
  UnknownMetricRef,
  FunnelMetricRef,
  MeanMetricRef,
  RatioMetricRef,
  RetentionMetricRef,
} from './ref.ts';
import { retentionStart } from './node.ts';
import { MetricSourceRef } from './source.ts';

const OutlierHandlingRef = builder
  .objectRef<Wire['ExperimentMetricOutlierHandling']>('OutlierHandling')
  .implement({
    description: 'How extreme values are clamped before summing (winsorization).',
    fields: (t) => ({
      lowerBoundPercentile: t.float({
        description: 'Values below this percentile are raised to it. A fraction from 0 to 1.',
        nullable: true,
        resolve: (handling) => handling.lower_bound_percentile ?? null,
      }),
      upperBoundPercentile: t.float({
        description: 'Values above this percentile are lowered to it. A fraction from 0 to 1.',
        nullable: true,
        resolve: (handling) => handling.upper_bound_percentile ?? null,
      }),
      ignoreZeros: t.boolean({
        description: 'Whether zeros are ignored when computing the percentiles.',
        nullable: true,
        resolve: (handling) => handling.ignore_zeros ?? null,
      }),
    }),
  });

builder.objectFields(MeanMetricRef, (t) => ({
  source: t.field({
    type: MetricSourceRef,
    description: 'What to average.',
    resolve: ({ metric }) => metric.source,
  }),
  lowerBoundPercentile: t.float({
    description:
      'Values below this percentile are raised to it. A fraction from 0 to 1. Null if values are not clamped.',
    nullable: true,
    resolve: ({ metric }) => metric.lower_bound_percentile ?? null,
  }),
  upperBoundPercentile: t.float({
    description:
      'Values above this percentile are lowered to it. A fraction from 0 to 1. Null if values are not clamped.',
    nullable: true,
    resolve: ({ metric }) => metric.upper_bound_percentile ?? null,
  }),
  ignoreZeros: t.boolean({
    description: 'Whether zeros are ignored when computing the percentiles.',
    nullable: true,
    resolve: ({ metric }) => metric.ignore_zeros ?? null,
  }),
  threshold: t.float({
    description:
      'If set, the share of people at or above this value is reported instead of the mean.',
    nullable: true,
    resolve: ({ metric }) => metric.threshold ?? null,
  }),
}));

builder.objectFields(FunnelMetricRef, (t) => ({
  series: t.field({
    type: [MetricSourceRef],
    description: 'The steps after exposure, in order.',
    resolve: ({ metric }) => metric.series,
  }),
  ...FunnelOrder.fields(t, 'funnelOrderType', {
    description:
      "How strictly the order of the steps is enforced. Null means PostHog's default, ORDERED.",
    word: ({ metric }) => metric.funnel_order_type,
  }),
}));

builder.objectFields(RatioMetricRef, (t) => ({
  numerator: t.field({
    type: MetricSourceRef,
    description: 'The dividend.',
    resolve: ({ metric }) => metric.numerator,
  }),
  denominator: t.field({
    type: MetricSourceRef,
    description: 'The divisor.',
    resolve: ({ metric }) => metric.denominator,
  }),
  numeratorOutlierHandling: t.field({
    type: OutlierHandlingRef,
    description: 'How extreme numerators are clamped. Null if they are not.',
    nullable: true,
    resolve: ({ metric }) => metric.numerator_outlier_handling ?? null,
  }),
  denominatorOutlierHandling: t.field({
    type: OutlierHandlingRef,
    description: 'How extreme denominators are clamped. Null if they are not.',
    nullable: true,
    resolve: ({ metric }) => metric.denominator_outlier_handling ?? null,
  }),
}));

builder.objectFields(RetentionMetricRef, (t) => ({
  startEvent: t.field({
    type: MetricSourceRef,
    description: 'What a person must do to be counted.',
    resolve: ({ metric }) => retentionStart(metric.start_event),
  }),
  completionEvent: t.field({
    type: MetricSourceRef,
    description: 'The event that counts as a return.',
    resolve: ({ metric }) => metric.completion_event,
  }),
  retentionWindowStart: t.int({
    description: 'Start of the window after the start event, in `retentionWindowUnit`.',
    nullable: true,
    resolve: ({ metric }) => metric.retention_window_start ?? null,
  }),
  retentionWindowEnd: t.int({
    description: 'End of the window after the start event, in `retentionWindowUnit`.',
    nullable: true,
    resolve: ({ metric }) => metric.retention_window_end ?? null,
  }),
  ...WindowUnit.fields(t, 'retentionWindowUnit', {
    description: 'Unit of the window.',
    word: ({ metric }) => metric.retention_window_unit,
  }),
  ...RetentionStartHandling.fields(t, 'startHandling', {
    description: 'Which start event starts the window if a person has several.',
    word: ({ metric }) => metric.start_handling,
  }),
}));

builder.objectFields(UnknownMetricRef, (t) => ({
  typeText: t.string({
    description: "PostHog's own word for its type, its `metric_type` or else its `kind`.",
    nullable: true,
    resolve: ({ metric }) => {
      const { kind, metric_type: type = kind } = metric as Readonly<Record<string, unknown>>;
      return typeof type === 'string' ? type : null;
    },
  }),
}));
