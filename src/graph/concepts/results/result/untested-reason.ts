import type { ExperimentRow } from '../../experiment/loader.ts';
import { shareOf } from '../../feature-flag/share.ts';
import type { Arms } from './comparison.ts';
import { expectedSplit } from './expected-split.ts';
import type { SampleRatio } from './sample-ratio.ts';

/** Why the split of an experiment was not tested. */
export type UntestedReason =
  'no_results' | 'pinned_variant' | 'unknown_share' | 'split_changed' | 'too_few_people';

/**
 * Why {@link SampleRatio} is null for a result; null where the split was tested.
 * @param row the experiment, with its flag
 */
export function untestedReason(
  row: ExperimentRow,
  arms: Arms | null,
  tested: SampleRatio | null,
): UntestedReason | null {
  if (tested) return null;
  const filters = row.feature_flag?.filters;
  if (filters?.groups?.some(({ variant }) => typeof variant === 'string') === true) {
    return 'pinned_variant';
  }
  const variants = filters?.multivariate?.variants ?? row.parameters?.feature_flag_variants ?? [];
  if (variants.length === 0 || variants.some((variant) => shareOf(variant) === null)) {
    return 'unknown_share';
  }
  if (!arms?.baseline || arms.variants.length === 0) return 'no_results';
  const split = expectedSplit(row) ?? [];
  const hasShare = ({ key }: { readonly key: string }) =>
    split.some((arm) => arm.key === key && arm.weight > 0);
  return [arms.baseline, ...arms.variants].every(hasShare) ? 'too_few_people' : 'split_changed';
}

/** Why a split cannot be tested, as a sentence; undefined where people are too few, or a variant is pinned, which is a warning of its own. */
export const untestable: Readonly<Partial<Record<UntestedReason, string>>> = {
  unknown_share: 'The percentage of a variant is missing in PostHog, or not a number.',
  split_changed:
    'An arm that has people is assigned 0 % now, so the split has changed since they were assigned.',
};
