import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { frozenGroup, withoutFreeze } from '../flag/exposure-freeze.ts';
import { saveFlag } from '../flag/save.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { createSnapshot, deleteSnapshots, snapshotsOf } from './exposure-snapshot.ts';
import { freezeObstacle } from './freezable.ts';
import { logAction } from './save.ts';
import { hasExposureFreeze, storedStatus } from './status.ts';

/**
 * Limits exposure to users already exposed: a static cohort of them becomes a condition of every release
 * group (docs/posthog/lifecycle.md#freeze-and-unfreeze). Writes the flag only. @throws ApiError 400
 */
export function freezeExposure(
  request: ProjectRequest,
  experiment: Experiment,
  flag: FeatureFlag | undefined,
): void {
  const obstacle = freezeObstacle(experiment, flag);
  if (obstacle !== null || !flag) throw invalid(obstacle ?? '');
  const cohort = createSnapshot(request, experiment);
  const groups = flag.filters.groups.map((group) => frozenGroup(group, cohort.id));
  saveFlag(request, flag, { filters: { ...flag.filters, groups } });
  logAction(request, experiment, 'exposure_frozen');
}

/** Reopens exposure to new users. @throws ApiError 400 unless a running experiment is frozen */
export function unfreezeExposure(
  request: ProjectRequest,
  experiment: Experiment,
  flag: FeatureFlag | undefined,
): void {
  const status = storedStatus(experiment);
  if (status === 'draft') throw invalid('Experiment has not been launched yet.');
  if (status === 'stopped') throw invalid('Experiment has already ended.');
  if (!flag) throw invalid('Experiment does not have a feature flag linked.');
  if (flag.deleted) throw invalid("Experiment's feature flag has been deleted.");
  if (!hasExposureFreeze(flag)) throw invalid('Experiment exposure is not frozen.');
  unfreezeFlag(request, flag);
  logAction(request, experiment, 'exposure_unfrozen');
}

/**
 * Removes freeze markers, notes and cohort conditions from a flag, and deletes the cohort; reset does so too, on
 * servers of autumn 2026.
 */
export function unfreezeFlag(request: ProjectRequest, flag: FeatureFlag): void {
  const { groups } = flag.filters;
  if (!groups.some((group) => 'exposure_frozen' in group)) return;
  saveFlag(request, flag, { filters: { ...flag.filters, groups: groups.map(withoutFreeze) } });
  deleteSnapshots(request.store, snapshotsOf(groups));
}
