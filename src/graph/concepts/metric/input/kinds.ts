import { builder } from '../../../core/builder.ts';
import { FunnelOrder, MetricGoal, RetentionStartHandling, WindowUnit } from '../enums.ts';
import type { InputFields } from '../../../mutations/define-mutation.ts';
import { MetricSourceInput } from './source.ts';

const common = (t: InputFields) => ({
  uuid: t.string({
    description:
      'Uuid of the metric in the experiment: send it to keep a metric (and its series) in an update; PostHog makes one when it is left out.',
  }),
  name: t.string({ description: 'Readable name.' }),
  goal: t.field({ type: MetricGoal.ref, description: 'The direction that counts as a win.' }),
  conversionWindow: t.int({
    description: 'How long after the exposure events count; needs `conversionWindowUnit`.',
  }),
  conversionWindowUnit: t.field({
    type: WindowUnit.ref,
    description: 'The unit of `conversionWindow`.',
  }),
});

const outlierFields = (t: InputFields) => ({
  lowerBoundPercentile: t.float({
    description: 'Values below this percentile are raised to it; 0 to 1.',
  }),
  upperBoundPercentile: t.float({
    description: 'Values above this percentile are lowered to it; 0 to 1.',
  }),
  ignoreZeros: t.boolean({ description: 'True leaves zeros out when the percentiles are found.' }),
});

const OutlierHandlingInput = builder.inputType('OutlierHandlingInput', {
  description: 'How extreme values are tamed.',
  fields: outlierFields,
});

const MeanMetricInput = builder.inputType('MeanMetricInput', {
  description: 'The average of a value per person.',
  fields: (t) => ({
    ...common(t),
    source: t.field({ type: MetricSourceInput, required: true, description: 'What is averaged.' }),
    threshold: t.float({
      description: 'Report the share of people at or above this value instead of a mean.',
    }),
    ...outlierFields(t),
  }),
});

const FunnelMetricInput = builder.inputType('FunnelMetricInput', {
  description:
    'The share of exposed people who complete the steps. The exposure itself is the first step and is not listed.',
  fields: (t) => ({
    ...common(t),
    steps: t.field({
      type: [MetricSourceInput],
      required: true,
      description: "Steps after the exposure, at least one. PostHog's wire name is `series`.",
    }),
    order: t.field({
      type: FunnelOrder.ref,
      description: 'How strictly the steps follow each other; ORDERED when left out.',
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
      description: 'What is divided.',
    }),
    denominator: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'What it is divided by.',
    }),
    numeratorOutlierHandling: t.field({
      type: OutlierHandlingInput,
      description: 'How extreme values of the numerator are tamed.',
    }),
    denominatorOutlierHandling: t.field({
      type: OutlierHandlingInput,
      description: 'How extreme values of the denominator are tamed.',
    }),
  }),
});

const RetentionMetricInput = builder.inputType('RetentionMetricInput', {
  description: 'The share of people who come back inside a window.',
  fields: (t) => ({
    ...common(t),
    startEvent: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'What opens the window.',
    }),
    completionEvent: t.field({
      type: MetricSourceInput,
      required: true,
      description: 'What counts as coming back.',
    }),
    retentionWindowStart: t.int({ required: true, description: 'Where the window begins.' }),
    retentionWindowEnd: t.int({ required: true, description: 'Where the window ends.' }),
    retentionWindowUnit: t.field({
      type: WindowUnit.ref,
      required: true,
      description: 'The unit of the window.',
    }),
    startHandling: t.field({
      type: RetentionStartHandling.ref,
      required: true,
      description: 'Which start event opens the window when there are several.',
    }),
  }),
});

export const MetricInput = builder.inputType('MetricInput', {
  description: 'A metric. Give exactly one of the fields; the field says which kind it is.',
  fields: (t) => ({
    mean: t.field({ type: MeanMetricInput, description: 'The average of a value per person.' }),
    funnel: t.field({
      type: FunnelMetricInput,
      description: 'The share of exposed people who complete the steps.',
    }),
    ratio: t.field({ type: RatioMetricInput, description: 'One aggregate divided by another.' }),
    retention: t.field({
      type: RetentionMetricInput,
      description: 'The share of people who come back inside a window.',
    }),
    raw: t.field({
      type: 'JSON',
      description:
        "The metric in PostHog's own form (`ExperimentMetric`), for what the typed fields cannot say.",
    }),
  }),
});

export type MetricValue = typeof MetricInput.$inferInput;
export type OutlierValue = typeof OutlierHandlingInput.$inferInput;
export type MetricCommonValue = Pick<
  typeof MeanMetricInput.$inferInput,
  'uuid' | 'name' | 'goal' | 'conversionWindow' | 'conversionWindowUnit'
>;
