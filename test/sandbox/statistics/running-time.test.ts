import { describe, expect, it } from 'vitest';
import { calculateRunningTime } from '../../../src/sandbox/statistics/running-time.ts';

type Input = Parameters<typeof calculateRunningTime>[0];

const funnel = (baseline: number, effect: number, variants = 2): Input => ({
  metric_type: 'funnel',
  baseline_value: baseline,
  minimum_detectable_effect: effect,
  number_of_variants: variants,
});
const counts = (variants: number, rate?: number): Input => ({
  metric_type: 'mean_count',
  baseline_value: 4,
  minimum_detectable_effect: 5,
  number_of_variants: variants,
  ...(rate !== undefined && { exposure_rate_per_day: rate }),
});
type Sums = [n: number, sum: number, sq: number, den: number, denSq: number, product: number];
const ratio = (sums: Sums, type: 'ratio' | 'retention' = 'ratio'): Input => {
  const [n, sum, squares, denominator, denominatorSquares, product] = sums;
  return {
    metric_type: type,
    minimum_detectable_effect: 10,
    number_of_variants: 2,
    baseline_stats: {
      number_of_samples: n,
      sum,
      sum_squares: squares,
      denominator_sum: denominator,
      denominator_sum_squares: denominatorSquares,
      numerator_denominator_sum_product: product,
    },
  };
};

// The rows of docs/posthog/running-time.md#worked-examples.
type Outcome = [
  baseline: number | null,
  variance: number | null,
  size: number | null,
  days: number | null,
];
const WORKED: [string, Input, Outcome][] = [
  ['counts, 100 exposures a day', counts(2, 100), [4, 8, 6400, 64]],
  ['counts, three variants', counts(3), [4, 8, 9600, null]],
  ['counts, four variants', counts(4), [4, 8, 12800, null]],
  [
    'sums',
    { ...counts(2), metric_type: 'mean_sum_or_avg', baseline_value: 50 },
    [50, 625, 3200, null],
  ],
  [
    'sums, three variants',
    { ...counts(3), metric_type: 'mean_sum_or_avg', baseline_value: 50 },
    [50, 625, 4800, null],
  ],
  ['funnel', funnel(0.1, 50), [0.1, null, 1152, null]],
  ['funnel, three variants', funnel(0.1, 50, 3), [0.1, null, 1728, null]],
  ['funnel, small effect', funnel(0.05, 10), [0.05, null, 60800, null]],
  ['ratio', ratio([1e4, 5e5, 3e7, 5e4, 3e5, 2.6e6]), [10, 32, 1024, null]],
  ['retention', ratio([1e4, 7000, 7000, 1e4, 1e4, 7000], 'retention'), [0.7, 0.21, 1372, null]],
  [
    'ratio without correlation',
    ratio([1000, 5000, 3e4, 1e4, 105e3, 5e4]),
    [0.5, 0.0625, 800, null],
  ],
  ['ratio with correlation', ratio([1000, 5000, 3e4, 1e4, 105e3, 52e3]), [0.5, 0.0425, 544, null]],
  ['a funnel baseline above one', funnel(1.2, 10), [1.2, null, -533, null]],
  ['a funnel baseline of one', funnel(1, 10), [1, null, 0, null]],
  ['no effect to detect', funnel(0.1, 0), [0.1, null, null, null]],
  ['no baseline', { ...funnel(0, 10), baseline_value: null }, [null, null, null, null]],
];

/** Rounds to nine decimals, and removes a negative zero. */
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(9)) + 0);

describe('running time', () => {
  it.each(WORKED)('of %s equals the worked example', (_title, input, expected) => {
    const result = calculateRunningTime(input);
    const [baseline, variance, size, days] = expected;
    expect(rounded(result.baseline_value)).toBe(baseline);
    expect(rounded(result.variance)).toBe(variance);
    expect(rounded(result.recommended_sample_size)).toBe(size);
    expect(result.recommended_running_time_days).toBe(days);
  });

  it('rounds days up', () => {
    const input: Input = { ...counts(2, 300), minimum_detectable_effect: 50, variance: 125 };
    expect(calculateRunningTime(input)).toMatchObject({
      recommended_sample_size: 1000,
      recommended_running_time_days: 4,
    });
  });

  it('uses the last step of a funnel, and prefers an explicit variance to its own', () => {
    const stats = { number_of_samples: 1000, sum: 500, sum_squares: 500, step_counts: [500, 100] };
    const fromStats = { ...funnel(0, 50), baseline_value: null, baseline_stats: stats };
    expect(calculateRunningTime(fromStats)).toMatchObject({
      baseline_value: 0.1,
      recommended_sample_size: 1152,
    });
    expect(calculateRunningTime({ ...counts(2), variance: 16 })).toMatchObject({
      variance: 16,
      recommended_sample_size: 12800,
    });
  });
});
