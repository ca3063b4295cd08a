import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { hasExposureFreeze, storedStatus } from './status.ts';

/** Why exposure cannot be frozen (docs/posthog/lifecycle.md#freeze-and-unfreeze); null when it can. */
export function freezeObstacle(
  experiment: Experiment,
  flag: FeatureFlag | undefined,
): string | null {
  const status = storedStatus(experiment);
  if (status === 'draft') return 'Experiment has not been launched yet.';
  if (status === 'stopped') return 'Experiment has already ended.';
  if (!flag) return 'Experiment does not have a feature flag linked.';
  if (flag.deleted) return "Experiment's feature flag has been deleted.";
  if (!flag.active) return 'Cannot freeze a paused experiment. Resume it first.';
  if (hasExposureFreeze(flag)) return 'Experiment exposure is already frozen.';
  return flagObstacle(experiment, flag);
}

function flagObstacle(experiment: Experiment, flag: FeatureFlag): string | null {
  const { filters } = flag;
  if (filters.aggregation_group_type_index != null) {
    return 'Cannot freeze exposure for an experiment whose feature flag is aggregated by group.';
  }
  if (experiment.holdout_id !== null || filters.holdout) {
    return 'Cannot freeze exposure for an experiment that uses a holdout.';
  }
  if (filters['feature_enrollment'] === true || filters['super_groups']) {
    return 'Cannot freeze exposure for a feature flag that is linked to an early access feature.';
  }
  if (filters.groups.length === 0) {
    return "Experiment's feature flag has no release conditions to freeze.";
  }
  return null;
}
