import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../../../../src/graph/core/wire.ts';
import type { MetricAnswer, Named } from '../../../support/answers.ts';
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

const LIST = `query ($first: Int, $after: String, $filter: SavedMetricFilter) {
  savedMetrics(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id posthogId name }
  }
}`;
interface SavedMetricsPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly {
    readonly id: string;
    readonly posthogId: number;
    readonly name: string;
  }[];
}
const list = async (variables: Record<string, unknown> = {}): Promise<SavedMetricsPage> =>
  (await ask(LIST, variables)).data['savedMetrics'];
const namesBy = async (filter: object) => (await list({ filter })).nodes.map(({ name }) => name);
const named = async (name: string) => {
  const found = (await list()).nodes.find((metric) => metric.name === name);
  if (!found) throw new Error(`no shared metric “${name}”`);
  return found;
};

describe('shared metrics', () => {
  it('are listed with everything PostHog stores of them, in 1 call', async () => {
    const wire = await asColleague(graph.sandbox, 'GET', 'experiment_saved_metrics/');
    const { data, calls } = await ask(`{
      savedMetrics { totalCount nodes {
        posthogId projectId name description tags createdAt updatedAt userAccessLevel
        createdBy { email } metric { raw }
      } }
    }`);
    expect(calls).toBe(1);
    expect(data['savedMetrics'].totalCount).toBe(wire['count']);
    expect(data['savedMetrics'].nodes).toEqual(
      wire['results'].map((row: Wire['ExperimentSavedMetric']) => ({
        posthogId: row.id,
        projectId: '1',
        name: row.name,
        description: row.description,
        tags: row.tags,
        createdAt: new Date(row.created_at).toISOString(),
        updatedAt: new Date(row.updated_at).toISOString(),
        userAccessLevel: row.user_access_level,
        createdBy: { email: row.created_by?.email },
        metric: { raw: row.query },
      })),
    );
  });

  it('are paged, each row once', async () => {
    const whole = await list();
    const names: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < whole.totalCount; page += 1) {
      const part = await list({ first: 4, after });
      names.push(...part.nodes.map(({ name }) => name));
      after = part.pageInfo.endCursor;
      if (!part.pageInfo.hasNextPage) break;
    }
    expect(names).toEqual(whole.nodes.map(({ name }) => name));
  });

  it('can be filtered by text and by an event they count', async () => {
    expect(await namesBy({ search: 'SUPPORT' })).toEqual(['Support tickets per user']);
    expect(await namesBy({ event: 'order_completed' })).toEqual(['Revenue per user']);
    expect(await namesBy({ event: 'no_such_event' })).toEqual([]);
  });

  it('are found by id and by PostHog’s number, once per document; an unknown one is null', async () => {
    const { id, posthogId, name } = await named('Revenue per user');
    const { data, calls } = await ask(
      `query ($id: ID!, $number: ID!) {
        byId: savedMetric(id: $id) { name } byNumber: savedMetric(id: $number) { name }
        node(id: $id) { ... on SavedMetric { name } }
      }`,
      { id, number: String(posthogId) },
    );
    expect(data).toEqual({ byId: { name }, byNumber: { name }, node: { name } });
    expect(calls).toBe(1);
    const none = await ask('{ savedMetric(id: "99999") { name } }');
    expect([none.data['savedMetric'], none.calls]).toEqual([null, 1]);
  });

  it('are not looked up by an id of another type', async () => {
    const { data, errors, calls } = await graph.query(
      'query ($id: ID!) { savedMetric(id: $id) { name } }',
      { id: Buffer.from('Holdout:1:3').toString('base64url') },
    );
    expect([data['savedMetric'], errors?.[0]?.extensions['code'], calls]).toEqual([
      null,
      'INVALID_ID',
      0,
    ]);
  });

  it('expose their definition in the types of an experiment’s metrics, without results', async () => {
    const { id } = await named('Page load (ms)');
    const { data, calls } = await ask(
      `query ($id: ID!) { savedMetric(id: $id) { metric {
        __typename id uuid name goal role isShared fingerprint
        experiment { name } timeseries { status } latestResult { source } verdict { state } daysToSignificance
        savedMetric { id }
        ... on MeanMetric { upperBoundPercentile source { mathProperty } }
      } } }`,
      { id },
    );
    const { metric } = data['savedMetric'];
    expect(metric).toEqual({
      __typename: 'MeanMetric',
      id: expect.any(String),
      uuid: expect.any(String),
      name: 'Page load (ms)',
      goal: 'DECREASE',
      role: null,
      isShared: true,
      fingerprint: null,
      experiment: null,
      timeseries: null,
      latestResult: null,
      verdict: null,
      daysToSignificance: null,
      savedMetric: { id },
      upperBoundPercentile: 0.99,
      source: { mathProperty: 'duration_ms' },
    });
    expect(calls).toBe(1);
    const again = await ask(
      'query ($id: ID!) { node(id: $id) { ... on MeanMetric { uuid experiment { id } } } }',
      { id: metric.id },
    );
    expect(again.data['node']).toEqual({ uuid: metric.uuid, experiment: null });
  });
});

