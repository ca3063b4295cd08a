import { describe, expect, it } from 'vitest';
import { metricResult, readStatsSettings } from '../../../src/sandbox/statistics/statistics.ts';
import type { ArmTotals, MetricType } from '../../../src/sandbox/statistics/statistics.ts';

const funnel = (key: string, sum: number): ArmTotals => ({
  key,
  number_of_samples: 1000,
  sum,
  sum_squares: sum,
  step_counts: [400, sum],
});
const mean = (key: string, n: number, sum: number, squares: number): ArmTotals => ({
  key,
  number_of_samples: n,
  sum,
  sum_squares: squares,
});
const ratio = (key: string, sum: number, squares: number, product: number): ArmTotals => ({
  key,
  number_of_samples: 1e4,
  sum,
  sum_squares: squares,
  denominator_sum: 5e4,
  denominator_sum_squares: 3e5,
  numerator_denominator_sum_product: product,
});

const retention = (key: string, back: number): ArmTotals => ({
  key,
  number_of_samples: 2000,
  sum: back,
  sum_squares: back,
  denominator_sum: 1500,
  denominator_sum_squares: 1500,
  numerator_denominator_sum_product: back,
});

interface Worked {
  title: string;
  type: MetricType;
  arms: [ArmTotals, ArmTotals];
  level?: number;
  bayesian: [chance: number, low: number, high: number, significant: boolean];
  frequentist: [p: number, low: number, high: number, significant: boolean];
}

// The table of docs/posthog/results.md#worked-examples, computed by another implementation.
const WORKED: Worked[] = [
  {
    title: 'funnel 100/1000 → 130/1000',
    type: 'funnel',
    arms: [funnel('control', 100), funnel('test', 130)],
    bayesian: [0.9672763417, -0.0191793977, 0.6191793977, true],
    frequentist: [0.0655973326, -0.0193753723, 0.6193753723, false],
  },
  {
    title: 'funnel 100/1000 → 150/1000',
    type: 'funnel',
    arms: [funnel('control', 100), funnel('test', 150)],
    bayesian: [0.9970420745, 0.1439548609, 0.8560451391, true],
    frequentist: [0.0059709157, 0.1437326251, 0.8562673749, true],
  },
  {
    title: 'funnel 100/1000 → 150/1000 at 99 %',
    type: 'funnel',
    arms: [funnel('control', 100), funnel('test', 150)],
    level: 0.99,
    bayesian: [0.9970420745, 0.0320773698, 0.9679226302, true],
    frequentist: [0.0059709157, 0.0316166404, 0.9683833596, true],
  },
  {
    title: 'funnel 100/1000 → 60/1000',
    type: 'funnel',
    arms: [funnel('control', 100), funnel('test', 60)],
    bayesian: [0.0000109412, -0.5846947599, -0.2153052401, true],
    frequentist: [0.0000229383, -0.5848126131, -0.2151873869, true],
  },
  {
    title: 'funnel, equal arms',
    type: 'funnel',
    arms: [funnel('control', 100), funnel('test', 100)],
    bayesian: [0.5, -0.2629567622, 0.2629567622, false],
    frequentist: [1, -0.2631161532, 0.2631161532, false],
  },
  {
    title: 'mean of 500 and 510 users',
    type: 'mean',
    arms: [mean('control', 500, 2500, 15000), mean('test', 510, 2750, 17600)],
    bayesian: [0.9956586654, 0.0198547872, 0.1370079578, true],
    frequentist: [0.0088140254, 0.0197843343, 0.1370784108, true],
  },
  {
    title: 'mean of 1000 users each',
    type: 'mean',
    arms: [mean('control', 1000, 5000, 30000), mean('test', 1000, 5500, 36000)],
    bayesian: [0.9999978933, 0.0573973763, 0.1426026237, true],
    frequentist: [0.0000044789, 0.057371427, 0.142628573, true],
  },
  {
    title: 'ratio',
    type: 'ratio',
    arms: [ratio('control', 5e5, 3e7, 2.6e6), ratio('test', 5.1e5, 3.1e7, 2.65e6)],
    bayesian: [0.993121734, 0.0040883525, 0.0359116475, true],
    frequentist: [0.0137648884, 0.0040873893, 0.0359126107, true],
  },
];

