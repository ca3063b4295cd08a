import type { ExperimentRow } from '../../experiment/loader.ts';
import type { Arms } from './comparison.ts';
import { expectedSplit } from './expected-split.ts';
import type { SampleRatio } from './sample-ratio.ts';

/** Why the split of an experiment was not tested. */
export type UntestedReason =
  'no_results' | 'pinned_variant' | 'unknown_share' | 'split_changed' | 'too_few_people';

/** True for a share that arithmetic may be done with: a number, or one written as text. */
const isShare = (value: unknown) =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));

/** PostHog calls the share of a variant by either name. */
const shareOf = (variant: object): unknown => {
  const { rollout_percentage: percentage, split_percent: split } = variant as {
    readonly rollout_percentage?: unknown;
    readonly split_percent?: unknown;
  };
  return percentage ?? split;
};

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
  if (variants.length === 0 || !variants.every((variant) => isShare(shareOf(variant)))) {
    return 'unknown_share';
  }
  if (!arms?.baseline || arms.variants.length === 0) return 'no_results';
  const split = expectedSplit(row) ?? [];
  const hasShare = ({ key }: { readonly key: string }) =>
    split.some((arm) => arm.key === key && arm.weight > 0);
  return [arms.baseline, ...arms.variants].every(hasShare) ? 'too_few_people' : 'split_changed';
}
