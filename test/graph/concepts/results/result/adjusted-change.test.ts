import { describe, expect, it } from 'vitest';
import { bayesian, frequentist, useOneMetric } from './support/one-metric.ts';

const one = useOneMetric();

const judged = async (id: string) => {
  const { data, errors, calls } = await one.graph.query(`{ experiment(id: ${id}) {
    metrics { verdict { state because } latestResult { variants { delta estimatedChange direction } } }
    decision { recommendation }
  } }`);
  expect(errors).toBeUndefined();
  const {
    metrics: [{ verdict, latestResult }],
    decision,
  } = data['experiment'];
  const [{ delta, estimatedChange, direction }] = latestResult.variants;
  return { delta, estimatedChange, direction, ...verdict, ...decision, calls };
};

describe('what a result means where the statistics are adjusted', () => {
  it.each([
    [
      'a gain by the interval is a win, although the plain mean is lower',
      'increase',
      bayesian(9_900, 0.993, [0.012, 0.062]),
      {
        delta: expect.closeTo(-0.01) as number,
        estimatedChange: expect.closeTo(0.037) as number,
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
        estimatedChange: null,
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
  ] as const)('%s: 2 calls', async (_name, goal, variant, answer) => {
    const id = await one.experimentWith({ goal, variant });
    expect(await judged(id)).toMatchObject({ ...answer, calls: 2 });
  });

  it('a decision before the planned end counts an always-valid interval only on the same side: 2 calls', async () => {
    // The plain means fall by 30 %, which the always-valid interval of the plain totals is sure of.
    const id = await one.experimentWith({
      variant: bayesian(7_000, 0.993, [0.012, 0.062]),
      more: { running_time_calculation: { recommended_running_time: 100 } },
    });
    expect(await judged(id)).toMatchObject({
      direction: 'BETTER',
      recommendation: 'KEEP_RUNNING',
      calls: 2,
    });
  });

  it('the warnings before a shipment name the change that is significant, and that of the plain means: 3 calls', async () => {
    const id = await one.experimentWith({
      goal: 'decrease',
      variant: frequentist(9_900, 0.004, [0.012, 0.062]),
    });
    const { data, calls } = await one.graph.query(`mutation {
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
    expect(calls).toBe(3);
  });
});
