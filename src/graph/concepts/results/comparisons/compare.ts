import type { MetricNode } from '../../metric/node.ts';
import { alphaOf, confidenceLevel, type Variant } from '../result/comparison.ts';
import type { MeasuredMetric } from '../result/evidence.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { adjustedPValues, type CorrectionValue } from './correct.ts';

/** One test arm compared with the baseline by one metric. */
export interface ComparisonOfArm {
  readonly node: MetricNode;
  readonly variant: Variant;
  /** Null where there is no p-value. */
  readonly adjustedPValue: number | null;
  /** Null where nothing can be said after the correction. */
  readonly adjustedSignificant: boolean | null;
}

/** All comparisons of some metrics of one experiment, corrected as one family. */
export interface Comparisons {
  readonly correction: CorrectionValue;
  /** The number of comparisons that were corrected together: those that have a p-value. */
  readonly family: number;
  readonly comparisons: readonly ComparisonOfArm[];
}

/** Compares every test arm by every metric. Comparisons without a p-value do not belong to the family. */
export function compareAll(
  measured: readonly MeasuredMetric[],
  correction: CorrectionValue,
): Comparisons {
  const pairs = measured.flatMap(({ node, result }) =>
    (result?.comparison.variants ?? []).map((variant) => ({ node, variant })),
  );
  const tested = pairs.filter(({ variant }) => variant.pValue !== null);
  const adjusted = adjustedPValues(
    tested.map(({ variant }) => variant.pValue!),
    correction,
  );
  const comparisons = pairs.map((pair) => {
    const index = tested.indexOf(pair);
    const adjustedPValue = index < 0 ? null : adjusted[index]!;
    return {
      ...pair,
      adjustedPValue,
      adjustedSignificant: significantAfter(pair, adjustedPValue, correction),
    };
  });
  return { correction, family: tested.length, comparisons };
}

function significantAfter(
  { node, variant }: Pick<ComparisonOfArm, 'node' | 'variant'>,
  adjustedPValue: number | null,
  correction: CorrectionValue,
): boolean | null {
  if (correction === 'none') return variant.significant;
  if (adjustedPValue === null) return null;
  const { stats } = interpretationOf(node);
  return adjustedPValue < alphaOf(confidenceLevel(variant.method, stats));
}
