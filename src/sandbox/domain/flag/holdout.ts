import type { FlagFilters } from '../../model/entities.ts';
import type { Store } from '../../model/store.ts';

/**
 * The holdout in a flag's filters on servers since late summer 2026: its id and the percentage it excludes; null
 * without a holdout.
 */
export function holdoutForFlag(
  store: Store,
  id: number | null,
): (FlagFilters['holdout'] & object) | null {
  const holdout = store.holdouts.get(id);
  if (!holdout) return null;
  return { id: holdout.id, exclusion_percentage: holdout.filters[0]?.rollout_percentage ?? 0 };
}
