import { checkMetrics } from '../metric/input/check.ts';
import type { InputFaults } from '../../mutations/input-faults.ts';
import { checkVariants } from './variant-rules.ts';
import type { WriteValue } from './write-fields.ts';

/** PostHog's numbers of the objects an input references. */
export interface WriteReferences {
  readonly holdoutId: number | null | undefined;
  readonly savedMetricIds: readonly number[];
}

/**
 * Validates an input before PostHog is called, and decodes the ids in it. The limits are those of
 * PostHog's serializer (docs/posthog/creating-experiments.md#validation).
 */
export function checkWrite(
  faults: InputFaults,
  input: WriteValue,
  projectId: string,
): WriteReferences {
  faults.text('name', input.name, { max: 400 });
  faults.text('featureFlagKey', input.featureFlagKey, { max: 400 });
  faults.text('description', input.description, { max: 3_000, blank: true });
  faults.text('conclusionComment', input.conclusionComment, { max: 4_000, blank: true });
  faults.text('repository', input.repository, { max: 255 });
  faults.percentage('rolloutPercentage', input.rolloutPercentage);
  faults.range('aggregationGroupTypeIndex', input.aggregationGroupTypeIndex, { min: 0, max: 4 });
  if (input.startDate && input.endDate && input.endDate <= input.startDate) {
    faults.add('endDate', 'INVALID_INPUT', 'End date must be after start date');
  }
  checkVariants(faults, input);
  checkMetrics(faults, { metrics: input.metrics, secondaryMetrics: input.secondaryMetrics });
  checkAnalysis(faults, input);
  const savedMetrics = input.savedMetrics ?? [];
  const savedMetricIds = savedMetrics.map(({ id }, index) =>
    faults.keyIn('SavedMetric', id, projectId, `savedMetrics.${index}.id`),
  );
  faults.distinct('savedMetrics', savedMetricIds, 'shared metric');
  const { holdoutId } = input;
  return {
    holdoutId:
      holdoutId == null ? holdoutId : faults.keyIn('Holdout', holdoutId, projectId, 'holdoutId'),
    savedMetricIds,
  };
}

function checkAnalysis(faults: InputFaults, input: WriteValue): void {
  const { statsConfig, exposureCriteria, runningTime } = input;
  const level = statsConfig?.confidenceLevel;
  if (level != null && (level <= 0 || level >= 1)) {
    faults.add(
      'statsConfig.confidenceLevel',
      'INVALID_INPUT',
      'The level must be between 0 and 1.',
    );
  }
  if (exposureCriteria?.exposureEvent != null && exposureCriteria.exposureActionId != null) {
    faults.add(
      'exposureCriteria.exposureActionId',
      'INVALID_INPUT',
      'Give an event or an action, not both.',
    );
  }
  faults.range('runningTime.minimumDetectableEffect', runningTime?.minimumDetectableEffect, {
    min: 0,
  });
  faults.range('runningTime.recommendedSampleSize', runningTime?.recommendedSampleSize, { min: 0 });
  faults.range('runningTime.recommendedRunningTimeDays', runningTime?.recommendedRunningTimeDays, {
    min: 0,
  });
}

/**
 * Fields that PostHog does not allow to be null: in an update, null would not name a replacement.
 */
const NOT_NULL = [
  'name',
  'variants',
  'rolloutPercentage',
  'onlyCountMaturedUsers',
  'tags',
] as const satisfies (keyof WriteValue)[];

export function checkNulls(faults: InputFaults, input: WriteValue): void {
  for (const name of NOT_NULL) {
    if (input[name] === null) faults.add(name, 'NULL', 'This field may not be null.');
  }
}
