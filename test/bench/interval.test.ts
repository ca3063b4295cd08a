import { describe, expect, it } from 'vitest';
import { estimateRatio } from '../../bench/compare/interval.ts';

const logarithms = (...ratios: number[]) => ratios.map(Math.log);

describe('the estimate of a ratio', () => {
  it('has the interval of Student’s t-distribution around the mean of the logarithms', () => {
    // Mean 3, standard error 0.70711, and 2.77645 is the quantile of 97.5 % for four degrees of freedom.
    const { ratio, interval } = estimateRatio([1, 2, 3, 4, 5])!;
    expect(Math.log(ratio)).toBeCloseTo(3, 10);
    expect(Math.log(interval[0])).toBeCloseTo(3 - 2.776_445 * Math.SQRT1_2, 5);
    expect(Math.log(interval[1])).toBeCloseTo(3 + 2.776_445 * Math.SQRT1_2, 5);
  });

  it('uses the wide distribution that few rounds have', () => {
    // Of two rounds the quantile is 12.706, where a normal distribution has 1.96.
    const { interval } = estimateRatio([0, 2])!;
    expect(Math.log(interval[1])).toBeCloseTo(1 + 12.706_205, 4);
  });

  it('is significant only when the interval does not contain 1', () => {
    expect(estimateRatio(logarithms(0.9, 0.91, 0.89, 0.9))?.isSignificant).toBe(true);
    expect(estimateRatio(logarithms(0.7, 1.2, 0.8, 0.95))?.isSignificant).toBe(false);
    expect(estimateRatio(logarithms(1, 1, 1))?.isSignificant).toBe(false);
  });

  it('is the inverse of that of the inverse ratios', () => {
    const there = estimateRatio(logarithms(0.5, 0.6, 0.8))!;
    const back = estimateRatio(logarithms(1 / 0.5, 1 / 0.6, 1 / 0.8))!;
    expect(back.ratio).toBeCloseTo(1 / there.ratio, 10);
    expect(back.interval[0]).toBeCloseTo(1 / there.interval[1], 10);
  });

  it('knows nothing from one round but the ratio, and nothing at all from none', () => {
    expect(estimateRatio([Math.LN2])).toEqual({
      ratio: 2,
      interval: [0, Infinity],
      isSignificant: false,
      rounds: 1,
    });
    expect(estimateRatio([])).toBeUndefined();
  });
});
