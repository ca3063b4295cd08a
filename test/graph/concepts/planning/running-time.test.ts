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
        message:
          'minimum_detectable_effect is in percent: 0.05 means 0.05 %. If 5 % is meant, send 5.',
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
    expect((await call(0.05)).text).toContain('minimum_detectable_effect is in percent');
    expect((await call(5)).text).not.toContain('in percent');
  });

  it('warns of a baseline of a funnel that is given in percent', async () => {
    const { data } = await calculate({
      ...funnel,
      baselineValue: 12,
      minimumDetectableEffect: 5,
    });
    expect(data['calculateRunningTime'].warnings).toMatchObject([{ field: 'baselineValue' }]);
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
