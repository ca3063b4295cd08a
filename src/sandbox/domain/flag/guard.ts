import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import type { Store } from '../../model/store.ts';
import { storedStatus } from '../experiment/status.ts';
import { flagVariantsOf } from './config.ts';
import type { FlagChange } from './write-input.ts';

/**
 * Refuses changes of a flag through the flags API that would break a running experiment, or its archive state
 * (docs/posthog/feature-flags.md#what-the-flags-api-refuses). @throws ApiError 400
 */
export function guardFlag(store: Store, flag: FeatureFlag, change: FlagChange): void {
  const running = runningExperiments(store, flag);
  if (change.deleted === true && !flag.deleted && running.length > 0) {
    throw invalid(
      `Cannot delete a feature flag that is linked to running experiment(s): ${named(running)}. Please stop the experiment(s) before deleting the flag.`,
    );
  }
  guardVariants(flag, change, running);
  guardArchive(flag, change);
}

const runningExperiments = (store: Store, flag: FeatureFlag): Experiment[] =>
  store.experiments
    .by('flag', flag.id)
    .filter((row) => !row.deleted && storedStatus(row) === 'running');

const named = (experiments: readonly Experiment[]): string =>
  experiments.map(({ id, name }) => `"${name}" (ID: ${id})`).join(', ');

/** Variants may be added and weighted anew, but none may go, not even by a new key. */
function guardVariants(flag: FeatureFlag, change: FlagChange, running: Experiment[]): void {
  if (!change.filters || running.length === 0) return;
  const kept = new Set((change.filters.multivariate?.variants ?? []).map(({ key }) => key));
  const missing = flagVariantsOf(flag)
    .filter(({ key }) => !kept.has(key))
    .map(({ key }) => `'${key}'`);
  if (missing.length > 0) {
    throw invalid(
      `Cannot remove variant(s) ${missing.join(', ')} from a feature flag that is linked to running experiment(s): ${named(running)}. Please stop the experiment(s) before removing variants.`,
      'filters',
    );
  }
}

/** An archived flag is off: the two can change in one request, but not contradict each other. */
function guardArchive(flag: FeatureFlag, change: FlagChange): void {
  const { archived = flag.archived, active = flag.active } = change;
  const isUntouched = archived === flag.archived && active === flag.active;
  if (!archived || !active || isUntouched) return;
  throw invalid(
    flag.archived
      ? 'Cannot enable an archived feature flag. Unarchive it first.'
      : 'Cannot archive an enabled feature flag. Disable it first, or send active: false in the same request.',
  );
}