describe('shared metrics in an experiment', () => {
  const EXPERIMENT = `query ($name: String) { experiments(filter: { search: $name }) { nodes {
    metrics { uuid role isShared savedMetricId savedMetric { name } }
    savedMetrics {
      posthogId name role savedMetricId createdAt metadata
      savedMetric { id description } metric { uuid fingerprint } experiment { name }
    }
  } } }`;

  it('are linked with their role, and are the same metrics as among `metrics`', async () => {
    const { data } = await ask(EXPERIMENT, { name: 'One-page checkout' });
    const [{ metrics, savedMetrics }] = data['experiments'].nodes;
    expect(savedMetrics.map(({ name, role }: MetricAnswer) => [name, role])).toEqual([
      ['Support tickets per user', 'SECONDARY'],
      ['Page load (ms)', 'SECONDARY'],
    ]);
    for (const link of savedMetrics) {
      expect(link).toMatchObject({
        experiment: { name: 'One-page checkout' },
        metadata: { type: 'secondary' },
        savedMetric: { id: link.savedMetricId },
        metric: { fingerprint: expect.stringMatching(/^[\da-f]{64}$/) },
      });
      expect(metrics).toContainEqual({
        uuid: link.metric.uuid,
        role: link.role,
        isShared: true,
        savedMetricId: link.savedMetricId,
        savedMetric: { name: link.name },
      });
    }
  });

  it('are read in 1 call for several, and in 1 for one', async () => {
    const shared = () =>
      graph.sandbox.requests().filter(({ path }) => path.includes('experiment_saved_metrics'));
    const several = await ask(EXPERIMENT, { name: 'One-page checkout' });
    expect(several.calls).toBe(3);
    expect(shared().map(({ path }) => path)).toEqual(['/api/projects/1/experiment_saved_metrics/']);
    graph.sandbox.clearRequests();
    const one = await ask(EXPERIMENT, { name: 'Cancel flow with pause offer' });
    expect(one.calls).toBe(3);
    expect(shared()).toHaveLength(1);
    expect(shared()[0]?.path).toMatch(/experiment_saved_metrics\/\d+\/$/);
  });
});

const USES = `query ($id: ID!, $first: Int, $after: String) { savedMetric(id: $id) {
  experiments(first: $first, after: $after) {
    candidates pageInfo { hasNextPage endCursor } nodes { name }
  }
} }`;
interface UsePage extends Pick<SavedMetricsPage, 'pageInfo'> {
  readonly candidates: number;
  readonly nodes: readonly Named[];
}
const uses = async (variables: Record<string, unknown>): Promise<UsePage & { calls: number }> => {
  const { data, calls } = await ask(USES, variables);
  return { ...data['savedMetric'].experiments, calls };
};

/** Names of the experiments that link a shared metric, taken from PostHog's own details. */
const users = async (posthogId: number): Promise<string[]> => {
  const { results } = (await asColleague(
    graph.sandbox,
    'GET',
    'experiments/?limit=100',
  )) as Wire['PaginatedExperimentBasicList'];
  const details = (await Promise.all(
    results.map((row) => asColleague(graph.sandbox, 'GET', `experiments/${row.id}/`)),
  )) as Wire['Experiment'][];
  return details
    .filter((row) => row.saved_metrics?.some(({ saved_metric: linked }) => linked === posthogId))
    .map(({ name }) => name);
};

describe('the experiments that use a shared metric', () => {
  it.each(['Support tickets per user', 'Came back in the second week', 'Errors per page view'])(
    'are found among those that count its events: “%s”',
    async (name) => {
      const { id, posthogId } = await named(name);
      const expected = await users(posthogId);
      const { nodes, candidates, pageInfo, calls } = await uses({ id, first: 100 });
      expect(nodes.map((node) => node.name)).toEqual(expected);
      expect(pageInfo.hasNextPage).toBe(false);
      expect(candidates).toBeLessThan(26);
      expect(calls).toBe(1 + 1 + candidates);
    },
  );

  it('are all found by paging, whatever the page size, for at most 1 + `first` calls per page', async () => {
    const { id, posthogId } = await named('Support tickets per user');
    const found: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 30; page += 1) {
      const { nodes, pageInfo, calls } = await uses({ id, first: 3, after });
      expect(calls).toBeLessThanOrEqual(1 + 1 + 3);
      found.push(...nodes.map((node) => node.name));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(found).toEqual(await users(posthogId));
    expect(found.length).toBeGreaterThan(1);
  });

  it('cost no details where the server lists complete experiments', async () => {
    const { id, posthogId } = await named('Support tickets per user');
    graph.sandbox.setProfile({ fat_lists: true });
    const { nodes, calls } = await uses({ id, first: 100 });
    graph.sandbox.setProfile({ fat_lists: false });
    expect(calls).toBe(2);
    expect(nodes.map((node) => node.name)).toEqual(await users(posthogId));
  });
});
