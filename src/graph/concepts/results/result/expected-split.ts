import type { ExperimentRow } from '../../experiment/loader.ts';
import { shareOf } from '../../feature-flag/share.ts';
import { storedVariants } from '../../experiment/lifecycle/state.ts';
import type { ArmShare } from './sample-ratio.ts';

/**
 * The shares in which an experiment's flag assigns its variants. Null where a release condition
 * pins a variant, because the people in each arm do not follow the split then, and where a share is not known.
 */
export function expectedSplit(row: ExperimentRow): ArmShare[] | null {
  const filters = row.feature_flag?.filters;
  if (filters?.groups?.some(({ variant }) => variant != null)) return null;
  const shares: ArmShare[] = [];
  for (const variant of storedVariants(row)) {
    const weight = shareOf(variant);
    if (weight === null) return null;
    shares.push({ key: variant.key, weight });
  }
  return shares;
}
