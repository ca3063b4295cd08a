import type { MetricInput, MetricSourceInput, OutlierHandlingInput } from './generated/graphql.ts';
import {
  needsProperty,
  type MetricForm,
  type OutlierForm,
  type SourceForm,
} from './metric-form.ts';

/** The metric as the API takes it. The form must have been checked before. */
export function metricInput(metric: MetricForm): MetricInput {
  const common = commonOf(metric);
  switch (metric.type) {
    case 'mean':
      return {
        mean: {
          ...common,
          source: sourceInput(metric.source),
          ...(metric.threshold.trim() !== '' && { threshold: Number(metric.threshold) }),
          ...outlierInput(metric.outliers),
        },
      };
    case 'funnel':
      return {
        funnel: {
          ...common,
          steps: metric.steps.map((step) => sourceInput({ ...step, math: '' })),
          ...(metric.order !== '' && { order: metric.order }),
        },
      };
    case 'ratio': {
      const [above, below] = [metric.outliers, metric.denominatorOutliers].map(outlierInput);
      return {
        ratio: {
          ...common,
          numerator: sourceInput(metric.numerator),
          denominator: sourceInput(metric.denominator),
          ...(hasAny(above) && { numeratorOutlierHandling: above }),
          ...(hasAny(below) && { denominatorOutlierHandling: below }),
        },
      };
    }
    case 'retention':
      return {
        retention: {
          ...common,
          ...(metric.startsAtExposure
            ? {
                startsAtExposure: true,
                startHandling: 'FIRST_SEEN',
                conversionWindow: null,
                conversionWindowUnit: null,
              }
            : {
                startEvent: sourceInput({ ...metric.startEvent, math: '' }),
                startHandling: metric.startHandling,
              }),
          completionEvent: sourceInput({ ...metric.completionEvent, math: '' }),
          retentionWindowStart: Number(metric.retentionStart),
          retentionWindowEnd: Number(metric.retentionEnd),
          retentionWindowUnit: metric.retentionUnit,
        },
      };
  }
}

function commonOf({ uuid, name, goal, windowLength, windowUnit }: MetricForm) {
  return {
    ...(uuid !== undefined && { uuid }),
    ...(name.trim() !== '' && { name: name.trim() }),
    goal,
    ...(windowLength.trim() !== '' && {
      conversionWindow: Number(windowLength),
      conversionWindowUnit: windowUnit,
    }),
  };
}

function sourceInput(source: SourceForm): MetricSourceInput {
  const { event, math, mathProperty } = source;
  return {
    event: event.trim(),
    ...(math !== '' && { math }),
    ...(needsProperty(source) && { mathProperty: mathProperty.trim() }),
  };
}

/** Percentiles are typed in percent and sent as fractions. */
const fraction = (percent: string) => Number((Number(percent) / 100).toFixed(6));

function outlierInput({ lower, upper, ignoreZeros }: OutlierForm): OutlierHandlingInput {
  return {
    ...(lower.trim() !== '' && { lowerBoundPercentile: fraction(lower) }),
    ...(upper.trim() !== '' && { upperBoundPercentile: fraction(upper) }),
    ...(ignoreZeros && { ignoreZeros }),
  };
}

const hasAny = (value: object | undefined) => Object.keys(value ?? {}).length > 0;
