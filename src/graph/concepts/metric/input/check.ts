import type { InputFaults } from '../../../mutations/input-faults.ts';
import type { MetricCommonValue, MetricValue, OutlierValue } from './kinds.ts';
import { checkSource } from './source.ts';

const KINDS = ['mean', 'funnel', 'ratio', 'retention', 'raw'] as const;

/** Validates a metric before PostHog is called. */
export function checkMetric(faults: InputFaults, metric: MetricValue, path: string): void {
  const given = KINDS.filter((kind) => metric[kind] != null);
  if (given.length !== 1) {
    faults.add(path, 'INVALID_INPUT', `Give exactly one of ${KINDS.join(', ')}.`);
  }
  const { mean, funnel, ratio, retention, raw } = metric;
  if (mean) {
    checkCommon(faults, mean, `${path}.mean`);
    checkSource(faults, mean.source, `${path}.mean.source`);
    checkOutliers(faults, mean, `${path}.mean`);
  }
  if (funnel) {
    checkCommon(faults, funnel, `${path}.funnel`);
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
    checkCommon(faults, ratio, at);
    checkSource(faults, ratio.numerator, `${at}.numerator`);
    checkSource(faults, ratio.denominator, `${at}.denominator`);
    checkOutliers(faults, ratio.numeratorOutlierHandling, `${at}.numeratorOutlierHandling`);
    checkOutliers(faults, ratio.denominatorOutlierHandling, `${at}.denominatorOutlierHandling`);
  }
  if (retention) {
    const at = `${path}.retention`;
    checkCommon(faults, retention, at);
    checkSource(faults, retention.startEvent, `${at}.startEvent`);
    checkSource(faults, retention.completionEvent, `${at}.completionEvent`);
    faults.range(`${at}.retentionWindowStart`, retention.retentionWindowStart, { min: 0 });
    faults.range(`${at}.retentionWindowEnd`, retention.retentionWindowEnd, {
      min: Math.max(0, retention.retentionWindowStart),
    });
  }
  if (raw != null) checkRaw(faults, raw, `${path}.raw`);
}

function checkCommon(faults: InputFaults, metric: MetricCommonValue, path: string): void {
  faults.text(`${path}.name`, metric.name, { max: 400, blank: true });
  faults.text(`${path}.uuid`, metric.uuid, { max: 400 });
  faults.range(`${path}.conversionWindow`, metric.conversionWindow, { min: 1 });
  if (metric.conversionWindow != null && metric.conversionWindowUnit == null) {
    faults.add(
      `${path}.conversionWindowUnit`,
      'REQUIRED',
      'A conversion window requires its unit.',
    );
  }
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

const METRIC_TYPES: readonly unknown[] = ['mean', 'funnel', 'ratio', 'retention'];

function checkRaw(faults: InputFaults, raw: unknown, path: string): void {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add(path, 'INVALID_INPUT', 'A metric must be an object.');
    return;
  }
  const { kind, metric_type: type } = raw as Record<string, unknown>;
  if (kind !== undefined && kind !== 'ExperimentMetric') {
    faults.add(`${path}.kind`, 'INVALID_CHOICE', "Metric kind must be 'ExperimentMetric'.");
  }
  if (!METRIC_TYPES.includes(type)) {
    faults.add(
      `${path}.metric_type`,
      'INVALID_CHOICE',
      'Metric type must be one of mean, funnel, ratio, retention.',
    );
  }
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
      const { uuid } = metric.mean ?? metric.funnel ?? metric.ratio ?? metric.retention ?? {};
      if (uuid == null) continue;
      if (seen.has(uuid)) {
        faults.add(`${path}.${index}`, 'DUPLICATE', `The UUID "${uuid}" appears twice.`);
      }
      seen.add(uuid);
    }
  }
}
