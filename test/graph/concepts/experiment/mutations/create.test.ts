import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { mutate, mutateFor, sent, stored } from '../../../../support/mutations.ts';
import { load } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
let key: string;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
beforeEach(async () => {
  ({ key } = await load(graph.sandbox, {
    experiment: { name: 'Old', feature_flag_key: 'old' },
    flag: {
      key: 'old',
      filters: {
        groups: [{ properties: [], rollout_percentage: 80 }],
        multivariate: {
          variants: [
            { key: 'control', rollout_percentage: 30 },
            { key: 'test', rollout_percentage: 70 },
          ],
        },
      },
    },
  }));
});

const create = (input: Record<string, unknown>) =>
  mutate(graph, 'createExperiment', input, { key });

const idOf = (value: unknown) => (value as { id: string }).id;

const faultsOf = async (input: Record<string, unknown>) => {
  const { outcome, calls } = await create({ name: 'N', featureFlagKey: 'n', ...input });
  expect(outcome).toMatchObject({ __typename: 'ValidationProblem', attr: null });
  expect(calls).toBe(0);
  return outcome.faults.map(({ path, code }) => `${path} ${code}`);
};
const variant = (variantKey: string, rolloutPercentage: number) => ({
  key: variantKey,
  rolloutPercentage,
});

