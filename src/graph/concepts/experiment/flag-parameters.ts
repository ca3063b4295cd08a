import { isJsonObject } from '../../../posthog/api/json.ts';
import type { Wire } from '../../core/wire.ts';

type Flag = Wire['ExperimentFeatureFlagInput'];
type Filters = NonNullable<Flag['filters']>;
/** PostHog reads the share of a variant of `parameters` from either name; a flag has only the second. */
function variantOf(variant: unknown): unknown {
  if (!isJsonObject(variant)) return variant;
  const { split_percent: share, ...rest } = variant;
  return share === undefined ? rest : { ...rest, rollout_percentage: share };
}

/**
 * Takes the settings of the flag out of `parameters`. PostHog answers them there as a copy of the flag, and has
 * announced to stop accepting them there; `feature_flag` is their place in a write.
 * @param parameters in PostHog's format, as a caller sent them
 * @returns the other parameters, and the settings of the flag; undefined when there are none
 */
export function splitParameters(parameters: unknown): {
  readonly own: unknown;
  readonly flag: Flag | undefined;
} {
  if (!isJsonObject(parameters)) return { own: parameters, flag: undefined };
  const {
    feature_flag_variants: variants,
    rollout_percentage: rollout,
    aggregation_group_type_index: group,
    feature_flag_payloads: payloads,
    ensure_experience_continuity: continuity,
    ...own
  } = parameters;
  // PostHog validates the values of a caller's JSON.
  const filters = {
    ...(Array.isArray(variants) && { multivariate: { variants: variants.map(variantOf) } }),
    ...(rollout != null && { groups: [{ rollout_percentage: rollout }] }),
    ...(group !== undefined && { aggregation_group_type_index: group }),
    ...(payloads != null && { payloads }),
  } as unknown as Filters;
  const flag = {
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(continuity !== undefined && { ensure_experience_continuity: continuity }),
  } as Flag;
  return { own, flag: Object.keys(flag).length > 0 ? flag : undefined };
}
