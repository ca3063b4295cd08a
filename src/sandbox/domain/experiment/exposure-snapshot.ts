import type { Cohort, Experiment, FeatureFlag, ReleaseCondition } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import { DAY_MS } from '../../model/zone.ts';

const MAX_USERS = 100_000;
const USERS_PER_DAY = 400;
const MAX_NAME = 400;
const NAME_START = 'Exposure snapshot for experiment';
/** Share of the exposed users that may have no person profile. */
const TOLERATED_SHARE = 0.05;

/** The name of the cohort that a freeze creates (docs/posthog/lifecycle.md#freeze-and-unfreeze). */
export const snapshotName = (experimentName: string): string =>
  `${NAME_START} "${experimentName}"`.slice(0, MAX_NAME);

/**
 * Creates the static cohort of everybody who was exposed so far.
 * @throws ApiError 400 when nobody or too many were exposed, or too many of them have no person profile
 */
export function createSnapshot(request: ProjectRequest, experiment: Experiment): Cohort {
  const { store, project, caller, now } = request;
  const exposed = exposedUsers(experiment, now);
  const unidentified = experiment.exposed_without_person ?? 0;
  checkExposed(exposed, unidentified);
  return store.cohorts.insert({
    id: store.nextId('cohorts'),
    project: project.id,
    name: snapshotName(experiment.name),
    description: '',
    is_static: true,
    deleted: false,
    filters: {},
    cohort_type: 'static',
    count: exposed - unidentified,
    created_by: caller.user.id,
    created_at: wireTime(now),
  });
}

function checkExposed(exposed: number, unidentified: number): void {
  if (exposed === 0) {
    throw invalid(
      'No users have been exposed to this experiment yet, so freezing would stop it for everyone. Wait until the experiment has recorded exposures.',
    );
  }
  if (exposed > MAX_USERS) {
    throw invalid(
      "This experiment has too many exposed users (over 100,000) to freeze instantly. Freezing very large experiments isn't supported yet.",
    );
  }
  const share = unidentified / exposed;
  if (share > TOLERATED_SHARE) {
    throw invalid(
      `${grouped(unidentified)} of this experiment's ${grouped(exposed)} exposed users (${Math.round(share * 100)}%) are anonymous or deleted, so they have no person profile and cannot be held in a cohort. Freezing would remove their variant. Freezing exposure requires an experiment whose exposed users are identified.`,
    );
  }
}

/** A number with commas between thousands. */
const grouped = (value: number): string => value.toLocaleString('en-US');

/** Users exposed so far; if the row has no number, a constant rate since the start is assumed. */
function exposedUsers(experiment: Experiment, now: Date): number {
  if (experiment.exposed_users !== null) return experiment.exposed_users;
  if (experiment.start_date === null) return 0;
  const days = (now.getTime() - Date.parse(experiment.start_date)) / DAY_MS;
  return Math.min(MAX_USERS, Math.max(0, Math.ceil(days * USERS_PER_DAY)));
}

/**
 * Soft-deletes the cohorts of a freeze that was undone: those whose name was not changed and that no active flag of
 * the project uses any more.
 */
export function deleteSnapshots(store: Store, cohorts: readonly number[]): void {
  for (const id of new Set(cohorts)) {
    const cohort = store.cohorts.get(id);
    if (!cohort?.name.startsWith(NAME_START)) continue;
    const isUsed = store.flags
      .by('project', cohort.project)
      .some((flag) => flag.active && !flag.deleted && usesCohort(flag, id));
    if (!isUsed) store.cohorts.update(cohort, { deleted: true });
  }
}

const usesCohort = (flag: FeatureFlag, cohort: number): boolean =>
  flag.filters.groups.some((group) =>
    (group.properties ?? []).some((property) => isCohortCondition(property, cohort)),
  );

export const isCohortCondition = (property: unknown, cohort: number | undefined): boolean =>
  isObject(property) && property['type'] === 'cohort' && property['value'] === cohort;

/** The cohorts that the freeze of some release groups refers to. */
export const snapshotsOf = (groups: readonly ReleaseCondition[]): number[] =>
  groups.flatMap(({ exposure_frozen_cohort: cohort }) => (cohort === undefined ? [] : [cohort]));
