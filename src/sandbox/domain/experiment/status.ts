import type { Experiment, FeatureFlag } from '../../model/entities.ts';

export type StoredStatus = 'draft' | 'running' | 'stopped';
export type ReportedStatus = StoredStatus | 'paused' | 'exposure_frozen';

/** The status column, which PostHog recomputes from the dates on every save (docs/posthog/experiments.md#status). */
export const storedStatus = (
  experiment: Pick<Experiment, 'start_date' | 'end_date'>,
): StoredStatus => {
  if (experiment.start_date === null) return 'draft';
  return experiment.end_date === null ? 'running' : 'stopped';
};

/**
 * True when every release group has the freeze marker, as on servers of autumn 2026; false for a flag without groups.
 */
export const hasExposureFreeze = (flag: FeatureFlag): boolean =>
  flag.filters.groups.length > 0 &&
  flag.filters.groups.every((group) => group.exposure_frozen === true);

/** The status clients see: paused and frozen are derived from the linked flag; paused takes precedence. */
export function reportedStatus(
  experiment: Pick<Experiment, 'start_date' | 'end_date'>,
  flag: FeatureFlag | undefined,
): ReportedStatus {
  const stored = storedStatus(experiment);
  if (stored !== 'running' || !flag) return stored;
  if (!flag.active) return 'paused';
  return hasExposureFreeze(flag) ? 'exposure_frozen' : 'running';
}
