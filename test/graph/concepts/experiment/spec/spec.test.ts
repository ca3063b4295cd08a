import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor, stored, writes } from '../../../../support/mutations.ts';
import { injectFault } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

type Spec = Record<string, unknown>;

interface PlanAnswer {
  readonly action: string;
  readonly planHash: string;
  readonly changes: readonly { path: string; before: unknown; after: unknown }[];
  readonly experiment: { readonly posthogId: number } | null;
}

async function plan(spec: Spec, key: string) {
  const answer = await graph.query<{ planExperiment: PlanAnswer }>(
    `query ($spec: JSON!) {
      planExperiment(spec: $spec) {
        action planHash changes { path before after } experiment { posthogId }
      }
    }`,
    { spec },
    { key },
  );
  return { ...answer, plan: answer.data?.planExperiment };
}

const APPLIED = `
  action changes { path } reconciled
  experiment { posthogId name status spec featureFlag { key variants { key rolloutPercentage } } }
`;

const apply = (spec: Spec, planHash: string, key: string) =>
  mutateFor(graph, 'applyExperiment', { spec, planHash }, APPLIED, {
    key,
    problems: ['ValidationProblem', 'LifecycleConflict'],
  });

async function specOf(id: string, key: string): Promise<Spec> {
  const { data } = await graph.query<{ experiment: { spec: Spec } }>(
    'query ($id: ID!) { experiment(id: $id) { spec } }',
    { id },
    { key },
  );
  return data.experiment.spec;
}

const METRIC = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  name: 'Sales',
  uuid: '11111111-2222-4333-8444-555555555555',
  source: { kind: 'EventsNode', event: 'paid' },
};

const NEW: Spec = {
  name: 'Pricing',
  featureFlagKey: 'pricing',
  description: 'Annual first',
  flag: {
    variants: [
      { key: 'control', rolloutPercentage: 40 },
      { key: 'annual', rolloutPercentage: 60, payload: { first: 'annual' } },
    ],
    rolloutPercentage: 50,
  },
  metrics: [{ metric_type: 'mean', name: 'Sales', source: { kind: 'EventsNode', event: 'paid' } }],
  tags: ['Growth'],
};

describe('Experiment.spec', () => {
  it('has no ids, and a plan of it has no changes', async () => {
    const { id, key } = await given(graph, 'running', { experiment: { metrics: [METRIC] } });
    const spec = await specOf(id, key);
    expect(spec).toMatchObject({
      name: 'Checkout',
      featureFlagKey: 'checkout-test',
      kind: 'product',
      flag: { rolloutPercentage: 100 },
      metrics: [{ metric_type: 'mean', name: 'Sales' }],
      sharedMetrics: [],
      holdout: null,
    });
    expect(JSON.stringify(spec)).not.toMatch(/"(id|uuid|fingerprint)":/);
    const { plan: planned } = await plan(spec, key);
    expect(planned).toMatchObject({ action: 'NONE', changes: [] });
  });
});

