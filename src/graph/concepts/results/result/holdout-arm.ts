import { readOr } from '../../../core/malformed.ts';
import type { Arm, Variant } from './comparison.ts';

/**
 * PostHog counts the people of a holdout as one more variant of a result, whose key is `holdout-` and the number of the
 * holdout.
 */
const HOLDOUT = /^holdout-\d+$/;

const hasHoldoutKey = ({ key }: Pick<Arm, 'key'>): boolean => HOLDOUT.test(key);
const isHoldout = (arm: Pick<Arm, 'key'>): boolean => readOr(hasHoldoutKey, false, arm);

/** The variants of a result as PostHog gives them, by whether they are arms of the experiment. */
export function partedByHoldout(all: readonly Variant[]): {
  readonly variants: readonly Variant[];
  readonly holdout: Variant | null;
} {
  const holdout = all.find(isHoldout);
  // Most results have none, and a series has many days.
  if (!holdout) return { variants: all, holdout: null };
  return { variants: all.filter((arm) => !isHoldout(arm)), holdout };
}
