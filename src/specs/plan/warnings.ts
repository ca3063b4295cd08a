import type { Change } from './directory-plan.ts';

/** How a change of these parts of a spec affects an experiment that was launched. */
const EFFECTS: readonly (readonly [parts: RegExp, effect: string])[] = [
  [
    /^flag\./,
    'It was launched: changing its flag changes who gets which variant, and its results mix people from before and after.',
  ],
  [
    /^(metrics|secondaryMetrics|sharedMetrics)$/,
    'It was launched: results of changed metrics are computed anew, and choosing metrics after seeing results misleads.',
  ],
  [
    /^(statsConfig|exposureCriteria|excludedVariants|onlyCountMaturedUsers|holdout)\b/,
    'It was launched: this changes how its results are computed, also for the days that have passed.',
  ],
];

/**
 * What to know before changes are applied, as sentences.
 * @param status of the existing experiment, in PostHog's words; null for a new one
 */
export function warningsOf(
  changes: readonly Change[],
  status: string | null,
  isArchived: boolean,
): readonly string[] {
  if (status === null) return [];
  const touches = (parts: RegExp) => changes.some(({ path }) => parts.test(path));
  const renamed = changes.find(({ path }) => path === 'name');
  const launched = status === 'draft' ? [] : EFFECTS.filter(([parts]) => touches(parts));
  return [
    ...(renamed
      ? [`The only experiment on this flag is renamed; it was ${JSON.stringify(renamed.before)}.`]
      : []),
    ...launched.map(([, effect]) => effect),
    ...(isArchived && changes.length > 0 ? ['It is archived, and stays so.'] : []),
  ];
}
