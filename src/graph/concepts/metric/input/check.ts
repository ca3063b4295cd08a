import type { InputFaults } from '../../../mutations/input-faults.ts';
import { checkCommon } from './common.ts';
import type { MetricValue, OutlierValue, ThresholdValue } from './kinds.ts';
import { checkRetention } from './retention.ts';
import { checkRawMetric } from './raw.ts';
import { checkSource } from './source.ts';

const KINDS = ['mean', 'funnel', 'ratio', 'retention', 'raw'] as const;

/**
 * Validates a metric before PostHog is called.
 * @param isStored true for a metric that PostHog may have stored like this, by default one with a UUID: PostHog takes
 *   it back unchanged although it breaks a rule that is newer than the metric, so that such rules are left to PostHog
 */
export function checkMetric(
  faults: InputFaults,
  metric: MetricValue,
  path: string,
  isStored = uuidOf(metric) != null,
): void {
  const given = KINDS.filter((kind) => metric[kind] != null);
  if (given.length !== 1) {
    faults.add(path, 'INVALID_INPUT', `Give exactly one of ${KINDS.join(', ')}.`);
  }
  const { mean, funnel, ratio, retention, raw } = metric;
  if (mean) {
    checkCommon(faults, mean, `${path}.mean`, isStored);
    checkSource(faults, mean.source, `${path}.mean.source`);
    checkOutliers(faults, mean, `${path}.mean`);
    if (!isStored) checkThreshold(faults, mean, `${path}.mean`);
  }
  if (funnel) {
    checkCommon(faults, funnel, `${path}.funnel`, isStored);
    if (funnel.steps.length === 0) {
      faults.add(
        `${path}.funnel.steps`,
        'EMPTY',
        'Funnel metrics require at least one step. The exposure event is added as the initial step automatically.',
      );
    }
    for (const [index, step] of funnel.steps.entries()) {
      checkSource(faults, step, `${path}.funnel.steps.${index}`);
    }
  }
  if (ratio) {
    const at = `${path}.ratio`;
    checkCommon(faults, ratio, at, isStored);
    checkSource(faults, ratio.numerator, `${at}.numerator`);
    checkSource(faults, ratio.denominator, `${at}.denominator`);
    checkOutliers(faults, ratio.numeratorOutlierHandling, `${at}.numeratorOutlierHandling`);
    checkOutliers(faults, ratio.denominatorOutlierHandling, `${at}.denominatorOutlierHandling`);
  }
  if (retention) checkRetention(faults, retention, `${path}.retention`, isStored);
  if (raw != null) checkRawMetric(faults, raw, `${path}.raw`, isStored);
}

function checkOutliers(
  faults: InputFaults,
  outliers: OutlierValue | null | undefined,
  path: string,
): void {
  const { lowerBoundPercentile: lower, upperBoundPercentile: upper } = outliers ?? {};
  faults.range(`${path}.lowerBoundPercentile`, lower, { min: 0, max: 1 });
  faults.range(`${path}.upperBoundPercentile`, upper, { min: 0, max: 1 });
  if (lower != null && upper != null && lower >= upper) {
    faults.add(
      `${path}.upperBoundPercentile`,
      'MIN_VALUE',
      'The upper percentile must be above the lower one.',
    );
  }
}

/** A number that is not positive, or goes with a percentile, would be stored by older servers and never applied. */
function checkThreshold(
  faults: InputFaults,
  { threshold, lowerBoundPercentile: lower, upperBoundPercentile: upper }: ThresholdValue,
  path: string,
): void {
  if (threshold == null) return;
  if (threshold <= 0) {
    faults.add(`${path}.threshold`, 'MIN_VALUE', 'threshold must be a positive number');
  } else if (lower != null || upper != null) {
    faults.add(
      `${path}.threshold`,
      'INVALID_INPUT',
      'a threshold cannot be combined with outlier handling',
    );
  }
}

function uuidOf({ mean, funnel, ratio, retention, raw }: MetricValue): string | null | undefined {
  const stored = typeof raw === 'object' && raw !== null && 'uuid' in raw ? raw.uuid : undefined;
  const { uuid } = mean ?? funnel ?? ratio ?? retention ?? {};
  return uuid ?? (typeof stored === 'string' ? stored : undefined);
}

/**
 * Validates several metrics, and that each uuid is used only once across all lists of an
 * experiment.
 */
export function checkMetrics(
  faults: InputFaults,
  lists: Readonly<Record<string, readonly MetricValue[] | null | undefined>>,
): void {
  const seen = new Set<string>();
  for (const [path, metrics] of Object.entries(lists)) {
    for (const [index, metric] of (metrics ?? []).entries()) {
      checkMetric(faults, metric, `${path}.${index}`);
      const uuid = uuidOf(metric);
      if (uuid == null) continue;
      if (seen.has(uuid)) {
        faults.add(`${path}.${index}`, 'DUPLICATE', `The UUID "${uuid}" appears twice.`);
      }
      seen.add(uuid);
    }
  }
}
