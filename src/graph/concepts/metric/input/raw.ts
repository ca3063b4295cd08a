import type { InputFaults } from '../../../mutations/input-faults.ts';

const METRIC_TYPES: readonly unknown[] = ['mean', 'funnel', 'ratio', 'retention'];

/** Validates what PostHog would refuse or silently not apply in a metric of its own format. */
export function checkRawMetric(
  faults: InputFaults,
  raw: unknown,
  path: string,
  isStored: boolean,
): void {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    faults.add(path, 'INVALID_INPUT', 'A metric must be an object.');
    return;
  }
  const {
    kind,
    metric_type: type,
    conversion_window: window,
    conversion_window_unit: unit,
  } = raw as Record<string, unknown>;
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
  if (!isStored && window != null && unit == null) {
    faults.add(
      `${path}.conversion_window_unit`,
      'REQUIRED',
      'A conversion window requires its unit.',
    );
  }
}
