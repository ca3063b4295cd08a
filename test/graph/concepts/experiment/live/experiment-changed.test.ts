import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getNamedType, isObjectType, type GraphQLField, type GraphQLNamedType } from 'graphql';
import { schema } from '../../../../../src/graph/schema.ts';
import { startLiveGraph, type LiveGraph } from '../../../../support/live.ts';
import { asColleague, load, injectFault } from '../../../../support/sandbox-control.ts';

let graph: LiveGraph;
let id: string;
beforeEach(async () => {
  graph = await startLiveGraph({ upstream: { sleep: () => Promise.resolve() } });
  ({ id } = await load(graph.sandbox, {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
    flag: { key: 'checkout', active: false },
  }));
  graph.sandbox.clearRequests();
});
afterEach(() => graph.close());

const query = `subscription ($id: ID!) {
  experimentChanged(id: $id) {
    isFirst pace checkedAt nextCheckAt
    changes { field before after }
    experiment { name status version featureFlag { active } metrics { uuid } }
  }
}`;

const listen = (key?: string) => graph.subscribe({ query, variables: { id } }, key);
const reads = () => graph.sandbox.requests().filter(({ method }) => method === 'GET').length;
const rename = (name: string) =>
  asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name });

/** True for the dotted path of fields that an Experiment of the schema has. */
function isInSchema(path: string): boolean {
  let type: GraphQLNamedType | undefined = schema.getType('Experiment');
  for (const name of path.split('.')) {
    const field: GraphQLField<unknown, unknown> | undefined = isObjectType(type)
      ? type.getFields()[name]
      : undefined;
    if (!field) return false;
    type = getNamedType(field.type);
  }
  return true;
}

const metric = (uuid: string, event: string) => ({
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  uuid,
  name: event,
  source: { kind: 'EventsNode', event },
});
const VIEWS = '11111111-1111-4111-8111-111111111111';
const CLICKS = '22222222-2222-4222-8222-222222222222';

