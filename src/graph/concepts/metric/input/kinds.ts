import { builder } from '../../../core/builder.ts';
import { FunnelOrder, MetricGoal, RetentionStartHandling, WindowUnit } from '../enums.ts';
import type { InputFields } from '../../../mutations/define-mutation.ts';
import { MetricSourceInput } from './source.ts';

const common = (t: InputFields) => ({
  uuid: t.string({
    description:
      'UUID of the metric in the experiment. Send it in an update to retain a metric and its series. PostHog generates one if omitted.',
  }),
  name: t.string({ description: 'Display name.' }),
  goal: t.field({
    type: MetricGoal.ref,
    description: 'The direction that counts as an improvement.',
  }),
  conversionWindow: t.int({
    description: 'How long after exposure events count. Requires `conversionWindowUnit`.',
  }),
  conversionWindowUnit: t.field({
    type: WindowUnit.ref,
    description: 'The unit of `conversionWindow`.',
  }),
});

const outlierFields = (t: InputFields) => ({
  lowerBoundPercentile: t.float({
    description: 'Values below this percentile are raised to it. From 0 to 1.',
  }),
  upperBoundPercentile: t.float({
    description: 'Values above this percentile are lowered to it. From 0 to 1.',
  }),
  ignoreZeros: t.boolean({
    description: 'Whether to ignore zeros when computing the percentiles.',
  }),
});

const OutlierHandlingInput = builder.inputType('OutlierHandlingInput', {
  description: 'How extreme values are clamped.',
  fields: outlierFields,
});

const MeanMetricInput = builder.inputType('MeanMetricInput', {
  description: 'The average of a value per person.',
  fields: (t) => ({
    ...common(t),
    source: t.field({ type: MetricSourceInput, required: true, description: 'What to average.' }),
    threshold: t.float({
      description: 'Report the share of people at or above this value instead of a mean.',
    }),
    ...outlierFields(t),
  }),
});

const FunnelMetricInput = builder.inputType('FunnelMetricInput', {
  description:
    'The share of exposed people who complete the steps. The exposure itself is the first step and must not be listed.',
  fields: (t) => ({
    ...common(t),
    steps: t.field({
      type: [MetricSourceInput],
      required: true,
      description: "Steps after the exposure, at least one. PostHog's wire name is `series`.",
    }),
    order: t.field({
      type: FunnelOrder.ref,
      description: 'How strictly the order of the steps is enforced. Defaults to ORDERED.',
    }),
  }),
});

const RatioMetricInput = builder.inputType('RatioMetricInput', {
  description: 'One aggregate divided by another.',
  fields: (t) => ({
    ...common(t),
    numerator: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'The dividend.',
    }),
    denominator: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'The divisor.',
    }),
    numeratorOutlierHandling: t.field({
      type: OutlierHandlingInput,
      description: 'How extreme values of the numerator are clamped.',
    }),
    denominatorOutlierHandling: t.field({
      type: OutlierHandlingInput,
      description: 'How extreme values of the denominator are clamped.',
    }),
  }),
});

const RetentionMetricInput = builder.inputType('RetentionMetricInput', {
  description: 'The share of people who return within a window.',
  fields: (t) => ({
    ...common(t),
    startEvent: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'The event that starts the window.',
    }),
    completionEvent: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'The event that counts as a return.',
    }),
    retentionWindowStart: t.int({ required: true, description: 'Start of the window.' }),
    retentionWindowEnd: t.int({ required: true, description: 'End of the window.' }),
    retentionWindowUnit: t.field({
      type: WindowUnit.ref,
      required: true,
      description: 'The unit of the window.',
    }),
    startHandling: t.field({
      type: RetentionStartHandling.ref,
      required: true,
      description: 'Which start event starts the window if there are several.',
    }),
  }),
});

export const MetricInput = builder.inputType('MetricInput', {
  description: 'A metric. Give exactly one of the fields, which determines the kind of metric.',
  fields: (t) => ({
    mean: t.field({ type: MeanMetricInput, description: 'The average of a value per person.' }),
    funnel: t.field({
      type: FunnelMetricInput,
      description: 'The share of exposed people who complete the steps.',
    }),
    ratio: t.field({ type: RatioMetricInput, description: 'One aggregate divided by another.' }),
    retention: t.field({
      type: RetentionMetricInput,
      description: 'The share of people who return within a window.',
    }),
    raw: t.field({
      type: 'JSON',
      description:
        "The metric in PostHog's own format (`ExperimentMetric`), for what the typed fields cannot express.",
    }),
  }),
});

export type MetricValue = typeof MetricInput.$inferInput;
export type OutlierValue = typeof OutlierHandlingInput.$inferInput;
export type MetricCommonValue = Pick<
  typeof MeanMetricInput.$inferInput,
  'uuid' | 'name' | 'goal' | 'conversionWindow' | 'conversionWindowUnit'
>;
