import type { ExperimentRow } from '../../experiment/loader.ts';
import { shareOf } from '../../feature-flag/share.ts';
import type { Arms } from './comparison.ts';
import { expectedSplit } from './expected-split.ts';
import type { ArmShare, SampleRatio } from './sample-ratio.ts';

/** Why the split of an experiment was not tested. */
export type UntestedReason =
  | 'no_results'
  | 'pinned_variant'
  | 'unknown_share'
  | 'split_changed'
  | 'variant_shipped'
  | 'too_few_people';

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
  if ([arms.baseline, ...arms.variants].every(hasShare)) return 'too_few_people';
  return isShipped(row, split) ? 'variant_shipped' : 'split_changed';
}

/** Whether it has ended with one variant for everyone: the ordinary way to change the split, after which it does no harm. */
const isShipped = ({ end_date: end }: ExperimentRow, split: readonly ArmShare[]): boolean =>
  end != null &&
  split.filter(({ weight }) => weight > 0).length === 1 &&
  split.some(({ weight }) => weight === 100);

/** Why a split cannot be tested, as a sentence; undefined where people are too few, a variant was shipped, or one is pinned, which is a warning of its own. */
export const untestable: Readonly<Partial<Record<UntestedReason, string>>> = {
  unknown_share: 'The percentage of a variant is missing in PostHog, or not a number.',
  split_changed:
    'An arm that has people is assigned 0 % now, so the split has changed since they were assigned.',
};