describe('createExperiment', () => {
  it('needs a name and a key, and answers the draft with its new flag in one call', async () => {
    const { outcome, calls, errors } = await create({ name: 'Pricing', featureFlagKey: 'pricing' });
    expect(errors).toBeUndefined();
    expect(outcome).toMatchObject({
      __typename: 'CreateExperimentPayload',
      experiment: {
        name: 'Pricing',
        status: 'DRAFT',
        version: 0,
        featureFlag: {
          key: 'pricing',
          active: false,
          variants: [
            { key: 'control', rolloutPercentage: 50 },
            { key: 'test', rolloutPercentage: 50 },
          ],
        },
      },
    });
    expect(calls).toBe(1);
    expect(sent(graph)).toEqual(['POST /api/projects/1/experiments/']);
  });

  it('links an existing flag without changing it', async () => {
    const { outcome } = await create({ name: 'Second look', featureFlagKey: 'old' });
    expect(outcome.experiment.featureFlag.variants).toEqual([
      { key: 'control', rolloutPercentage: 30 },
      { key: 'test', rolloutPercentage: 70 },
    ]);
  });

  it('launches at once with a start date', async () => {
    const { outcome } = await create({
      name: 'Now',
      featureFlagKey: 'now',
      startDate: '2026-01-05T09:00:00Z',
    });
    expect(outcome.experiment).toMatchObject({
      status: 'RUNNING',
      startDate: '2026-01-05T09:00:00.000Z',
      featureFlag: { active: true },
    });
  });

  it('accepts the complete configuration in typed form, including every kind of metric', async () => {
    const { outcome: holdout } = await mutateFor(
      graph,
      'createHoldout',
      { name: 'Tenth', exclusionPercentage: 10 },
      'holdout { id }',
      { key },
    );
    const { outcome: shared } = await mutateFor(
      graph,
      'createSavedMetric',
      {
        name: 'Revenue',
        metric: { mean: { source: { event: 'paid', math: 'SUM', mathProperty: 'amount' } } },
      },
      'savedMetric { id posthogId }',
      { key },
    );
    const { outcome, calls } = await create({
      name: 'Checkout, one page',
      featureFlagKey: 'one-page',
      description: 'One page sells more.',
      kind: 'PRODUCT',
      variants: [
        { key: 'control', name: 'As it is', rolloutPercentage: 33.33 },
        { key: 'short', rolloutPercentage: 33.33, payload: { pages: 1 } },
        { key: 'shorter', rolloutPercentage: 33.34 },
      ],
      rolloutPercentage: 60,
      ensureExperienceContinuity: true,
      metrics: [
        { mean: { name: 'Views', source: { event: '$pageview' }, goal: 'INCREASE' } },
        {
          funnel: {
            name: 'Buys',
            steps: [{ event: 'cart' }, { event: 'paid' }],
            order: 'ORDERED',
            conversionWindow: 14,
            conversionWindowUnit: 'DAY',
          },
        },
      ],
      secondaryMetrics: [
        {
          ratio: {
            name: 'Basket',
            numerator: { event: 'paid', math: 'SUM', mathProperty: 'amount' },
            denominator: { event: 'paid' },
            numeratorOutlierHandling: { upperBoundPercentile: 0.99 },
          },
        },
        {
          retention: {
            name: 'Comes back',
            startEvent: { event: 'paid' },
            completionEvent: { allEvents: true },
            retentionWindowStart: 1,
            retentionWindowEnd: 7,
            retentionWindowUnit: 'DAY',
            startHandling: 'FIRST_SEEN',
          },
        },
        {
          raw: {
            kind: 'ExperimentMetric',
            metric_type: 'mean',
            source: { kind: 'EventsNode', event: 'x' },
          },
        },
      ],
      savedMetrics: [{ id: idOf(shared['savedMetric']), role: 'SECONDARY' }],
      holdoutId: idOf(holdout['holdout']),
      statsConfig: { method: 'FREQUENTIST', confidenceLevel: 0.9, baselineVariantKey: 'control' },
      exposureCriteria: { filterTestAccounts: false, exposureEvent: 'checkout seen' },
      runningTime: { minimumDetectableEffect: 5, recommendedSampleSize: 4000 },
      excludedVariants: ['shorter'],
      onlyCountMaturedUsers: true,
      tags: ['Checkout'],
      allowUnknownEvents: true,
    });
    expect(outcome).toMatchObject({ __typename: 'CreateExperimentPayload' });
    expect(calls).toBe(1);
    const { experiment, flag } = await stored(graph, outcome.experiment.posthogId);
    expect(experiment).toMatchObject({
      description: 'One page sells more.',
      type: 'product',
      metrics: [
        {
          metric_type: 'mean',
          source: { kind: 'EventsNode', event: '$pageview' },
          goal: 'increase',
        },
        {
          metric_type: 'funnel',
          series: [{ event: 'cart' }, { event: 'paid' }],
          conversion_window: 14,
          conversion_window_unit: 'day',
        },
      ],
      metrics_secondary: [
        {
          metric_type: 'ratio',
          numerator: { math: 'sum', math_property: 'amount' },
          numerator_outlier_handling: { upper_bound_percentile: 0.99 },
        },
        {
          metric_type: 'retention',
          start_handling: 'first_seen',
          completion_event: { event: null },
        },
        { metric_type: 'mean', source: { event: 'x' } },
      ],
      saved_metrics: [{ metadata: { type: 'secondary' } }],
      stats_config: {
        method: 'frequentist',
        frequentist: { alpha: 0.1 },
        baseline_variant_key: 'control',
      },
      exposure_criteria: {
        filterTestAccounts: false,
        exposure_config: { kind: 'ExperimentEventExposureConfig', event: 'checkout seen' },
      },
      running_time_calculation: { minimum_detectable_effect: 5, recommended_sample_size: 4000 },
      excluded_variants: ['shorter'],
      only_count_matured_users: true,
      tags: ['checkout'],
    });
    expect(flag).toMatchObject({
      ensure_experience_continuity: true,
      filters: {
        groups: [{ rollout_percentage: 60 }],
        multivariate: { variants: [{ name: 'As it is' }, { key: 'short' }, { key: 'shorter' }] },
        payloads: { short: '{"pages":1}' },
      },
    });
  });
});

