import type { FoundFaults } from './found-faults.ts';
import {
  needsProperty,
  type MetricForm,
  type OutlierForm,
  type SourceForm,
} from './metric-form.ts';

/**
 * What is wrong with a metric, by the paths that the API uses below it: `mean.source.event`.
 * @param at the path of the metric itself
 */
export function checkMetric(faults: FoundFaults, metric: MetricForm, at: string): void {
  const path = `${at}.${metric.type}`;
  faults.atMost(`${path}.name`, metric.name, 400);
  if (!(metric.type === 'retention' && metric.startsAtExposure))
    faults.number(
      `${path}.conversionWindow`,
      metric.windowLength,
      { min: 1, whole: true },
      'A window is a whole number of 1 or more, or empty.',
    );
  switch (metric.type) {
    case 'mean':
      checkSource(faults, metric.source, `${path}.source`);
      checkOutliers(faults, metric.outliers, path);
      checkThreshold(faults, metric, path);
      break;
    case 'funnel':
      if (metric.steps.length === 0) faults.add(`${path}.steps`, 'A funnel needs a step.');
      for (const [index, step] of metric.steps.entries())
        checkEvent(faults, step, `${path}.steps.${index}`);
      break;
    case 'ratio':
      checkSource(faults, metric.numerator, `${path}.numerator`);
      checkSource(faults, metric.denominator, `${path}.denominator`);
      checkOutliers(faults, metric.outliers, `${path}.numeratorOutlierHandling`);
      checkOutliers(faults, metric.denominatorOutliers, `${path}.denominatorOutlierHandling`);
      break;
    case 'retention':
      if (!metric.startsAtExposure) checkEvent(faults, metric.startEvent, `${path}.startEvent`);
      checkEvent(faults, metric.completionEvent, `${path}.completionEvent`);
      checkRetentionWindow(faults, metric, path);
      break;
  }
}

function checkEvent(faults: FoundFaults, { event }: SourceForm, path: string): void {
  faults.required(`${path}.event`, event, 'Give the name of an event.');
  faults.atMost(`${path}.event`, event, 400);
}

function checkSource(faults: FoundFaults, source: SourceForm, path: string): void {
  checkEvent(faults, source, path);
  if (needsProperty(source))
    faults.required(
      `${path}.mathProperty`,
      source.mathProperty,
      'Give the property that is aggregated.',
    );
}

function checkOutliers(faults: FoundFaults, { lower, upper }: OutlierForm, path: string): void {
  const message = 'A percentile is a number from 0 to 100.';
  faults.number(`${path}.lowerBoundPercentile`, lower, { min: 0, max: 100 }, message);
  faults.number(`${path}.upperBoundPercentile`, upper, { min: 0, max: 100 }, message);
  if (lower.trim() !== '' && upper.trim() !== '' && Number(lower) >= Number(upper))
    faults.add(`${path}.upperBoundPercentile`, 'It must be above the lower one.');
}

function checkThreshold(
  faults: FoundFaults,
  { threshold, outliers }: MetricForm,
  path: string,
): void {
  faults.number(
    `${path}.threshold`,
    threshold,
    { min: Number.MIN_VALUE },
    'A threshold is a number above 0, or empty.',
  );
  if (threshold.trim() !== '' && (outliers.lower.trim() !== '' || outliers.upper.trim() !== ''))
    faults.add(`${path}.threshold`, 'A threshold does not go with percentiles.');
}

function checkRetentionWindow(
  faults: FoundFaults,
  { retentionStart, retentionEnd }: MetricForm,
  path: string,
): void {
  const whole = { min: 0, whole: true };
  faults.required(`${path}.retentionWindowStart`, retentionStart, 'Give the start of the window.');
  faults.required(`${path}.retentionWindowEnd`, retentionEnd, 'Give the end of the window.');
  const message = 'The window is in whole numbers of 0 or more.';
  faults.number(`${path}.retentionWindowStart`, retentionStart, whole, message);
  faults.number(`${path}.retentionWindowEnd`, retentionEnd, whole, message);
  if (Number(retentionEnd) < Number(retentionStart))
    faults.add(`${path}.retentionWindowEnd`, 'The window must not end before it starts.');
}
