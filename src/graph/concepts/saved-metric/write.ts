import { checkMetric } from '../metric/input/check.ts';
import { MetricInput, type MetricValue } from '../metric/input/kinds.ts';
import type { InputFields } from '../../mutations/define-mutation.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';

/** Input fields that creating and updating a shared metric share. */
export const savedMetricFields = (t: InputFields) => ({
  description: t.string({ description: 'Purpose of the metric, up to 400 characters.' }),
  tags: t.stringList({ description: 'Tags. Replaces all existing ones.' }),
});

export const metricField = (t: InputFields) =>
  t.field({ type: MetricInput, description: "What it measures. PostHog's wire name is `query`." });

export interface SavedMetricValue {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly metric?: MetricValue | null | undefined;
}

/**
 * Validates a shared metric before PostHog is called.
 * @param isStored true for changes to one that exists
 */
export function checkSavedMetric(
  faults: InputFaults,
  input: SavedMetricValue,
  isStored: boolean,
): void {
  faults.text('name', input.name, { max: 400 });
  faults.text('description', input.description, { max: 400, blank: true });
  if (input.metric) checkMetric(faults, input.metric, 'metric', isStored);
}