describe('experimentChanged', () => {
  it('begins with the current state of the experiment', async () => {
    const first = await listen().next();
    expect(first?.errors).toBeUndefined();
    expect(first?.event).toMatchObject({
      isFirst: true,
      changes: [],
      pace: 'STEADY',
      experiment: { name: 'Checkout', status: 'DRAFT', metrics: [] },
    });
    expect(first?.upstream).toMatchObject({ calls: 1, predicted: 1 });
    expect(reads()).toBe(1);
  });

  it('reports what a colleague changed, and counts the checks it took to notice', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    graph.time.pass(10_000);
    await graph.resting();
    await rename('Checkout, shorter');
    graph.time.pass(10_000);
    const event = await stream.next();
    expect(event?.event).toMatchObject({
      isFirst: false,
      experiment: { name: 'Checkout, shorter', version: 1 },
    });
    expect(event?.event['changes']).toEqual([
      { field: 'name', before: 'Checkout', after: 'Checkout, shorter' },
      { field: 'version', before: 0, after: 1 },
    ]);
    expect(event?.upstream['calls']).toBe(2);
  });

  it('sends nothing while nothing changes, and checks at growing intervals', async () => {
    const stream = listen();
    await stream.next();
    for (let check = 0; check < 7; check += 1) {
      await graph.resting();
      graph.time.pass(graph.time.asked.at(-1)!);
      await expect.poll(() => graph.time.asked.length).toBe(check + 2);
    }
    expect(graph.time.asked).toEqual([
      10_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect(stream.waiting).toBe(0);
  });

  it('reports the time of the next check', async () => {
    const { checkedAt, nextCheckAt } = (await listen().next())!.event;
    expect(Date.parse(nextCheckAt) - Date.parse(checkedAt)).toBe(10_000);
  });

  it('reports a change of its flag', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag.id}/`, { active: true });
    graph.time.pass(10_000);
    const event = await stream.next();
    expect(event?.event['changes']).toContainEqual({
      field: 'featureFlag.active',
      before: false,
      after: true,
    });
  });

  it('names what changed as the fields of this API are named, whatever PostHog calls them', async () => {
    const holdout = await asColleague(graph.sandbox, 'POST', 'experiment_holdouts/', {
      name: 'Kept out',
      filters: [{ properties: [], rollout_percentage: 10 }],
    });
    const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    const stream = listen();
    await stream.next();
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      holdout_id: holdout.id,
      running_time_calculation: { minimum_detectable_effect: 12 },
      metrics: [metric(VIEWS, '$pageview')],
      metrics_secondary: [metric(CLICKS, '$autocapture')],
      primary_metrics_ordered_uuids: [VIEWS],
      secondary_metrics_ordered_uuids: [CLICKS],
    });
    await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag.id}/`, {
      evaluation_runtime: 'server',
      filters: { ...flag.filters, groups: [{ properties: [], rollout_percentage: 50 }] },
    });
    graph.time.pass(10_000);
    const changes = (await stream.next())?.event['changes'] as {
      field: string;
      after: unknown;
    }[];
    const fields = changes.map(({ field }) => field);
    expect(fields.filter((field) => !isInSchema(field))).toEqual([]);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(
      expect.arrayContaining([
        'runningTime',
        'metrics',
        'primaryMetricsOrder',
        'secondaryMetricsOrder',
        'holdout.posthogId',
        'holdout.groups',
        'featureFlag.filters',
      ]),
    );
    expect(changes).toContainEqual(
      expect.objectContaining({ field: 'featureFlag.evaluationRuntime', after: 'SERVER' }),
    );
    expect(changes.find(({ field }) => field === 'metrics')?.after).toMatchObject([
      { role: 'PRIMARY', uuid: VIEWS },
      { role: 'SECONDARY', uuid: CLICKS },
    ]);
  });

  it('reports a metric that only changed its role', async () => {
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      metrics: [metric(VIEWS, '$pageview')],
      metrics_secondary: [],
    });
    const stream = listen();
    await stream.next();
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      metrics: [],
      metrics_secondary: [metric(VIEWS, '$pageview')],
    });
    graph.time.pass(10_000);
    const event = await stream.next();
    expect(event?.event['changes']).toContainEqual({
      field: 'metrics',
      before: [expect.objectContaining({ role: 'PRIMARY', uuid: VIEWS })],
      after: [expect.objectContaining({ role: 'SECONDARY', uuid: VIEWS })],
    });
  });

  it('reports a change made through this API at once, without waiting for the next check', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    await graph.ask(
      'mutation ($id: ID!) { launchExperiment(input: { id: $id }) { kind: __typename } }',
      { id },
    );
    const event = await stream.next();
    expect(event?.event['changes']).toContainEqual({
      field: 'status',
      before: 'DRAFT',
      after: 'RUNNING',
    });
    expect(event?.event['experiment'].status).toBe('RUNNING');
  });

  it('ends with the deletion and reports it', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { deleted: true });
    graph.time.pass(10_000);
    const event = await stream.next();
    expect(event?.event).toMatchObject({
      experiment: null,
      nextCheckAt: null,
      changes: [{ field: 'deleted', before: false, after: true }],
    });
    expect(await stream.next()).toBeUndefined();
  });

  it('refuses an experiment that does not exist with one error, and ends', async () => {
    const stream = graph.subscribe({ query, variables: { id: '99999' } });
    const answer = await stream.next();
    expect(answer?.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await stream.next()).toBeUndefined();
    expect(graph.unexpected).toEqual([]);
  });

  it('refuses an invalid experiment id before any call', async () => {
    const answer = await graph.subscribe({ query, variables: { id: 'nonsense' } }).next();
    expect(answer?.errors).toMatchObject([{ extensions: { code: 'INVALID_ID' } }]);
    expect(reads()).toBe(0);
  });

  it('continues while PostHog does not answer, retrying after delays that double', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    await injectFault(graph.sandbox, `experiments/${id}`, { status: 503 });
    graph.time.pass(10_000);
    for (const wait of [5_000, 10_000, 20_000]) {
      await expect.poll(() => graph.time.asked.at(-1)).toBe(wait);
      graph.time.pass(wait);
    }
    await expect.poll(() => graph.time.asked.at(-1)).toBe(40_000);
    expect(stream.waiting).toBe(0);
    await fetch(`${graph.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await rename('Back again');
    graph.time.pass(40_000);
    const event = await stream.next();
    expect(event?.event['experiment'].name).toBe('Back again');
  });
});
