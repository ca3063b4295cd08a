import type { Experiment, FeatureFlag, ReleaseCondition } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { saveFlag } from '../flag/save.ts';
import { isObject } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { freezeObstacle } from './freezable.ts';
import { hasExposureFreeze, storedStatus } from './status.ts';
import { DAY_MS } from '../../model/zone.ts';

const MAX_FROZEN_USERS = 100_000;
const USERS_PER_DAY = 400;

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
  const exposed = exposedUsers(experiment, request.now);
  if (exposed === 0) {
    throw invalid(
      'No users have been exposed to this experiment yet, so freezing would stop it for everyone. Wait until the experiment has recorded exposures.',
    );
  }
  if (exposed > MAX_FROZEN_USERS) {
    throw invalid(
      `Cannot freeze exposure for more than ${MAX_FROZEN_USERS} users; this experiment has ${exposed}.`,
    );
  }
  const cohort = request.store.cohorts.insert({
    id: request.store.nextId('cohorts'),
    project: request.project.id,
    name: `Frozen exposure of experiment "${experiment.name}"`,
    description: '',
    is_static: true,
    deleted: false,
    filters: {},
    cohort_type: 'static',
    count: exposed,
    created_by: request.caller.user.id,
    created_at: wireTime(request.now),
  });
  const condition = { key: 'id', type: 'cohort', value: cohort.id, operator: 'in' };
  const groups = flag.filters.groups.map((group) => ({
    ...group,
    properties: [...(group.properties ?? []), condition],
    exposure_frozen: true,
    exposure_frozen_cohort: cohort.id,
  }));
  saveFlag(request, flag, { filters: { ...flag.filters, groups } });
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
}

/**
 * Removes freeze markers and the cohort conditions added with them from a flag; ship and reset do so too, on
 * servers of autumn 2026.
 */
export function unfreezeFlag(request: ProjectRequest, flag: FeatureFlag): void {
  if (!flag.filters.groups.some((group) => 'exposure_frozen' in group)) return;
  saveFlag(request, flag, {
    filters: { ...flag.filters, groups: flag.filters.groups.map(withoutFreeze) },
  });
}

export function withoutFreeze(group: ReleaseCondition): ReleaseCondition {
  if (!('exposure_frozen' in group)) return group;
  const { exposure_frozen: _stamp, exposure_frozen_cohort: cohort, ...rest } = group;
  const properties = (group.properties ?? []).filter(
    (property) =>
      !(isObject(property) && property['type'] === 'cohort' && property['value'] === cohort),
  );
  return { ...rest, properties };
}

/** Users exposed so far; if the row has no number, a constant rate since the start is assumed. */
function exposedUsers(experiment: Experiment, now: Date): number {
  if (experiment.exposed_users !== null) return experiment.exposed_users;
  if (experiment.start_date === null) return 0;
  const days = (now.getTime() - Date.parse(experiment.start_date)) / DAY_MS;
  return Math.min(MAX_FROZEN_USERS, Math.max(0, Math.ceil(days * USERS_PER_DAY)));
}