function judge(type: MetricType, arms: ArmTotals[], config: unknown) {
  const result = metricResult({ metric_type: type }, arms, 'control', readStatsSettings(config));
  const [variant] = result.variant_results;
  if (!variant) throw new Error('no variant result');
  return { ...result, variant };
}

function expectNumbers(got: (number | null | undefined)[], want: number[]) {
  expect(got).toHaveLength(want.length);
  for (const [i, value] of want.entries())
    expect(Math.abs((got[i] ?? NaN) - value)).toBeLessThan(1e-6);
}

describe('statistics of one metric', () => {
  it.each(WORKED)('matches the worked example $title, bayesian', (row) => {
    const config = { method: 'bayesian', bayesian: { ci_level: row.level ?? 0.95 } };
    const { variant } = judge(row.type, row.arms, config);
    if (variant.method !== 'bayesian') throw new Error('another method');
    const [chance, low, high, significant] = row.bayesian;
    expectNumbers(
      [variant.chance_to_win, ...(variant.credible_interval ?? [])],
      [chance, low, high],
    );
    expect(variant.significant).toBe(significant);
  });

  it.each(WORKED)('matches the worked example $title, frequentist', (row) => {
    const config = { method: 'frequentist', frequentist: { alpha: 1 - (row.level ?? 0.95) } };
    const { variant } = judge(row.type, row.arms, config);
    if (variant.method !== 'frequentist') throw new Error('another method');
    const [p, low, high, significant] = row.frequentist;
    expectNumbers([variant.p_value, ...(variant.confidence_interval ?? [])], [p, low, high]);
    expect(variant.significant).toBe(significant);
  });

  it('treats retention as the ratio of users who returned to users who started', () => {
    const { variant } = judge('retention', [retention('control', 600), retention('test', 720)], {});
    if (variant.method !== 'bayesian' || !variant.credible_interval) throw new Error('no interval');
    const [low, high] = variant.credible_interval;
    expect((low + high) / 2).toBeCloseTo(0.2, 9);
    expect(variant.chance_to_win).toBeGreaterThan(0.999);
  });

  it('omits all statistics when the baseline has too little data', () => {
    const tiny = { ...funnel('control', 3), number_of_samples: 49 };
    const { baseline, variant } = judge('funnel', [tiny, funnel('test', 130)], {});
    expect(baseline.validation_failures).toEqual([
      'not-enough-exposures',
      'not-enough-metric-data',
    ]);
    expect(variant).toMatchObject({
      validation_failures: [],
      number_of_samples: 1000,
      sum: 130,
      method: 'bayesian',
      chance_to_win: null,
      credible_interval: null,
      significant: null,
    });
  });

  it('omits only the statistics of a variant with too little data', () => {
    const arms = [funnel('control', 100), funnel('a', 4), funnel('b', 150)];
    const { variant_results: results } = judge('funnel', arms, { method: 'frequentist' });
    expect(results[0]).toMatchObject({
      key: 'a',
      validation_failures: ['not-enough-metric-data'],
      p_value: null,
    });
    expect(results[1]).toMatchObject({ key: 'b', significant: true });
  });

  it('reports a baseline of zero, and answers zeros without exposures', () => {
    const { baseline, variant } = judge(
      'mean',
      [mean('control', 0, 0, 0), mean('test', 0, 0, 0)],
      {},
    );
    expect(baseline).toMatchObject({
      number_of_samples: 0,
      sum: 0,
      validation_failures: ['not-enough-exposures', 'baseline-mean-is-zero'],
    });
    expect(variant.validation_failures).toEqual(['not-enough-exposures']);
  });

  it('answers nulls without a validation failure when the estimator fails', () => {
    const everyone = funnel('test', 998);
    const { variant } = judge('funnel', [funnel('control', 100), everyone], {});
    expect(variant).toMatchObject({ validation_failures: [], chance_to_win: null });
  });

  it('refuses to compare with a missing baseline', () => {
    expect(() => judge('funnel', [funnel('a', 10), funnel('b', 10)], {})).toThrow(RangeError);
  });
});
