import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MetricAnswer } from '../../../support/answers.ts';
import type { Wire } from '../../../../src/graph/core/wire.ts';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const ask = async (document: string, variables?: Record<string, unknown>) => {
  const answer = await graph.query(document, variables);
  expect(answer.errors).toBeUndefined();
  return answer;
};

/** Number of the experiment with this name, looked up the way a client would. */
const idOf = async (name: string): Promise<string> => {
  const { data } = await ask(
    'query ($name: String) { experiments(filter: {search: $name}) { nodes { posthogId } } }',
    { name },
  );
  return String(data['experiments'].nodes[0].posthogId);
};

const METRICS = `query ($id: ID!, $role: MetricRole) {
  experiment(id: $id) { metrics(role: $role) { id uuid name role goal isShared fingerprint raw } }
}`;

describe('the metrics of an experiment', () => {
  it('are its own and the shared ones, as PostHog stores them, read with the detail: 1 upstream call', async () => {
    const id = await idOf('One-page checkout');
    const wire = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    const { data, calls } = await ask(METRICS, { id });
    expect(calls).toBe(1);
    const metrics: MetricAnswer[] = data['experiment'].metrics;
    expect(metrics.map(({ name, role, goal, isShared }) => [name, role, goal, isShared])).toEqual([
      ['Checkout conversion', 'PRIMARY', 'INCREASE', false],
      ['Revenue per user', 'PRIMARY', 'INCREASE', false],
      ['Average order value', 'SECONDARY', 'INCREASE', false],
      ['Support tickets per user', 'SECONDARY', 'DECREASE', true],
      ['Page load (ms)', 'SECONDARY', 'DECREASE', true],
    ]);
    const stored = [
      ...wire['metrics'],
      ...wire['metrics_secondary'],
      ...wire['saved_metrics'].map(({ query }: Wire['ExperimentToSavedMetric']) => query),
    ];
    expect(metrics.map(({ raw }) => raw)).toEqual(stored);
    expect(metrics.map(({ fingerprint }) => fingerprint)).toEqual(
      stored.map(({ fingerprint }) => fingerprint),
    );
  });

  it('can be filtered by role', async () => {
    const id = await idOf('One-page checkout');
    const names = async (role: string) =>
      (await ask(METRICS, { id, role })).data['experiment'].metrics.map(
        ({ name }: MetricAnswer) => name,
      );
    expect(await names('PRIMARY')).toEqual(['Checkout conversion', 'Revenue per user']);
    expect(await names('SECONDARY')).toEqual([
      'Average order value',
      'Support tickets per user',
      'Page load (ms)',
    ]);
  });

  it("come in display order, shared ones among the experiment's own, unlisted ones last", async () => {
    const id = await idOf('Invite teammates during sign-up');
    const before: MetricAnswer[] = (await ask(METRICS, { id, role: 'PRIMARY' })).data['experiment']
      .metrics;
    const reversed = before.map(({ uuid }) => uuid).toReversed();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      primary_metrics_ordered_uuids: reversed,
    });
    const after: MetricAnswer[] = (await ask(METRICS, { id, role: 'PRIMARY' })).data['experiment']
      .metrics;
    expect(after.map(({ uuid }) => uuid)).toEqual(reversed);
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      primary_metrics_ordered_uuids: reversed.slice(0, 1),
    });
    const last: MetricAnswer[] = (await ask(METRICS, { id, role: 'PRIMARY' })).data['experiment']
      .metrics;
    expect(last.map(({ uuid }) => uuid)).toEqual(reversed);
  });

  it('cost 1 call for the list and 1 for each experiment, and only the list where its rows include them', async () => {
    const LIST = '{ experiments(first: 25) { nodes { metrics { uuid } } } }';
    const lean = await ask(LIST);
    expect(lean.calls).toBe(1 + lean.data['experiments'].nodes.length);
    graph.sandbox.setProfile({ fat_lists: true });
    const fat = await ask(LIST);
    graph.sandbox.setProfile({ fat_lists: false });
    expect(fat.calls).toBe(1);
    expect(fat.data).toEqual(lean.data);
  });

  it('are found by uuid; an unknown one is null', async () => {
    const id = await idOf('One-page checkout');
    const all: MetricAnswer[] = (await ask(METRICS, { id })).data['experiment'].metrics;
    const { data } = await ask(
      `query ($id: ID!, $uuid: String!) {
        experiment(id: $id) { metric(uuid: $uuid) { name } none: metric(uuid: "00000000") { name } }
      }`,
      { id, uuid: all[3]?.uuid },
    );
    expect(data['experiment']).toEqual({ metric: { name: all[3]?.name }, none: null });
  });

  it('are refetched by their ids, each as the same metric of the same experiment', async () => {
    const id = await idOf('One-page checkout');
    const all: MetricAnswer[] = (await ask(METRICS, { id })).data['experiment'].metrics;
    const { data, calls } = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Metric { uuid experiment { posthogId } } } }',
      { ids: all.map((metric) => metric.id) },
    );
    expect(calls).toBe(1);
    expect(data['nodes'].map(({ __typename }: MetricAnswer) => __typename)).toEqual([
      'FunnelMetric',
      'MeanMetric',
      'RatioMetric',
      'MeanMetric',
      'MeanMetric',
    ]);
    expect(data['nodes']).toMatchObject(
      all.map((metric) => ({
        id: metric.id,
        uuid: metric.uuid,
        experiment: { posthogId: Number(id) },
      })),
    );
  });

  it('are null by an id whose experiment, uuid or kind does not exist', async () => {
    const id = await idOf('One-page checkout');
    const [metric] = (await ask(METRICS, { id })).data['experiment'].metrics;
    const text = Buffer.from(metric.id, 'base64url').toString();
    const changed = [
      text.replace(/:\d+:(?=[\da-f]{8}-)/, ':99999:'),
      text.replace(metric.uuid, 'no-such-uuid'),
      text.replace('FunnelMetric', 'MeanMetric'),
      'FunnelMetric:nonsense',
    ].map((wrong) => Buffer.from(wrong).toString('base64url'));
    const { data } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: changed,
    });
    expect(data['nodes']).toEqual([null, null, null, null]);
  });
});
