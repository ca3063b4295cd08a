import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { given, mutateFor, sent, writes } from '../../../../support/mutations.ts';
import { asColleague } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

type Spec = Record<string, unknown>;

interface Planned {
  readonly plan: {
    readonly action: string;
    readonly planHash: string;
    readonly changes: readonly { path: string; before: unknown; after: unknown }[];
    readonly experiment: { readonly name: string; readonly posthogId: number } | null;
  } | null;
  readonly faults: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
  }[];
}

async function planAll(specs: readonly unknown[], key?: string) {
  const answer = await graph.query<{ planExperiments: Planned[] }>(
    `query ($specs: [JSON!]!) {
      planExperiments(specs: $specs) {
        plan { action planHash changes { path before after } experiment { name posthogId } }
        faults { path code message }
      }
    }`,
    { specs },
    key === undefined ? {} : { key },
  );
  return { ...answer, planned: answer.data?.planExperiments };
}

/** The specs of all experiments of the project, archived ones included. */
async function allSpecs() {
  const { data } = await graph.query(`{
    current: experiments(first: 100) { nodes { name status spec } }
    archived: experiments(first: 100, filter: { archived: true }) { nodes { name status spec } }
  }`);
  return [...data['current'].nodes, ...data['archived'].nodes] as {
    name: string;
    status: string;
    spec: Spec;
  }[];
}

const NEW = { name: 'Pricing', featureFlagKey: 'pricing' };

describe('planExperiments', () => {
  it('finds no changes in the specs of all experiments, whatever their state', async () => {
    const all = await allSpecs();
    expect(new Set(all.map(({ status }) => status))).toEqual(
      new Set(['DRAFT', 'RUNNING', 'PAUSED', 'EXPOSURE_FROZEN', 'STOPPED']),
    );
    const { planned, errors } = await planAll(all.map(({ spec }) => spec));
    expect(errors).toBeUndefined();
    expect(
      planned.map(({ plan, faults }) => ({ action: plan?.action, changes: plan?.changes, faults })),
    ).toEqual(all.map(() => ({ action: 'NONE', changes: [], faults: [] })));
    expect(planned.map(({ plan }) => plan?.experiment?.name)).toEqual(all.map(({ name }) => name));
  });

  it('costs one call for each experiment, and lists that all share', async () => {
    const specs = (await allSpecs()).slice(0, 25).map(({ spec }) => spec);
    graph.sandbox.clearRequests();
    const { calls } = await planAll([...specs, NEW]);
    const paths = sent(graph);
    // Active and archived experiments, the flag of the new one, and the tags of a guardrail.
    expect(calls).toBe(specs.length + 4);
    expect(sent(graph)).toHaveLength(calls);
    expect(paths.filter((path) => path.endsWith('/experiments/'))).toHaveLength(2);
    expect(paths.filter((path) => path.endsWith('/feature_flags/'))).toHaveLength(1);
    expect(writes(graph)).toEqual([]);
  });

  it('says what is wrong with a spec beside the plans of the others', async () => {
    const { planned, errors } = await planAll([
      NEW,
      { name: 'No flag' },
      { ...NEW, name: 'Held', featureFlagKey: 'held', holdout: 'Nobody' },
    ]);
    expect(errors).toBeUndefined();
    expect(planned).toMatchObject([
      { plan: { action: 'CREATE' }, faults: [] },
      { plan: null, faults: [{ path: 'spec.featureFlagKey' }] },
      { plan: null, faults: [{ path: 'spec.holdout', code: 'DOES_NOT_EXIST' }] },
    ]);
  });

  it('names properties that PostHog does not know at any depth, with what is probably meant', async () => {
    const source = { kind: 'EventsNode', evnt: 'order_completed' };
    const { planned, errors, calls } = await planAll([
      {
        ...NEW,
        metrics: [{ metric_type: 'mean', name: 'Sales', source }],
        statsConfig: { methd: 'bayesian' },
        exposureCriteria: { exposure_config: { kind: 'ExperimentEventExposureConfig', evnt: 'x' } },
      },
    ]);
    expect(errors).toBeUndefined();
    expect(planned[0]?.plan).toBeNull();
    const meant = (name: string) =>
      `UNRECOGNIZED_KEYS: There is no such property. Did you mean "${name}"?`;
    expect(
      Object.fromEntries(
        planned[0]!.faults.map(({ path, code, message }) => [path, `${code}: ${message}`]),
      ),
    ).toEqual({
      'spec.metrics.0.source.evnt': meant('event'),
      'spec.metrics.0.source.event':
        'REQUIRED: It is required; "event: null" stands for all events.',
      'spec.statsConfig.methd': meant('method'),
      'spec.exposureCriteria.exposure_config.evnt': meant('event'),
      'spec.exposureCriteria.exposure_config.event': 'REQUIRED: It is required.',
      'spec.exposureCriteria.exposure_config.properties': 'REQUIRED: It is required.',
    });
    expect(calls).toBe(3);
  });

  it('finds an archived experiment by its name, and one whose flag was deleted', async () => {
    const { number, key } = await given(graph, 'archived');
    const checkout = { name: 'Checkout', featureFlagKey: 'checkout-test' };
    const found = { plan: { action: 'NONE', experiment: { posthogId: number } } };
    expect((await planAll([checkout], key)).planned).toMatchObject([found]);
    const { key: other, ...without } = await given(graph, 'running', { flag: { deleted: true } });
    expect((await planAll([checkout], other)).planned).toMatchObject([
      { plan: { action: 'NONE', experiment: { posthogId: without.number } } },
    ]);
    const { data } = await graph.query(
      'query ($spec: JSON!) { planExperiment(spec: $spec) { action } }',
      { spec: checkout },
      { key: other },
    );
    expect(data['planExperiment']).toEqual({ action: 'NONE' });
  });

  it('never renames an experiment that another spec describes', async () => {
    const { key } = await given(graph, 'running');
    const named = { name: 'Checkout', featureFlagKey: 'checkout-test' };
    const renamed = { ...named, name: 'Checkout, again' };
    const { planned: alone } = await planAll([renamed], key);
    expect(alone).toMatchObject([{ plan: { action: 'UPDATE', changes: [{ path: 'name' }] } }]);
    const { planned } = await planAll([named, renamed], key);
    expect(planned).toMatchObject([
      { plan: { action: 'NONE' } },
      { plan: null, faults: [{ code: 'AMBIGUOUS' }] },
    ]);
  });

  it('refuses more than 100 specs', async () => {
    const { errors } = await planAll(Array.from({ length: 101 }, () => NEW));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'specs' });
  });
});