describe('an input to create an experiment', () => {
  it('is refused with all of its faults at once', async () => {
    expect(
      await faultsOf({
        name: 'x'.repeat(401),
        featureFlagKey: ' ',
        description: 'x'.repeat(3_001),
        rolloutPercentage: 120,
        startDate: '2026-02-01T00:00:00Z',
        endDate: '2026-01-01T00:00:00Z',
        variants: [variant('control', 50), variant('control', 60)],
        statsConfig: { confidenceLevel: 95 },
        holdoutId: Buffer.from('Experiment:1:1').toString('base64url'),
      }),
    ).toEqual([
      'name MAX_LENGTH',
      'featureFlagKey BLANK',
      'description MAX_LENGTH',
      'rolloutPercentage MAX_VALUE',
      'endDate INVALID_INPUT',
      'variants.1 DUPLICATE',
      'variants SUM_NOT_100',
      'statsConfig.confidenceLevel INVALID_INPUT',
      'holdoutId INVALID_ID',
    ]);
  });

  it.each([
    [[variant('control', 100)], ['variants MIN_LENGTH']],
    [
      Array.from({ length: 21 }, (_none, index) => variant(`v${index}`, 100 / 21)),
      ['variants MAX_LENGTH'],
    ],
    [
      [variant('control', -10), variant('test', 110)],
      ['variants.0.rolloutPercentage MIN_VALUE', 'variants.1.rolloutPercentage MAX_VALUE'],
    ],
  ])('must have variants that are valid for a flag', async (variants, expected) => {
    expect(await faultsOf({ variants })).toEqual(expected);
  });

  it('must only name variants that it defines', async () => {
    const variants = [variant('a', 50), variant('b', 50)];
    expect(await faultsOf({ variants, statsConfig: { baselineVariantKey: 'c' } })).toEqual([
      'statsConfig.baselineVariantKey INVALID_CHOICE',
    ]);
    expect(await faultsOf({ variants, excludedVariants: ['a', 'z'] })).toEqual([
      'excludedVariants.0 INVALID_CHOICE',
      'excludedVariants.1 INVALID_CHOICE',
    ]);
    expect(await faultsOf({ variants, excludedVariants: ['b'] })).toEqual([
      'excludedVariants INVALID_INPUT',
    ]);
    expect(await faultsOf({ kind: 'WEB', variants })).toEqual(['variants REQUIRED']);
  });

  it.each([
    [{}, ['metrics.0 INVALID_INPUT']],
    [{ mean: { source: {} } }, ['metrics.0.mean.source INVALID_INPUT']],
    [{ mean: { source: { event: 'x', actionId: 3 } } }, ['metrics.0.mean.source INVALID_INPUT']],
    [
      { mean: { source: { event: 'x', math: 'SUM' } } },
      ['metrics.0.mean.source.mathProperty REQUIRED'],
    ],
    [
      { mean: { source: { event: 'x', math: 'P99' } } },
      ['metrics.0.mean.source.math INVALID_CHOICE'],
    ],
    [{ funnel: { steps: [] } }, ['metrics.0.funnel.steps EMPTY']],
    [
      { mean: { source: { event: 'x' }, lowerBoundPercentile: 0.9, upperBoundPercentile: 0.1 } },
      ['metrics.0.mean.upperBoundPercentile MIN_VALUE'],
    ],
    [
      { mean: { source: { event: 'x' }, conversionWindow: 3 } },
      ['metrics.0.mean.conversionWindowUnit REQUIRED'],
    ],
    [
      { raw: { kind: 'ExperimentTrendsQuery' } },
      ['metrics.0.raw.kind INVALID_CHOICE', 'metrics.0.raw.metric_type INVALID_CHOICE'],
    ],
  ])('must have metrics that can be measured, not %j', async (metric, expected) => {
    expect(await faultsOf({ metrics: [metric] })).toEqual(expected);
  });

  it('must not use a uuid twice', async () => {
    const metric = { mean: { uuid: 'same', source: { event: 'x' } } };
    expect(await faultsOf({ metrics: [metric], secondaryMetrics: [metric] })).toEqual([
      'secondaryMetrics.0 DUPLICATE',
    ]);
  });

  it("gets PostHog's own refusals with the path of its own field", async () => {
    const { outcome } = await create({
      name: 'N',
      featureFlagKey: 'old',
      variants: [variant('control', 50), variant('test', 50)],
    });
    expect(outcome).toMatchObject({
      __typename: 'ValidationProblem',
      attr: 'feature_flag',
      path: 'featureFlagKey',
    });
  });
});
