import { describe, expect, it } from 'vitest';
import { daysToSignificance } from '../../../../../src/graph/concepts/results/result/days-to-significance.ts';
import { readComparison } from '../../../../../src/graph/concepts/results/result/read.ts';

/**
 * A result as PostHog answers it: the first arm is the baseline; nothing is significant unless
 * specified.
 */
const result = (arms: [samples: number, sum: number, squares?: number][], significant = false) => {
  const wire = arms.map(([number_of_samples, sum, sum_squares = sum], index) => ({
    key: index === 0 ? 'control' : `test-${index}`,
    number_of_samples,
    sum,
    sum_squares,
    method: 'bayesian' as const,
    significant,
  }));
  return readComparison(
    { baseline: wire[0]!, variant_results: wire.slice(1) },
    { goal: 'increase', stats: null },
  );
};
const FUNNEL = result([
  [1_024, 256],
  [1_024, 288],
]);

describe('days to significance', () => {
  // p = 1/4, d = 1/32, V = 3/16: 16·V/d² = 3072 per arm, 6144 for two; 2048 were exposed in 4 days,
  // 4096 more take 8.
  it('are the days until PostHog’s sample size is reached at the current rate', () => {
    expect(daysToSignificance(FUNNEL, { elapsed: 4, since: 0 }, true)).toBe(8);
    expect(daysToSignificance(FUNNEL, { elapsed: 1, since: 0 }, true)).toBe(2);
  });

  it('count from now, not from the last data', () => {
    expect(daysToSignificance(FUNNEL, { elapsed: 4, since: 3 }, true)).toBe(5);
  });

  it('are at least one while nothing is significant', () => {
    expect(daysToSignificance(FUNNEL, { elapsed: 4, since: 20 }, true)).toBe(1);
  });

  // Three arms need 9216; 3072 were exposed in 4 days.
  it('require more people for every arm, based on the largest difference', () => {
    const three = result([
      [1_024, 256],
      [1_024, 256],
      [1_024, 288],
    ]);
    expect(daysToSignificance(three, { elapsed: 4, since: 0 }, true)).toBe(8);
  });

  // Mean 4, variance (20476 − 4096²/1024)/1023 = 4, d = 1/8: 4096 per arm; 2048 were exposed in 10
  // days, 6144 more take 30.
  it('use the observed variance of a mean', () => {
    const mean = result([
      [1_024, 4_096, 20_476],
      [1_024, 4_224, 21_000],
    ]);
    expect(daysToSignificance(mean, { elapsed: 10, since: 0 }, false)).toBe(30);
  });

  it('are 0 once a variant is significant', () => {
    const decided = result(
      [
        [1_024, 256],
        [1_024, 384],
      ],
      true,
    );
    expect(daysToSignificance(decided, { elapsed: 4, since: 0 }, true)).toBe(0);
  });

  it.each([
    [
      'no difference',
      result([
        [1_024, 256],
        [1_024, 256],
      ]),
      4,
    ],
    [
      'no exposures',
      result([
        [0, 0],
        [0, 0],
      ]),
      4,
    ],
    [
      'a baseline without spread',
      result([
        [1_024, 0],
        [1_024, 3],
      ]),
      4,
    ],
    ['no elapsed time', FUNNEL, 0],
    [
      'a difference so small that it takes over ten years',
      result([
        [1_024, 256],
        [1_024, 257],
      ]),
      10,
    ],
  ])('are null with %s', (_name, comparison, elapsed) => {
    expect(daysToSignificance(comparison, { elapsed, since: 0 }, true)).toBeNull();
  });
});
