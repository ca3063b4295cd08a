import {
  alphaOf,
  confidenceLevel,
  type Comparison,
  type GoalInterpretation,
  type Variant,
} from './comparison.ts';
import { alphaInWords, chance, levelInWords, percent, pValue, unlikeMeans } from './words.ts';

export type VerdictStateValue =
  'winning' | 'losing' | 'inconclusive' | 'not_enough_data' | 'no_data';

export interface Verdict {
  readonly state: VerdictStateValue;
  /** Key of the variant the verdict is about; null when it is about none in particular. */
  readonly variant: string | null;
  readonly because: string;
}

/**
 * What a result means for the metric's goal. A variant that is significantly better makes it
 * `winning`, whatever the others show; else one that is significantly worse makes it `losing`. Of
 * several, the one with the largest change is named. `not_enough_data` means PostHog gave no
 * statistics for any variant.
 * @param error why the newest run could not compute the metric
 */
export function verdictOf(
  comparison: Comparison | null,
  interpretation: GoalInterpretation,
  error: string | null = null,
): Verdict {
  const { baseline = null, variants = [] } = comparison ?? {};
  if (!baseline || variants.length === 0) {
    const because =
      error === null ? 'Nothing has been computed yet.' : `PostHog could not compute it: ${error}`;
    return { state: 'no_data', variant: null, because };
  }
  const decided = variants.filter(({ significant }) => significant === true);
  const better = withLargestChange(decided.filter(({ direction }) => direction === 'better'));
  if (better) return named('winning', better, baseline.key, interpretation);
  const worse = withLargestChange(decided.filter(({ direction }) => direction === 'worse'));
  if (worse) return named('losing', worse, baseline.key, interpretation);

  const judged = withLargestChange(variants.filter(({ significant }) => significant !== null));
  if (judged) return named('inconclusive', judged, baseline.key, interpretation);
  const short = [baseline, ...variants].find(({ failures }) => failures.length > 0);
  return {
    state: 'not_enough_data',
    variant: short?.key ?? null,
    because: short
      ? `${short.key}: ${short.failures.map((failure) => reasons[failure] ?? failure).join(', ')}.`
      : 'PostHog could not compute statistics from the data so far.',
  };
}

const reasons: Readonly<Record<string, string>> = {
  'not-enough-exposures': 'fewer than 50 people exposed',
  'not-enough-metric-data': 'fewer than 5 conversions',
  'baseline-mean-is-zero': 'the baseline is zero, so there is no relative change',
};

function withLargestChange(variants: readonly Variant[]): Variant | undefined {
  return variants.toSorted(
    (one, other) => Math.abs(other.estimatedChange ?? 0) - Math.abs(one.estimatedChange ?? 0),
  )[0];
}

function named(
  state: VerdictStateValue,
  variant: Variant,
  baselineKey: string,
  interpretation: GoalInterpretation,
): Verdict {
  const { goal } = interpretation;
  const wanted =
    goal === null
      ? 'whether that is better is not known, since this API does not know the goal of the metric'
      : `the goal is to ${goal}`;
  const change = changeOf(variant, baselineKey);
  const evidence = evidenceOf(variant, interpretation);
  return { state, variant: variant.key, because: `${change}; ${wanted}; ${evidence}.` };
}

function changeOf(variant: Variant, baselineKey: string): string {
  const { key, estimatedChange: change } = variant;
  if (change === null) return `${key} against ${baselineKey}`;
  const differs =
    change === 0 ? 'equals' : `is ${percent(Math.abs(change))} ${change > 0 ? 'above' : 'below'}`;
  return `${key} ${differs} ${baselineKey}${unlikeMeans(variant)}`;
}

function evidenceOf(variant: Variant, { stats }: GoalInterpretation): string {
  const level = confidenceLevel(variant.method, stats);
  const significance = variant.significant ? 'significant' : 'not significant';
  if (variant.pValue !== null) {
    const alpha = alphaOf(level);
    return `${pValue(variant.pValue, alpha)}, ${significance} at ${alphaInWords(alpha)}`;
  }
  if (variant.chanceToImprove === null) return significance;
  return `chance to be better ${chance(variant.chanceToImprove, level)}, ${significance} at ${levelInWords(level)}`;
}
