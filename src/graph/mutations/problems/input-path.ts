/** Where the input calls a field otherwise than the camel-cased wire name. */
const renamed: Readonly<Record<string, string>> = {
  type: 'kind',
  metrics_secondary: 'secondaryMetrics',
  saved_metrics_ids: 'savedMetrics',
  running_time_calculation: 'runningTime',
  primary_metrics_ordered_uuids: 'primaryMetricsOrder',
  secondary_metrics_ordered_uuids: 'secondaryMetricsOrder',
  get_feature_flag_key: 'featureFlagKey',
  target_team_id: 'targetProjectId',
  filters: 'groups',
  query: 'metric',
  version: 'expectedVersion',
};

/** Refusals PostHog attributes to no field, or to the wrong one, by the field they speak of. */
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
];

const camel = (name: string) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/**
 * The input's path for a field PostHog blamed: `conclusion_comment` → `conclusionComment`,
 * `exposure_criteria__exposure_config` → `exposureCriteria.exposureConfig`.
 * @returns null when the input has no such field, or PostHog named none and its sentence is not known
 */
export function inputPath(
  attr: string | null,
  message: string,
  inputFields: ReadonlySet<string>,
): string | null {
  const known = spoken.find(([text]) => text.test(message))?.[1];
  if (known !== undefined && inputFields.has(known.split('.')[0]!)) return known;
  if (attr === null) return null;
  const [first = '', ...rest] = attr.split('__');
  const candidates = [renamed[first], camel(first)];
  const field = candidates.find((name) => name !== undefined && inputFields.has(name));
  return field === undefined ? null : [field, ...rest.map(camel)].join('.');
}
