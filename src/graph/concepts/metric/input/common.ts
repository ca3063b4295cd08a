import type { InputFaults } from '../../../mutations/input-faults.ts';
import type { MetricCommonValue } from './kinds.ts';

/** Validates the fields that every kind of metric has. */
export function checkCommon(
  faults: InputFaults,
  metric: MetricCommonValue,
  path: string,
  isStored: boolean,
): void {
  faults.text(`${path}.name`, metric.name, { max: 400, blank: true });
  faults.text(`${path}.uuid`, metric.uuid, { max: 400 });
  faults.range(`${path}.conversionWindow`, metric.conversionWindow, { min: 1 });
  if (!isStored && metric.conversionWindow != null && metric.conversionWindowUnit == null) {
    faults.add(
      `${path}.conversionWindowUnit`,
      'REQUIRED',
      'A conversion window requires its unit.',
    );
  }
}
