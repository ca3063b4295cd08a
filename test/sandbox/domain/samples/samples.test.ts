import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResultRecipe } from '../../../../src/sandbox/model/entities.ts';
import { sampler } from '../../../../src/sandbox/domain/samples/samples.ts';
import type { ArmTotals } from '../../../../src/sandbox/statistics/statistics.ts';

const event = (name: string) => ({ kind: 'EventsNode', event: name });

const METRICS = [
  { metric_type: 'funnel', series: [event('a'), event('b'), event('c')] },
  { metric_type: 'mean', source: event('a') },
  { metric_type: 'mean', goal: 'decrease', source: event('a') },
  { metric_type: 'mean', source: { ...event('a'), math: 'sum', math_property: 'p' } },
  { metric_type: 'mean', threshold: 1, source: event('a') },
  { metric_type: 'ratio', numerator: event('a'), denominator: event('b') },
  { metric_type: 'retention', start_event: event('a'), completion_event: event('b') },
];

const recipes = fc.record({
  id: fc.constant(1),
  experiment: fc.nat(10_000),
  metric: fc.constantFrom(...METRICS).map((metric) => ({ kind: 'ExperimentMetric', ...metric })),
  start_date: fc.constant('2026-03-01T09:30:00Z'),
  daily_exposures: fc.integer({ min: 0, max: 20_000 }),
  arms: fc
    .array(fc.double({ min: -0.45, max: 0.45, noNaN: true }), { minLength: 2, maxLength: 4 })
    .map((lifts) =>
      lifts.map((lift, index) => ({ key: `arm-${index}`, share: 1 / lifts.length, lift })),
    ),
  baseline: fc.constant('arm-0'),
  stats_config: fc.constant({}),
});

const spread = (n: number, sum: number, squares: number) => squares - sum ** 2 / Math.max(1, n);

/** Half a cent of rounding per day, over at most sixty days. */
const ROUNDING = 1;

const isPossible = (arm: ArmTotals): boolean => {
  const { number_of_samples: n, denominator_sum: denominator } = arm;
  const own = spread(n, arm.sum, arm.sum_squares);
  if (n === 0) return arm.sum === 0 && arm.sum_squares === 0;
  if (denominator == null) return own >= -ROUNDING;
  const other = spread(n, denominator, arm.denominator_sum_squares ?? 0);
  const product = arm.numerator_denominator_sum_product ?? 0;
  const shared = product - (arm.sum * denominator) / n;
  return own >= -ROUNDING && other >= -ROUNDING && shared ** 2 <= own * other * 1.001 + ROUNDING;
};

const funnelFalls = ({ number_of_samples: n, sum, step_counts: steps }: ArmTotals): boolean =>
  steps == null ||
  (steps.every((count, step) => count <= (steps[step - 1] ?? n)) && steps.at(-1) === sum);

const recipeOf = (metric: object): ResultRecipe => ({
  id: 1,
  experiment: 7,
  metric: { kind: 'ExperimentMetric', ...metric },
  start_date: '2026-03-01T09:30:00Z',
  daily_exposures: 900,
  arms: [
    { key: 'control', share: 0.5, lift: 0 },
    { key: 'test', share: 0.5, lift: 0.1 },
  ],
  baseline: 'control',
  stats_config: {},
});

describe('samples of a metric', () => {
  it('are totals that a group of users could have produced', () => {
    fc.assert(
      fc.property(recipes, fc.double({ min: 0, max: 60, noNaN: true }), (recipe, days) => {
        for (const arm of sampler(recipe)(days)) {
          expect(arm).toSatisfy(isPossible);
          expect(arm).toSatisfy(funnelFalls);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('only grow from one whole day to the next', () => {
    fc.assert(
      fc.property(recipes, fc.integer({ min: 0, max: 40 }), (recipe, day) => {
        const totalsAt = sampler(recipe);
        const later = totalsAt(day + 1);
        for (const [index, arm] of totalsAt(day).entries()) {
          expect(later[index]?.number_of_samples).toBeGreaterThanOrEqual(arm.number_of_samples);
          expect(later[index]?.sum).toBeGreaterThanOrEqual(arm.sum);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on earlier calls', () => {
    fc.assert(
      fc.property(recipes, fc.array(fc.nat(50), { maxLength: 5 }), (recipe, askedBefore) => {
        const asked = sampler(recipe);
        for (const day of askedBefore) asked(day);
        expect(asked(21.5)).toEqual(sampler(recipe)(21.5));
      }),
      { numRuns: 40 },
    );
  });

  it('expose the same people to every metric of an experiment', () => {
    const exposed = METRICS.map((metric) =>
      sampler(recipeOf(metric))(9).map((arm) => arm.number_of_samples),
    );
    for (const counts of exposed) expect(counts).toEqual(exposed[0]);
  });
});
