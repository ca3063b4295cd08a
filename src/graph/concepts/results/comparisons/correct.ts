export type CorrectionValue = 'none' | 'bonferroni' | 'benjamini_hochberg';

/**
 * Adjusted p-values of a family of tests, in the same order. A test is significant after the correction where its
 * adjusted p-value is below alpha.
 *
 * Bonferroni, which bounds the probability of any false positive: min(1, m·p). Benjamini and Hochberg (Controlling the
 * false discovery rate, Journal of the Royal Statistical Society B 57(1), 1995), which bounds the expected share of
 * false positives among the significant: with p sorted, the smallest m·p(k)/k of all k ≥ i.
 */
export function adjustedPValues(
  pValues: readonly number[],
  correction: CorrectionValue,
): readonly number[] {
  const tests = pValues.length;
  if (correction === 'none') return pValues;
  if (correction === 'bonferroni') return pValues.map((p) => Math.min(1, p * tests));
  const adjusted = Array.from(pValues);
  const largestFirst = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  let smallest = 1;
  for (const [place, { p, index }] of largestFirst.entries()) {
    smallest = Math.min(smallest, (p * tests) / (tests - place));
    adjusted[index] = smallest;
  }
  return adjusted;
}
