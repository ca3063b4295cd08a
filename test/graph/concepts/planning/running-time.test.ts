import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { startMcp, type TestMcp } from '../../../support/start-mcp.ts';

let graph: TestGraph;
let mcp: TestMcp;
beforeAll(async () => {
  [graph, mcp] = await Promise.all([startGraph(), startMcp()]);
});
afterAll(() => Promise.all([graph.close(), mcp.close()]));

const calculate = (input: Readonly<Record<string, unknown>>) =>
  graph.query(
    `query ($input: CalculateRunningTimeInput!) {
      calculateRunningTime(input: $input) {
        recommendedSampleSize recommendedSampleSizePerVariant numberOfVariants recommendedRunningTimeDays
        warnings { field message }
      }
    }`,
    { input },
  );

interface Warned {
  readonly field: string;
}

const funnel = { metricType: 'FUNNEL', baselineValue: 0.12, exposureRatePerDay: 800 };

describe('the size of an experiment', () => {
  it('is stated for all arms and for each', async () => {
    const { data, calls } = await calculate({
      ...funnel,
      minimumDetectableEffect: 5,
      numberOfVariants: 3,
    });
    const { recommendedSampleSize: all, recommendedSampleSizePerVariant: each } =
      data['calculateRunningTime'];
    expect(data['calculateRunningTime']).toMatchObject({ numberOfVariants: 3, warnings: [] });
    expect(each).toBe(Math.ceil(all / 3));
    expect(data['calculateRunningTime'].recommendedRunningTimeDays).toBe(Math.ceil(all / 800));
    expect(calls).toBe(1);
  });

  it('comes with a warning that names the field when the effect is below 1 %, over GraphQL', async () => {
    const { data, errors } = await calculate({ ...funnel, minimumDetectableEffect: 0.05 });
    expect(errors).toBeUndefined();
    expect(data['calculateRunningTime'].warnings).toEqual([
      {
        field: 'minimumDetectableEffect',
        message: 'The effect is in percent: 0.05 means 0.05 %. If 5 % is meant, give 5.',
      },
    ]);
  });

  it('is null with a warning where it is larger than an Int', async () => {
    const { data, errors } = await calculate({ ...funnel, minimumDetectableEffect: 0.001 });
    expect(errors).toBeUndefined();
    expect(data['calculateRunningTime']).toMatchObject({
      recommendedSampleSize: null,
      recommendedSampleSizePerVariant: null,
    });
    expect(data['calculateRunningTime'].warnings.map(({ field }: Warned) => field)).toEqual([
      'minimumDetectableEffect',
      'minimumDetectableEffect',
    ]);
  });

  it('is not negative where a percentage is given for the share of a funnel, which a warning names', async () => {
    const { data, errors, calls } = await calculate({
      ...funnel,
      baselineValue: 12,
      minimumDetectableEffect: 5,
    });
    expect(errors).toBeUndefined();
    expect(data['calculateRunningTime']).toMatchObject({
      recommendedSampleSize: null,
      recommendedSampleSizePerVariant: null,
      recommendedRunningTimeDays: null,
    });
    expect(data['calculateRunningTime'].warnings.map(({ field }: Warned) => field)).toEqual([
      'baselineValue',
    ]);
    expect(calls).toBe(1);
  });

  it('comes with the same warning over MCP, and none for an effect in percent', async () => {
    const call = (effect: number) =>
      mcp.call('experiment-calculate-running-time', {
        metric_type: 'funnel',
        minimum_detectable_effect: effect,
        baseline_value: 0.12,
      });
    expect((await call(0.05)).text).toContain(
      'minimum_detectable_effect: The effect is in percent',
    );
    expect((await call(5)).text).not.toContain('in percent');
  });

  it.each([
    ['FUNNEL', {}],
    ['RETENTION', { variance: 0.2 }],
  ])('warns of a baseline of %s that is given in percent', async (metricType, more) => {
    const { data } = await calculate({
      metricType,
      ...more,
      baselineValue: 12,
      minimumDetectableEffect: 5,
    });
    expect(data['calculateRunningTime'].warnings).toEqual([
      {
        field: 'baselineValue',
        message: `The baseline of a ${metricType.toLowerCase()} metric is a share from 0 to 1, and 12 is above 1. If 12 % is meant, give 0.12.`,
      },
    ]);
  });

  it.each([
    [{ metricType: 'FUNNEL', baselineValue: 1 }, 5, '100 % increased by 5 %'],
    [{ metricType: 'FUNNEL', baselineValue: 0.7 }, 50, '70 % increased by 50 %'],
    [
      {
        metricType: 'FUNNEL',
        baselineStats: { numberOfSamples: 100, sum: 100, stepCounts: [100, 80] },
      },
      30,
      '80 % increased by 30 %',
    ],
    [
      {
        metricType: 'RETENTION',
        baselineStats: { numberOfSamples: 100, sum: 90, denominatorSum: 100 },
      },
      20,
      '90 % increased by 20 %',
    ],
  ])('warns of an increase beyond 100 %%: %j by %d %%', async (input, effect, words) => {
    const { data } = await calculate({ ...input, minimumDetectableEffect: effect });
    expect(data['calculateRunningTime'].warnings).toEqual([
      {
        field: 'minimumDetectableEffect',
        message: `${words} would be more than 100 %. Only a decrease of that size can be detected.`,
      },
    ]);
  });

  it('does not warn of an increase to 100 %, nor of one of a number that is no share', async () => {
    for (const input of [
      { metricType: 'FUNNEL', baselineValue: 0.8, minimumDetectableEffect: 25 },
      { metricType: 'MEAN_COUNT', baselineValue: 0.9, minimumDetectableEffect: 50 },
      { metricType: 'RATIO', baselineValue: 0.9, variance: 1, minimumDetectableEffect: 50 },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { data } = await calculate(input);
      expect(data['calculateRunningTime'].warnings).toEqual([]);
    }
  });

  it.each([
    [{ metricType: 'FUNNEL' }, 'input.baselineValue', 'baselineValue'],
    [{ metricType: 'RATIO', baselineValue: 3 }, 'input.variance', 'variance'],
    [
      { metricType: 'RETENTION', baselineStats: { numberOfSamples: 10, sum: 4 } },
      'input.baselineStats.denominatorSum',
      'denominatorSum',
    ],
  ])('is refused with the name of the field that is missing: %j', async (input, argument, name) => {
    const { errors, calls } = await calculate({ minimumDetectableEffect: 5, ...input });
    expect(errors?.[0]?.message).toContain(`\`${name}\` is missing`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(calls).toBe(0);
  });

  it('has its units in the description of the tool', async () => {
    const client = await mcp.connect();
    const { tools } = await client.listTools();
    await client.close();
    const tool = tools.find(({ name }) => name === 'experiment-calculate-running-time');
    expect(tool?.description).toMatch(/in percent: 5, not 0\.05.*all arms together/);
  });
});
