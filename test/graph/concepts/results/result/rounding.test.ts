import { describe, expect, it } from 'vitest';
import { control } from '../../../../support/sandbox-control.ts';
import { bayesian, frequentist, useOneMetric } from './support/one-metric.ts';

const one = useOneMetric();

const statistics = (method: string, more: object) => ({ stats_config: { method, ...more } });

describe('rounding in what is said of a result', () => {
  it.each([
    [
      'a p-value of zero is said to be small',
      frequentist(12_000, 0, [0.19, 0.21]),
      {},
      'test is 20.0 % above control; the goal is to increase; p < 0.001, significant at 0.050.',
    ],
    [
      'a p-value just below alpha is not said to be alpha',
      frequentist(10_480, 0.04996, [0.0001, 0.0961]),
      {},
      'test is 4.8 % above control; the goal is to increase; p = 0.04996, significant at 0.050.',
    ],
    [
      'a small p-value is compared with a smaller alpha',
      frequentist(10_480, 0.0001, [0.0001, 0.0961]),
      statistics('frequentist', { frequentist: { alpha: 0.0005 } }),
      'test is 4.8 % above control; the goal is to increase; p < 0.0005, significant at 0.00050.',
    ],
    [
      'a small change is not nothing, and a high level is not certainty',
      bayesian(10_004, 0.52, [-0.0992, 0.1], false),
      statistics('bayesian', { bayesian: { ci_level: 0.9995 } }),
      'test is 0.04 % above control; the goal is to increase; chance to be better 52.0 %, not significant at 99.95 %.',
    ],
    [
      'a chance just below the level is not said to be the level',
      bayesian(10_480, 0.9496, [-0.001, 0.0972], false),
      {},
      'test is 4.8 % above control; the goal is to increase; chance to be better 94.96 %, not significant at 95.0 %.',
    ],
  ])('%s: 2 calls', async (_name, variant, more, because) => {
    const id = await one.experimentWith({ variant, more });
    const { data, calls } = await one.graph.query(
      `{ experiment(id: ${id}) { metrics { verdict { because } } } }`,
    );
    expect(data['experiment'].metrics[0].verdict.because).toBe(because);
    expect(calls).toBe(2);
  });

  it('the warnings of a dry run round neither the level nor a chance to certainty: 3 calls', async () => {
    const id = await one.experimentWith({
      variant: bayesian(10_004, 0.9496, [-0.0992, 0.1], false),
      more: statistics('bayesian', { bayesian: { ci_level: 0.9995 } }),
    });
    const { data, calls } = await one.graph.query(`mutation {
      shipVariant(input: { id: "${id}", variantKey: "test", dryRun: true }) {
        ... on ShipVariantPayload { dryRun { warnings { code message } } }
      }
    }`);
    expect(data['shipVariant'].dryRun.warnings).toContainEqual({
      code: 'NOT_SIGNIFICANT',
      message:
        'The primary metric "Value", whose goal is to increase, does not differ significantly: test +0.04 % (99.95 % interval -9.9 % to +10.0 %), chance to win 95.0 %.',
    });
    expect(calls).toBe(3);
  });
});

describe('rounding of days', () => {
  const details = async (id: string) => {
    const { data, calls } = await one.graph.query(
      `{ experiment(id: ${id}) { decision { criteria { name met detail } } } }`,
    );
    return { criteria: data['experiment'].decision.criteria as readonly object[], calls };
  };

  it('a run that is half an hour short of a week and of its plan has not run for them, and an hour later it has: 2 calls', async () => {
    const id = await one.experimentWith({
      now: '2026-06-08T11:30:00Z',
      more: { running_time_calculation: { recommended_running_time: 7 } },
    });
    const { criteria, calls } = await details(id);
    expect(criteria).toEqual(
      expect.arrayContaining([
        { name: 'FULL_WEEK', met: false, detail: 'It has run for 6.98 days.' },
        {
          name: 'PLANNED_END',
          met: false,
          detail: 'The planned end is not reached: 6.98 of 7 days.',
        },
      ]),
    );
    expect(calls).toBe(2);
    await control(one.graph.sandbox, 'clock', { advance: '1h' });
    expect((await details(id)).criteria).toContainEqual({
      name: 'FULL_WEEK',
      met: true,
      detail: 'It has run for 7 days.',
    });
  });

  it('findings name days that are on the side of the limit that they are about: 1 call', async () => {
    const found = async (code: string, given: Parameters<typeof one.experimentWith>[0]) => {
      const { data, calls } = await one.graph.query(
        `{ experiment(id: ${await one.experimentWith(given)}) {
          findings(code: ${code}) { message evidence { name value } }
        } }`,
      );
      return { found: data['experiment'].findings, calls };
    };
    expect(
      await found('RAN_LESS_THAN_A_WEEK', { more: { end_date: '2026-06-08T11:30:00Z' } }),
    ).toEqual({
      found: [
        {
          message: 'It ran for 6.98 days. Behaviour differs between the days of a week.',
          evidence: [
            { name: 'days', value: 6.98 },
            { name: 'minimum', value: 7 },
          ],
        },
      ],
      calls: 1,
    });
    expect(await found('PAST_PLANNED_END', { now: '2026-06-15T13:00:00Z' })).toEqual({
      found: [
        {
          message: 'It has run for 14.04 days, and 14 days were planned.',
          evidence: [
            { name: 'days', value: 14.04 },
            { name: 'plannedDays', value: 14 },
          ],
        },
      ],
      calls: 1,
    });
  });
});
