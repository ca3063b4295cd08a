import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Arm } from '../../../../../src/graph/concepts/results/result/comparison.ts';
import { sequentialInterval } from '../../../../../src/graph/concepts/results/result/sequential-interval.ts';
import { randomStream } from '../../../../../src/sandbox/statistics/random.ts';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';

const arm = (
  samples: number,
  sum: number,
  sumSquares: number,
  stepCounts: number[] | null = null,
): Arm => ({
  key: 'arm',
  samples,
  sum,
  sumSquares,
  mean: sum / samples,
  denominatorSum: null,
  denominatorSumSquares: null,
  numeratorDenominatorSumProduct: null,
  stepCounts,
  covariateSum: null,
  covariateSumSquares: null,
  covariateSumProduct: null,
  failures: [],
  isSound: true,
});
const funnel = (samples: number, sum: number) => arm(samples, sum, sum, [sum]);

/**
 * The tests of GrowthBook's statistics engine publish the first two to five decimals: −0.55844 to 1.56516 and 0.40098
 * to 0.60675. All were evaluated from the closed formula by a program in another language.
 */
const published = [
  [
    'a mean',
    arm(3_000, 1_396.87, 52_377.9767),
    arm(3_461, 2_422.7, 134_698.29),
    1_000,
    -0.5584405051,
    1.5651626768,
  ],
  ['a funnel', funnel(3_000, 1_396), funnel(3_461, 2_422), 5_000, 0.4009784967, 0.6067482067],
  ['few people', funnel(1_000, 100), funnel(1_000, 150), 5_000, -0.0674626524, 1.0674626524],
] as const;

describe('the always-valid interval', () => {
  it.each(published)(
    'equals published numbers and the closed formula: %s',
    (_what, control, test, tightestAt, lower, upper) => {
      const interval = sequentialInterval(control, test, 0.95, tightestAt);
      expect(interval?.lower).toBeCloseTo(lower, 9);
      expect(interval?.upper).toBeCloseTo(upper, 9);
    },
  );

  it('is wider than the fixed one, and wider at a higher level', () => {
    const [control, test] = [funnel(1_000, 100), funnel(1_000, 150)];
    // docs/posthog/results.md#worked-examples
    const fixed = 0.856_045_114_1 - 0.143_954_860_9;
    const width = (level: number) => {
      const { lower, upper } = sequentialInterval(control, test, level)!;
      return upper - lower;
    };
    expect(width(0.95)).toBeGreaterThan(fixed);
    expect(width(0.99)).toBeGreaterThan(width(0.95));
  });

  it('is null without a baseline to compare with, and without a variance', () => {
    expect(sequentialInterval(funnel(100, 0), funnel(100, 5), 0.95)).toBeNull();
    expect(sequentialInterval(arm(1, 5, 25), arm(1, 6, 36), 0.95)).toBeNull();
  });
});

describe('2,000 experiments without any effect, looked at on each of 30 days', () => {
  const DAYS = 30;
  const EXPERIMENTS = 2_000;
  const PEOPLE = 200;
  const RATE = 0.2;

  /** How many experiments would be called significant on at least one day, by each of the two rules. */
  function falsePositives() {
    let fixed = 0;
    let sequential = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment += 1) {
      const random = randomStream('null experiment', experiment);
      const deviation = Math.sqrt(PEOPLE * RATE * (1 - RATE));
      // Conversions of a day by the normal approximation, which is close for 40 of 200.
      const conversions = () => Math.round(PEOPLE * RATE + deviation * random.normal());
      let [control, test] = [0, 0];
      let [isFixed, isSequential] = [false, false];
      for (let day = 1; day <= DAYS; day += 1) {
        control += conversions();
        test += conversions();
        const arms = [funnel(day * PEOPLE, control), funnel(day * PEOPLE, test)] as const;
        const { lower, upper } = sequentialInterval(...arms, 0.95)!;
        isSequential ||= lower > 0 || upper < 0;
        isFixed ||= Math.abs(zOf(...arms)) > 1.959_964;
      }
      fixed += Number(isFixed);
      sequential += Number(isSequential);
    }
    return { fixed: fixed / EXPERIMENTS, sequential: sequential / EXPERIMENTS };
  }

  /** The statistic of the fixed test: the relative change by its standard error. */
  function zOf(control: Arm, test: Arm): number {
    const [c, t] = [control.mean!, test.mean!];
    const variance =
      (t * (1 - t)) / test.samples / c ** 2 + (t ** 2 * c * (1 - c)) / control.samples / c ** 4;
    return (t - c) / c / Math.sqrt(variance);
  }

  it('are called significant far too often by the fixed interval, and below 5 % by the always-valid one', () => {
    const { fixed, sequential } = falsePositives();
    expect(sequential).toBeLessThan(0.05);
    expect(fixed).toBeGreaterThan(0.2);
    // The figures of docs/deciding.md.
    expect([fixed, sequential]).toEqual([0.2825, 0.023]);
  });
});

describe('VariantResult.sequentialInterval', () => {
  let graph: ChangedGraph;
  beforeAll(async () => {
    graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
  });
  beforeEach(() => {
    graph.posthog.mangles();
  });
  afterAll(() => graph.close());

  const QUERY = `{ experiment(id: "15") { metrics(role: PRIMARY) { latestResult { variants {
    key interval { level } sequentialInterval { lower upper level } } } } } }`;

  it('stands beside the fixed interval, at the same level and for no further call', async () => {
    graph.changes(/metrics_recalculation\/latest/, (json) => {
      const { result } = json.results[0];
      Object.assign(result.baseline, { number_of_samples: 3_000, sum: 1_396, sum_squares: 1_396 });
      Object.assign(result.variant_results[0], {
        number_of_samples: 3_461,
        sum: 2_422,
        sum_squares: 2_422,
      });
    });
    const { data, calls } = await graph.query(QUERY);
    const [first] = data['experiment'].metrics;
    expect(first.latestResult.variants).toEqual([
      {
        key: 'test',
        interval: { level: 0.95 },
        sequentialInterval: {
          lower: expect.closeTo(0.4009784967, 8),
          upper: expect.closeTo(0.6067482067, 8),
          level: 0.95,
        },
      },
    ]);
    expect(calls).toBe(2);
  });

  it('is null where PostHog gives no statistics', async () => {
    graph.changes(/metrics_recalculation\/latest/, (json) => {
      json.results[0].result.variant_results[0].credible_interval = null;
    });
    const { data } = await graph.query(QUERY);
    const [first] = data['experiment'].metrics;
    expect(first.latestResult.variants[0]).toMatchObject({
      interval: null,
      sequentialInterval: null,
    });
  });
});
