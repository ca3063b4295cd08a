import type { ExperimentRow } from '../../experiment/loader.ts';
import type { ArmShare } from './sample-ratio.ts';

/**
 * The shares in which an experiment's flag assigns its variants. Null where a release condition
 * pins a variant, because the people in each arm do not follow the split then.
 */
export function expectedSplit(row: ExperimentRow): ArmShare[] | null {
  const filters = row.feature_flag?.filters;
  if (filters?.groups?.some(({ variant }) => variant != null)) return null;
  const variants = filters?.multivariate?.variants ?? row.parameters?.feature_flag_variants ?? [];
  return variants.map(({ key, rollout_percentage: share }) => ({ key, weight: share ?? 0 }));
}
