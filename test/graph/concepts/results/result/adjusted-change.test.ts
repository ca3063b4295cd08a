import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';
import { control, load } from '../../../../support/sandbox-control.ts';

let graph: ChangedGraph;
beforeEach(async () => {
  graph = await startChangedGraph();
});
afterEach(() => graph.close());

const PEOPLE = 2_000;
const CONTROL_SUM = 10_000;

/** The counts of an arm with the covariates of CUPED. */
const arm = (key: string, sum: number) => ({
  key,
  number_of_samples: PEOPLE,
  sum,
  sum_squares: 6 * sum,
  covariate_sum: CONTROL_SUM,
  covariate_sum_squares: 60_000,
  covariate_sum_product: 60_000,
  validation_failures: [],
});

const bayesian = (sum: number, chance: number, interval: readonly number[] | null) => ({
  ...arm('test', sum),
  method: 'bayesian',
  chance_to_win: chance,
  credible_interval: interval,
  significant: true,
});

const frequentist = (sum: number, p: number, interval: readonly number[]) => ({
  ...arm('test', sum),
  method: 'frequentist',
  p_value: p,
  confidence_interval: interval,
  significant: true,
});

/** Starts an experiment with one metric, and sets its newest result at the planned end. */
async function experimentWith(goal: string, variant: object, more: object = {}) {
  const start = '2026-06-01T12:00:00Z';
  const { id } = await load(graph.sandbox, {
    now: start,
    experiment: {
      name: 'Adjusted',
      feature_flag_key: 'adjusted',
      start_date: start,
      running_time_calculation: { recommended_running_time: 14 },
      metrics: [
        {
          kind: 'ExperimentMetric',
          metric_type: 'mean',
          name: 'Value',
          goal,
          source: { kind: 'EventsNode', event: 'e' },
        },
      ],
      ...more,
    },
  });
  await control(graph.sandbox, 'clock', { now: '2026-06-20T12:00:00Z' });
  graph.changes(/metrics_recalculation\/latest/, (json) => {
    Object.assign(json.results[0], {
      status: 'completed',
      error_message: null,
      result: {
        kind: 'ExperimentQuery',
        baseline: arm('control', CONTROL_SUM),
        variant_results: [variant],
      },
    });
  });
  return id;
}

const judged = async (id: string) => {
  const { data, errors, calls } = await graph.query(`{ experiment(id: ${id}) {
    metrics { verdict { state because } latestResult { variants { delta direction } } }
    decision { recommendation }
  } }`);
  expect(errors).toBeUndefined();
  const {
    metrics: [{ verdict, latestResult }],
    decision,
  } = data['experiment'];
  const [{ delta, direction }] = latestResult.variants;
  return { delta, direction, ...verdict, ...decision, calls };
};

describe('what a result means where the statistics are adjusted', () => {
  it.each([
    [
      'a gain by the interval is a win, although the plain mean is lower',
      'increase',
      bayesian(9_900, 0.993, [0.012, 0.062]),
      {
        delta: expect.closeTo(-0.01) as number,
        direction: 'BETTER',
        state: 'WINNING',
        recommendation: 'SHIP',
        because:
          'test is 3.7 % above control, while the plain means differ by -1.0 %; the goal is to increase; chance to be better 99.3 %, significant at 95.0 %.',
      },
    ],
    [
      'a harm by the interval is a loss, although the plain mean goes towards the goal',
      'decrease',
      frequentist(9_900, 0.004, [0.012, 0.062]),
      { direction: 'WORSE', state: 'LOSING', recommendation: 'ROLL_BACK' },
    ],
    [
      'a gain is a win, although the plain means are equal',
      'increase',
      bayesian(10_000, 0.99, [0.01, 0.05]),
      {
        delta: 0,
        direction: 'BETTER',
        state: 'WINNING',
        recommendation: 'SHIP',
        because: expect.stringMatching(
          /^test is 3\.0 % above control, while the plain means differ by 0\.0 %;/,
        ) as string,
      },
    ],
    [
      'the chance to win says the side where there is no interval, and no number is given for the change',
      'decrease',
      bayesian(9_900, 0.993, null),
      {
        direction: 'WORSE',
        state: 'LOSING',
        recommendation: 'ROLL_BACK',
        because:
          'test against control; the goal is to decrease; chance to be better 0.7 %, significant at 95.0 %.',
      },
    ],
    [
      'a change that both show is said once',
      'increase',
      bayesian(10_300, 0.999, [0.012, 0.062]),
      {
        delta: expect.closeTo(0.03) as number,
        state: 'WINNING',
        because: expect.stringMatching(/^test is 3\.7 % above control; the goal/) as string,
      },
    ],
  ])('%s: 2 calls', async (_name, goal, variant, answer) => {
    const id = await experimentWith(goal, variant);
    expect(await judged(id)).toMatchObject({ ...answer, calls: 2 });
  });

  it('a decision before the planned end counts an always-valid interval only on the same side: 2 calls', async () => {
    const plan = { running_time_calculation: { recommended_running_time: 100 } };
    // The plain means fall by 30 %, which the always-valid interval of the plain totals is sure of.
    const id = await experimentWith('increase', bayesian(7_000, 0.993, [0.012, 0.062]), plan);
    expect(await judged(id)).toMatchObject({
      direction: 'BETTER',
      recommendation: 'KEEP_RUNNING',
      calls: 2,
    });
  });

  it('the warnings before a shipment name the change that is significant, and that of the plain means: 2 calls', async () => {
    const id = await experimentWith('decrease', frequentist(9_900, 0.004, [0.012, 0.062]));
    const { data, calls } = await graph.query(`mutation {
      shipVariant(input: { id: "${id}", variantKey: "test", dryRun: true }) {
        ... on ShipVariantPayload { dryRun { warnings { code message } } }
      }
    }`);
    const { warnings } = data['shipVariant'].dryRun;
    expect(warnings).toContainEqual({
      code: 'PRIMARY_METRIC_WORSE',
      message:
        'The primary metric "Value", whose goal is to decrease, is significantly worse: test +3.7 % (95 % interval +1.2 % to +6.2 %), while the plain means differ by -1.0 %, p = 0.00400.',
    });
    expect(calls).toBe(2);
  });
});
