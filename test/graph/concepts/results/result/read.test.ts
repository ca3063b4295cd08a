import { describe, expect, it } from 'vitest';
import { readComparison } from '../../../../../src/graph/concepts/results/result/read.ts';

const judge = { goal: 'increase', stats: null } as const;

const arm = (key: string, sum: number) => ({
  key,
  number_of_samples: 100,
  sum,
  sum_squares: sum,
});

describe('results of the retired engine are exposed in the same shape', () => {
  it('a funnel: people who completed it, out of those exposed', () => {
    const { baseline, variants } = readComparison(
      {
        kind: 'ExperimentFunnelsQuery',
        variants: [
          { key: 'test', success_count: 130, failure_count: 870 },
          { key: 'control', success_count: 100, failure_count: 900 },
        ],
        probability: { control: 0.03, test: 0.97 },
        credible_intervals: { test: [0.11, 0.15] },
        significant: true,
      },
      judge,
    );
    expect(baseline).toMatchObject({ key: 'control', samples: 1_000, sum: 100, mean: 0.1 });
    expect(variants).toHaveLength(1);
    expect(variants[0]).toMatchObject({
      key: 'test',
      samples: 1_000,
      sum: 130,
      chanceToWin: 0.97,
      significant: true,
      direction: 'better',
      // Its intervals are of absolute values, so none may be shown as a relative change.
      interval: null,
    });
    expect(variants[0]?.delta).toBeCloseTo(0.3, 12);
  });

  it('a count: events per exposed person, without the squares, which that engine does not report', () => {
    const { baseline, variants } = readComparison(
      {
        variants: [
          { key: 'control', count: 400, exposure: 1, absolute_exposure: 200 },
          { key: 'test', count: 300, exposure: 1, absolute_exposure: 200 },
        ],
        probability: { control: 0.9, test: 0.1 },
        significant: false,
      },
      judge,
    );
    expect(baseline).toMatchObject({ samples: 200, sum: 400, sumSquares: null, mean: 2 });
    expect(variants[0]).toMatchObject({ delta: -0.25, direction: 'worse', chanceToWin: 0.1 });
  });
});

describe('results broken down', () => {
  it('compare the arms separately for the people of each value', () => {
    const { breakdowns } = readComparison(
      {
        baseline: arm('control', 20),
        variant_results: [{ ...arm('test', 30), method: 'bayesian', chance_to_win: 0.94 }],
        breakdown_results: [
          {
            breakdown_value: ['Chrome', 1],
            baseline: arm('control', 10),
            variants: [{ ...arm('test', 20), method: 'bayesian', chance_to_win: 0.9 }],
          },
        ],
      },
      judge,
    );
    expect(breakdowns).toHaveLength(1);
    expect(breakdowns[0]).toMatchObject({
      value: ['Chrome', '1'],
      baseline: { key: 'control', mean: 0.1 },
      variants: [{ key: 'test', delta: 1, chanceToWin: 0.9 }],
    });
  });

  it('are given for an answer without a baseline as well', () => {
    const breakdown = { breakdown_value: ['Firefox'], baseline: arm('control', 10), variants: [] };
    const answer = { baseline: null, variants: [], breakdown_results: [breakdown] };
    const { breakdowns } = readComparison(answer, judge);
    expect(breakdowns).toMatchObject([{ value: ['Firefox'], baseline: { key: 'control' } }]);
  });
});
