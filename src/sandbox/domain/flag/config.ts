import type { FeatureFlag, FlagVariant } from '../../model/entities.ts';

/**
 * Keys of `parameters` that belong to the flag and are never stored with the experiment
 * (docs/posthog/experiments.md#parameters-mirror-the-flag).
 */
export const FLAG_OWNED_KEYS = [
  'feature_flag_variants',
  'rollout_percentage',
  'aggregation_group_type_index',
  'feature_flag_payloads',
  'ensure_experience_continuity',
] as const;

export const flagVariantsOf = (flag: FeatureFlag | undefined): FlagVariant[] =>
  flag?.filters.multivariate?.variants ?? [];

/** Key of the baseline variant: the pinned one, else `control`, else the first. */
export function baselineKey(variants: readonly { key: string }[], pinned: unknown): string {
  if (typeof pinned === 'string' && pinned !== '') return pinned;
  const control = variants.find(({ key }) => key === 'control');
  return (control ?? variants[0])?.key ?? 'control';
}

/** The linked flag's configuration as `parameters` contains it on every read. */
export function flagProjection(flag: FeatureFlag): Record<string, unknown> {
  const { filters } = flag;
  const payloads = filters.payloads ?? {};
  const projection: Record<string, unknown> = {
    feature_flag_variants: flagVariantsOf(flag).map((variant) => ({
      ...variant,
      split_percent: variant.rollout_percentage,
    })),
  };
  const [first] = filters.groups;
  if (first) projection['rollout_percentage'] = first.rollout_percentage ?? null;
  if (filters.aggregation_group_type_index != null) {
    projection['aggregation_group_type_index'] = filters.aggregation_group_type_index;
  }
  if (Object.keys(payloads).length > 0) projection['feature_flag_payloads'] = payloads;
  if (flag.ensure_experience_continuity !== null) {
    projection['ensure_experience_continuity'] = flag.ensure_experience_continuity;
  }
  return projection;
}
