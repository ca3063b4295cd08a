import type { StateCollection, WatchState } from '../watch-state/watch-state.ts';
import type { Firing } from './firing.ts';
import type { GuardedExperiment } from './guarded-experiment.ts';
import { keyPrefixOf, recordsIn, type FiringRecord } from './records/record.ts';

/**
 * Lets guards fire again that have fired: what is stored of them is deleted. Those whose outcome is not known yet, and
 * those that have not been reported, are left as they are.
 * @param name of the only guard; undefined for all of the experiment
 * @returns the firings that were deleted
 * @throws WatchStateError, StoreUnavailable
 */
export function rearm(
  state: WatchState,
  experiment: Pick<GuardedExperiment, 'projectId' | 'posthogId'>,
  name: string | undefined,
): Promise<readonly Firing[]> {
  return forgetFirings(recordsIn(state), experiment, name);
}

/** The same for the records of the state. */
export async function forgetFirings(
  records: StateCollection<FiringRecord>,
  experiment: Pick<GuardedExperiment, 'projectId' | 'posthogId'>,
  name?: string,
): Promise<readonly Firing[]> {
  const stored = await records.entries(keyPrefixOf(experiment));
  const chosen = stored.filter(
    ([, { phase, isReported, firing }]) =>
      phase === 'FINAL' && isReported && (name === undefined || firing.guard === name),
  );
  await Promise.all(chosen.map(([key]) => records.delete(key)));
  return chosen.map(([, { firing }]) => firing);
}
