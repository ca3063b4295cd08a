import { getNamedType, isInputObjectType, type GraphQLInputFieldMap } from 'graphql';
import { inputFieldOf } from '../../core/wire-names.ts';

/** Names PostHog blames that are those of its own code and not of a property of the request. */
const internalNames: Readonly<Record<string, string>> = {
  get_feature_flag_key: 'feature_flag_key',
};

/** Refusals PostHog attributes to no field, or to the wrong one, by the field they are about. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/^Variant '.*' not found on feature flag/, 'variantKey'],
  [/^End date must be after start date/, 'endDate'],
  [/^Invalid stats method/, 'statsConfig.method'],
  [/^Invalid baseline_variant_key/, 'statsConfig.baselineVariantKey'],
  [/^(Event\(s\)|Action\(s\) with ID) /, 'metrics'],
  [/^Can't update keys: get_feature_flag_key/, 'featureFlagKey'],
  [/^Can't update feature_flag_variants/, 'variants'],
  [/^Feature flag variants? (must|at index)/, 'variants'],
  [/^Feature flag must have (at least 2 variants|a variant)/, 'variants'],
  [/^Each variant must include split_percent/, 'variants'],
  [/^A feature flag with key /, 'featureFlagKey'],
  [/^Rollout percentage must be/, 'exclusionPercentage'],
  [/^Filters (are required|must not be empty)/, 'exclusionPercentage'],
  [/^A shared metric with this name/, 'name'],
  // `metric` is the field of a shared metric; PostHog blames the lists of an experiment by name.
  [/^(Saved metric UUID cannot be changed|Query is required)/, 'metric'],
  [/^(Invalid metric|ExperimentMetric (requires a )?metric_type)\b/, 'metric'],
  [/\b(data_warehouse_join_key is required|conversion_window_unit)\b/, 'metric'],
  [/\b(threshold (must be|cannot be combined)|experiment exposure start)\b/, 'metric'],
];

/**
 * The input's path for a field PostHog blamed: `conclusion_comment` → `conclusionComment`,
 * `running_time_calculation__recommended_running_time` → `runningTime.recommendedRunningTimeDays`.
 * It goes as deep as the input has the names that PostHog says.
 * @returns null when the input has no such field, or PostHog named none and its sentence is not known
 */
export function inputPath(
  attr: string | null,
  message: string,
  inputFields: GraphQLInputFieldMap,
): string | null {
  const known = spoken.find(([text]) => text.test(message))?.[1];
  const [spokenOf = ''] = known?.split('.') ?? [];
  if (known !== undefined && spokenOf in inputFields) return known;
  if (attr === null) return null;
  const [first = '', ...rest] = attr.split('__');
  return pathOf([internalNames[first] ?? first, ...rest], inputFields).join('.') || null;
}

function pathOf([name, ...rest]: readonly string[], fields: GraphQLInputFieldMap): string[] {
  const found = name === undefined ? undefined : inputFieldOf(fields, name);
  if (!found) return [];
  const [field, { type }] = found;
  // Lists are indexed: `variants__1__key`.
  const [index, ...below] = rest;
  const isIndexed = index !== undefined && /^\d+$/.test(index);
  const inner = getNamedType(type);
  return [
    field,
    ...(isIndexed ? [index] : []),
    ...(isInputObjectType(inner) ? pathOf(isIndexed ? below : rest, inner.getFields()) : []),
  ];
}
