import { describe, expect, it } from 'vitest';
import {
  meanOf,
  relativeChange,
  varianceOf,
  type Totals,
} from '../../../../../src/graph/concepts/results/result/arithmetic.ts';

const totals = (samples: number, sum: number, sumSquares: number | null, more = {}): Totals => ({
  samples,
  sum,
  sumSquares,
  denominatorSum: null,
  denominatorSumSquares: null,
  numeratorDenominatorSumProduct: null,
  ...more,
});
const ratio = totals(10_000, 500_000, 30_000_000, {
  denominatorSum: 50_000,
  denominatorSumSquares: 300_000,
  numeratorDenominatorSumProduct: 2_600_000,
});
const retention = totals(10_000, 7_000, 7_000, {
  denominatorSum: 10_000,
  denominatorSumSquares: 10_000,
  numeratorDenominatorSumProduct: 7_000,
});

describe('mean and variance of an arm equal those of PostHog’s estimators', () => {
  // Computed by hand: p(1 − p); (15000 − 2500²/500)/499; for the ratio the population's 32 times
  // n/(n − 1).
  it.each([
    ['funnel', totals(1_000, 100, 100), true, 0.1, 0.09],
    ['mean', totals(500, 2_500, 15_000), false, 5, 2_500 / 499],
    ['ratio', ratio, false, 10, (32 * 10_000) / 9_999],
    ['retention', retention, false, 0.7, (0.21 * 10_000) / 9_999],
  ])('%s', (_kind, arm, isProportion, mean, variance) => {
    expect(meanOf(arm)).toBeCloseTo(mean, 12);
    expect(varianceOf(arm, isProportion)).toBeCloseTo(variance, 9);
  });

  it('is null where the divisor is zero', () => {
    expect(meanOf(totals(0, 0, 0))).toBeNull();
    expect(meanOf({ ...ratio, denominatorSum: 0 })).toBeNull();
    expect(varianceOf(totals(1, 5, 25), false)).toBeNull();
    expect(varianceOf(totals(10, 5, null), false)).toBeNull();
  });
});

describe('the relative change', () => {
  it.each([
    [0.1, 0.13, 0.3],
    [5, 2_750 / 510, 0.0784313725],
    [10, 10.2, 0.02],
    [0.1, 0.06, -0.4],
    [4, 4, 0],
  ])('from %d to %d is %d', (baseline, test, change) => {
    expect(relativeChange(baseline, test)).toBeCloseTo(change, 9);
  });

  it('is null from zero and from an unknown mean', () => {
    expect(relativeChange(0, 5)).toBeNull();
    expect(relativeChange(0, 0)).toBeNull();
    expect(relativeChange(null, 5)).toBeNull();
    expect(relativeChange(5, null)).toBeNull();
  });
});
