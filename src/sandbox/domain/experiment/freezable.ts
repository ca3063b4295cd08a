import type { Experiment, FeatureFlag } from '../../model/entities.ts';
import { isTruthy } from '../../model/json.ts';
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
    return 'Group-aggregated experiments cannot have their exposure frozen.';
  }
  if (experiment.holdout_id !== null || filters.holdout) {
    return 'Experiments in a holdout cannot have their exposure frozen: holdout assignment is evaluated before release conditions, so new users would keep entering the holdout.';
  }
  if (isTruthy(filters['super_groups'])) {
    return "This experiment's feature flag has early access conditions, which are evaluated before release conditions, so freezing cannot stop new enrollment.";
  }
  if (filters.groups.length === 0) {
    return "Experiment's feature flag has no release conditions to freeze.";
  }
  return null;
}