describe('planExperiment and applyExperiment', () => {
  it('create a missing experiment exactly as the spec says', async () => {
    const { key } = await given(graph, 'draft');
    const { plan: planned } = await plan(NEW, key);
    expect(planned).toMatchObject({ action: 'CREATE', experiment: null });
    expect(planned.changes.map(({ path }) => path)).toEqual([
      'name',
      'featureFlagKey',
      'description',
      'flag.variants',
      'flag.rolloutPercentage',
      'metrics',
      'tags',
    ]);
    expect(writes(graph)).toEqual([]);

    const { outcome } = await apply(NEW, planned.planHash, key);
    expect(outcome).toMatchObject({
      __typename: 'ApplyExperimentPayload',
      action: 'CREATE',
      experiment: {
        name: 'Pricing',
        status: 'DRAFT',
        spec: { ...NEW, tags: ['growth'], metrics: [{ name: 'Sales' }] },
        featureFlag: { variants: [{ key: 'control' }, { key: 'annual', rolloutPercentage: 60 }] },
      },
    });
    expect(await plan(NEW, key)).toMatchObject({ plan: { action: 'NONE' } });
  });

  it('change the fields that differ, and preserve the uuid of an unchanged metric', async () => {
    const { id, number, key } = await given(graph, 'draft', { experiment: { metrics: [METRIC] } });
    const spec = {
      ...(await specOf(id, key)),
      description: 'Shorter',
      metrics: [
        { metric_type: 'mean', name: 'Views', source: { kind: 'EventsNode', event: '$pageview' } },
        { ...METRIC, uuid: undefined, goal: 'increase' },
      ],
      statsConfig: { method: 'frequentist' },
    };
    const { plan: planned } = await plan(spec, key);
    expect(planned).toMatchObject({ action: 'UPDATE', experiment: { posthogId: number } });
    expect(planned.changes.map(({ path }) => path)).toEqual([
      'description',
      'metrics',
      'statsConfig.method',
    ]);
    const { outcome } = await apply(spec, planned.planHash, key);
    expect(outcome).toMatchObject({ action: 'UPDATE', experiment: { posthogId: number } });
    const { experiment } = await stored(graph, number);
    expect(experiment).toMatchObject({
      description: 'Shorter',
      stats_config: { method: 'frequentist' },
      metrics: [{ name: 'Views' }, { name: 'Sales', goal: 'increase', uuid: METRIC.uuid }],
    });
  });

  it('do nothing when nothing differs', async () => {
    const { id, key } = await given(graph, 'running');
    const spec = await specOf(id, key);
    const { plan: planned } = await plan(spec, key);
    const { outcome } = await apply(spec, planned.planHash, key);
    expect(outcome).toMatchObject({ action: 'NONE', changes: [] });
    expect(writes(graph)).toEqual([]);
  });

  it('reference shared metrics and holdouts by name', async () => {
    const { key } = await given(graph, 'draft');
    await mutateFor(
      graph,
      'createSavedMetric',
      { name: 'Revenue', metric: { mean: { source: { event: 'paid' } } } },
      'savedMetric { id }',
      { key },
    );
    await mutateFor(
      graph,
      'createHoldout',
      { name: 'Tenth', exclusionPercentage: 10 },
      'holdout { id }',
      { key },
    );
    const spec = {
      ...NEW,
      sharedMetrics: [{ name: 'Revenue', role: 'secondary' }],
      holdout: 'Tenth',
    };
    const { plan: planned } = await plan(spec, key);
    const { outcome } = await apply(spec, planned.planHash, key);
    expect(outcome.experiment['spec']).toMatchObject({
      sharedMetrics: [{ name: 'Revenue', role: 'secondary' }],
      holdout: 'Tenth',
    });
    const other = { ...spec, name: 'Other', featureFlagKey: 'other', holdout: 'Nobody' };
    const unplanned = await plan(other, key);
    expect(unplanned.errors?.[0]?.extensions['faults']).toMatchObject([
      { path: 'spec.holdout', code: 'DOES_NOT_EXIST' },
    ]);
    const refused = await apply(other, 'any', key);
    expect(refused.outcome).toMatchObject({
      __typename: 'ValidationProblem',
      path: 'spec.holdout',
      code: 'DOES_NOT_EXIST',
    });
  });

  it('apply only the plan that was reviewed', async () => {
    const { id, key } = await given(graph, 'draft');
    const spec = { ...(await specOf(id, key)), description: 'Mine' };
    const { plan: planned } = await plan(spec, key);
    await mutateFor(
      graph,
      'updateExperiment',
      { id, description: 'Theirs' },
      'experiment { name }',
      { key },
    );
    const { outcome } = await apply(spec, planned.planHash, key);
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', code: 'PLAN_CHANGED' });
    expect(writes(graph)).toHaveLength(1);
  });

  it('do not apply a plan after the rollout of the flag was changed', async () => {
    const { id, key } = await given(graph, 'draft');
    const spec = { ...(await specOf(id, key)), description: 'Mine', flag: undefined };
    const { plan: planned } = await plan(spec, key);
    expect(planned.changes.map(({ path }) => path)).toEqual(['description']);
    const { data } = await graph.query<{ experiment: { featureFlag: { id: string } } }>(
      'query ($id: ID!) { experiment(id: $id) { featureFlag { id } } }',
      { id },
      { key },
    );
    const { outcome: rolledOut } = await mutateFor(
      graph,
      'updateFeatureFlag',
      { id: data.experiment.featureFlag.id, releaseConditions: [{ rolloutPercentage: 5 }] },
      'featureFlag { id }',
      { key },
    );
    expect(rolledOut.__typename).toBe('UpdateFeatureFlagPayload');
    const { outcome } = await apply(spec, planned.planHash, key);
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', code: 'PLAN_CHANGED' });
    expect(writes(graph)).toHaveLength(1);
  });

  it('look up what they wrote when the response is cut off', async () => {
    const { key } = await given(graph, 'draft');
    const { plan: planned } = await plan(NEW, key);
    await injectFault(graph.sandbox, '/experiments/$', {
      match: { method: 'POST', path: '/experiments/$' },
      cut: true,
      times: 1,
    });
    const { outcome } = await apply(NEW, planned.planHash, key);
    expect(outcome).toMatchObject({ reconciled: true, experiment: { name: 'Pricing' } });
    expect(writes(graph)).toHaveLength(1);
  });

  it('report everything that is wrong with a spec, with its path', async () => {
    const { key } = await given(graph, 'draft');
    const { errors } = await plan(
      {
        name: '',
        featureFlagKey: 'x',
        surprise: 1,
        flag: { variants: [{ key: 'a', rolloutPercentage: 120 }] },
        metrics: [{ metric_type: 'median' }],
      },
      key,
    );
    const faults = errors?.[0]?.extensions['faults'] as { path: string }[];
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(new Set(faults.map(({ path }) => path))).toEqual(
      new Set([
        'spec.name',
        'spec.flag.variants.0.rolloutPercentage',
        'spec.flag.variants',
        'spec.metrics.0.metric_type',
        'spec.surprise',
      ]),
    );
    const { outcome } = await apply({ name: 'N' }, 'x', key);
    expect(outcome).toMatchObject({ __typename: 'ValidationProblem', path: 'spec.featureFlagKey' });
  });

  it('do not guess between several experiments on one flag', async () => {
    const { id, key } = await given(graph, 'draft');
    await mutateFor(graph, 'duplicateExperiment', { id, name: 'Twin' }, 'experiment { name }', {
      key,
    });
    const { errors } = await plan({ name: 'Third', featureFlagKey: 'checkout-test' }, key);
    expect(errors?.[0]?.extensions['faults']).toMatchObject([{ code: 'AMBIGUOUS' }]);
    const named = await plan({ name: 'Twin', featureFlagKey: 'checkout-test' }, key);
    expect(named.plan).toMatchObject({ action: 'NONE' });
  });
});