describe('a guardrail in a spec', () => {
  const refunds = { metric_type: 'mean', source: { kind: 'EventsNode', event: 'paid' } };

  const specOf = async (key: string) => {
    const { data } = await graph.query(
      '{ experiments { nodes { name spec decision { because } } } }',
      {},
      { key },
    );
    return (data['experiments'].nodes as { name: string; spec: Spec }[]).find(
      ({ name }) => name === 'Pricing',
    )?.spec;
  };
  const applied = async (spec: Spec, key: string) => {
    const { planned } = await planAll([spec], key);
    const planHash = planned[0]?.plan?.planHash;
    return mutateFor(graph, 'applyExperiment', { spec, planHash }, 'notStored', { key });
  };

  it('is part of the stored name of a metric of its own, and is read back from there', async () => {
    const { key } = await given(graph, 'draft');
    const spec = {
      ...NEW,
      secondaryMetrics: [
        { ...refunds, name: 'Refunds', guardrail: true },
        { ...refunds, name: 'Guardrail: complaints', guardrail: true },
        { ...refunds, name: 'Visits' },
      ],
    };
    await applied(spec, key);
    const { results } = await asColleague(graph.sandbox, 'GET', 'experiments/?search=Pricing');
    const row = await asColleague(graph.sandbox, 'GET', `experiments/${results[0].id}/`);
    expect(row['metrics_secondary'].map(({ name }: { name: string }) => name)).toEqual([
      'Refunds (guardrail)',
      'Guardrail: complaints',
      'Visits',
    ]);
    expect(await specOf(key)).toMatchObject(spec);
    expect((await planAll([spec], key)).planned).toMatchObject([{ plan: { action: 'NONE' } }]);
  });

  it('is the tag of a shared metric, without which it is refused', async () => {
    const { key } = await given(graph, 'draft');
    const { outcome } = await mutateFor(
      graph,
      'createSavedMetric',
      { name: 'Refunds', metric: { mean: { source: { event: 'paid' } } } },
      'savedMetric { id }',
      { key },
    );
    const spec = { ...NEW, sharedMetrics: [{ name: 'Refunds', role: 'guardrail' }] };
    expect((await planAll([spec], key)).planned).toMatchObject([
      { plan: null, faults: [{ path: 'spec.sharedMetrics.0.role', code: 'INVALID_VALUE' }] },
    ]);
    const { id } = outcome['savedMetric'] as { id: string };
    await mutateFor(graph, 'updateSavedMetric', { id, tags: ['guardrail'] }, 'savedMetric { id }', {
      key,
    });
    await applied(spec, key);
    expect(await specOf(key)).toMatchObject({ sharedMetrics: spec.sharedMetrics });
    const secondary = { ...NEW, sharedMetrics: [{ name: 'Refunds', role: 'secondary' }] };
    expect((await planAll([spec], key)).planned).toMatchObject([{ plan: { action: 'NONE' } }]);
    expect((await planAll([secondary], key)).planned).toMatchObject([{ plan: { action: 'NONE' } }]);
  });
});
