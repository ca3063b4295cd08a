import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';

const freshness = {
  seconds: { experiments: 60, settings: 60, results: 3_600 },
  maxStaleMs: 3_600_000,
  maxBytes: 50_000_000,
};

/** Goes from today's noon on: what is kept of results ends with PostHog's daily run at 2. */
const fromNoon = () => {
  const shift = new Date().setUTCHours(12, 0, 0, 0) - Date.now();
  return () => Date.now() + shift;
};

/** Calls the sandbox itself received since the last time, as `METHOD path` without the project. */
function received({ sandbox }: TestGraph): string[] {
  const calls = sandbox.requests().map(({ method, path }) => `${method} ${path}`);
  sandbox.clearRequests();
  return calls.map((call) => call.replace('/api/projects/1', ''));
}

const dashboard = `{
  experiments(first: 25) {
    nodes { id name status featureFlag { key active } holdout { name } createdBy { email }
      metrics { name latestResult { asOf } } }
  }
}`;

describe('upstream calls on the wire, nothing kept', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  /** Runs a query and checks that the wire saw as many calls as the answer reports. */
  async function costOf(query: string, variables?: Record<string, unknown>): Promise<number> {
    received(graph);
    const answer = await graph.query(query, variables);
    expect(answer.errors).toBeUndefined();
    expect(received(graph)).toHaveLength(answer.calls);
    return answer.calls;
  }

  it('a page of 25 with flag, holdout and creator is 1', async () => {
    const cost = await costOf(
      '{ experiments(first: 25) { nodes { name status featureFlag { key } holdout { name } createdBy { email } } } }',
    );
    expect(cost).toBe(1);
  });

  it('with metric definitions it is 26, and with the newest result of every metric 51 at most', async () => {
    expect(await costOf('{ experiments(first: 25) { nodes { metrics { name } } } }')).toBe(26);
    expect(await costOf(dashboard)).toBeLessThanOrEqual(51);
  });

  it('one experiment with the series of its M metrics is 1 + M', async () => {
    const { data } = await graph.query(
      '{ experiments(filter: { status: RUNNING }) { nodes { id metrics { uuid } } } }',
    );
    const [most] = data['experiments'].nodes.toSorted(
      (a: { metrics: [] }, b: { metrics: [] }) => b.metrics.length - a.metrics.length,
    );
    const cost = await costOf(
      `query ($id: ID!) { experiment(id: $id) { metrics { timeseries { latest { date } } again: timeseries { status } } } }`,
      { id: most.id },
    );
    expect(most.metrics.length).toBeGreaterThan(2);
    expect(cost).toBe(1 + most.metrics.length);
  });

  it('many experiments by id, list fields only, are 2 at most', async () => {
    const { data } = await graph.query('{ experiments(first: 50) { nodes { id } } }');
    const ids = data['experiments'].nodes.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeGreaterThan(20);
    const query =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Experiment { name status } } }';
    expect(await costOf(query, { ids })).toBeLessThanOrEqual(2);
  });

  it('many flags by key are 1', async () => {
    const { data } = await graph.query('{ featureFlags(first: 50) { nodes { key } } }');
    const keys = data['featureFlags'].nodes.map(({ key }: { key: string }) => key);
    expect(keys.length).toBeGreaterThan(20);
    const fields = keys.map(
      (key: string, index: number) => `f${index}: featureFlag(key: ${JSON.stringify(key)}) { id }`,
    );
    expect(await costOf(`{ ${fields.join(' ')} }`)).toBe(1);
  });
});

describe('what is kept', () => {
  it('a dashboard asked by 100 clients of one key at once costs what one client costs, and again nothing', async () => {
    const alone = await startGraph();
    const together = await startGraph({ freshness, now: fromNoon() });
    try {
      const { calls } = await alone.query(dashboard);
      received(together);
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => together.query(dashboard)),
      );
      expect(received(together)).toHaveLength(calls);
      expect(answers.reduce((sum, answer) => sum + answer.calls, 0)).toBe(calls);
      expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);

      expect((await together.query(dashboard)).calls).toBe(0);
      expect(received(together)).toEqual([]);

      await together.query(dashboard, undefined, { key: 'phx_readonly' });
      expect(received(together)).toHaveLength(calls);
    } finally {
      await alone.close();
      await together.close();
    }
  });

  it('after a mutation only the changed experiment and what depends on it is read again', async () => {
    const graph = await startGraph({ freshness });
    try {
      const list =
        '{ experiments(filter: { status: RUNNING }) { nodes { id posthogId status metrics { name } } } }';
      const { data } = await graph.query(list);
      const [changed] = data['experiments'].nodes;
      received(graph);
      await graph.query(
        'mutation ($id: ID!) { pauseExperiment(input: { id: $id }) { __typename } }',
        { id: changed.id },
      );
      expect(received(graph)).toEqual([`POST /experiments/${changed.posthogId}/pause/`]);
      await graph.query(list);
      // It has left the list of running ones, so not even its detail is asked for.
      expect(received(graph)).toEqual(['GET /experiments/']);
      const again = await graph.query(
        'query ($id: ID!) { experiment(id: $id) { status metrics { name } } }',
        { id: changed.id },
      );
      expect(again.data['experiment'].status).toBe('PAUSED');
      expect(received(graph)).toEqual([`GET /experiments/${changed.posthogId}/`]);
    } finally {
      await graph.close();
    }
  });

  it('is asked for anew when the operation or the request says so', async () => {
    const graph = await startGraph({ freshness });
    try {
      await graph.query('{ experimentStats { activeExperiments } }');
      const kept = await graph.query('{ experimentStats { activeExperiments } }');
      expect([kept.calls, kept.extensions['upstream'].cacheHits]).toEqual([0, 1]);
      const fresh = 'query @fresh(maxAge: 0) { experimentStats { activeExperiments } }';
      expect((await graph.query(fresh)).calls).toBe(1);
      const headers = { 'cache-control': 'no-cache' };
      const forced = await graph.query(
        '{ experimentStats { activeExperiments } }',
        {},
        { headers },
      );
      expect(forced.calls).toBe(1);
    } finally {
      await graph.close();
    }
  });
});

const page = (directive: string) =>
  `query ${directive} { experiments(first: 5) { nodes { name metrics { name } } } }`;

describe('bounds and budget', () => {
  it('an operation over its own @budget fails before the first call', async () => {
    const graph = await startGraph();
    try {
      const answer = await graph.query(page('@budget(maxCalls: 3)'));
      expect(answer.errors?.[0]?.extensions).toMatchObject({
        code: 'BUDGET_EXCEEDED',
        predicted: 6,
        available: 3,
      });
      expect(received(graph)).toEqual([]);
    } finally {
      await graph.close();
    }
  });

  it('with onExceed PARTIAL it brings what fits and says which fields were left out', async () => {
    const graph = await startGraph();
    try {
      const answer = await graph.query(page('@budget(maxCalls: 3, onExceed: PARTIAL)'));
      const metrics = answer.data['experiments'].nodes.map(
        (node: { metrics: unknown }) => node.metrics,
      );
      expect(metrics.filter((value: unknown) => value !== null)).toHaveLength(2);
      expect(answer.errors).toHaveLength(3);
      expect(
        answer.errors?.every(({ extensions }) => extensions['code'] === 'BUDGET_SKIPPED'),
      ).toBe(true);
      expect(received(graph)).toHaveLength(3);
    } finally {
      await graph.close();
    }
  });

  it('an operation that the key has no calls left for fails at once and says when it would fit', async () => {
    const graph = await startGraph({
      budget: { perMinute: 20, perHour: 100 },
      requestTimeoutMs: 5_000,
    });
    try {
      const big = '{ experiments(first: 25) { nodes { metrics { name } } } }';
      const refused = await graph.query(big);
      expect(refused.errors?.[0]?.extensions).toMatchObject({
        code: 'BUDGET_EXCEEDED',
        predicted: 26,
        available: 20,
      });
      expect(received(graph)).toEqual([]);
      const small = await graph.query('{ experimentStats { activeExperiments } }');
      expect(small.extensions['upstream'].budget).toEqual({
        minuteRemaining: 19,
        hourRemaining: 99,
      });
    } finally {
      await graph.close();
    }
  });

  it('when the budget is spent, what was read before is given, marked', async () => {
    const graph = await startGraph({
      budget: { perMinute: 1, perHour: 100 },
      requestTimeoutMs: 5_000,
      freshness: { ...freshness, seconds: { experiments: 0, settings: 0, results: 0 } },
    });
    try {
      const query = '{ experimentStats { activeExperiments } }';
      const first = await graph.query(query);
      const second = await graph.query(query);
      expect(second.data).toEqual(first.data);
      expect(second.extensions['upstream']).toMatchObject({ calls: 0, staleHits: 1 });
    } finally {
      await graph.close();
    }
  });
});

describe('explain', () => {
  it('answers the calls, endpoints, scopes and what is held, and calls nothing', async () => {
    const graph = await startGraph({ freshness });
    try {
      const query =
        '{ experiments(first: 10) { nodes { name metrics { name timeseries { status } } } } }';
      const asking = { extensions: { explain: true } };
      const { data, extensions } = await graph.query(query, undefined, asking);
      expect(data).toBeNull();
      expect(extensions['explain']).toMatchObject({
        calls: 1 + 10 + 40,
        summary:
          'experiments_list ×1 → experiments_retrieve ×10 → experiments_timeseries_results_retrieve ×40 = 51 calls',
        scopes: ['experiment:read'],
        tip: expect.stringContaining('`experiments.nodes.metrics.timeseries`'),
      });
      expect(extensions['explain'].steps[1]).toEqual({
        path: 'experiments.nodes.metrics',
        operation: 'experiments_retrieve',
        method: 'GET',
        endpoint: '/api/projects/{project_id}/experiments/{id}/',
        calls: 10,
        scopes: ['experiment:read'],
        held: 0,
      });
      expect(received(graph)).toEqual([]);

      await graph.query('{ experiments(first: 10) { nodes { metrics { name } } } }');
      const after = await graph.query(query, undefined, asking);
      expect(after.extensions['explain'].steps.map(({ held }: { held: number }) => held)).toEqual([
        1, 10, 0,
      ]);
    } finally {
      await graph.close();
    }
  });
});

describe('the share of a minute that explain answers', () => {
  it('is of the calls that are configured, whatever PostHog allows by default', async () => {
    const graph = await startGraph({ budget: { perMinute: 2_000, perHour: 20_000 } });
    try {
      const query = '{ experiments(first: 25) { nodes { metrics { name } } } }';
      const asking = { extensions: { explain: true } };
      const { extensions } = await graph.query(query, undefined, asking);
      expect(extensions['explain']).toMatchObject({ calls: 26, percentOfMinute: 1.3 });
      const keyless = await graph.query(query, undefined, { ...asking, key: null });
      expect(keyless.extensions['explain'].percentOfMinute).toBe(1.3);
    } finally {
      await graph.close();
    }
  });
});

describe('age', () => {
  it('an answer past its time says since when and why; a fresh one is of now', async () => {
    const graph = await startGraph({
      freshness: { ...freshness, seconds: { experiments: 0, settings: 0, results: 0 } },
    });
    try {
      const query = '{ experiment(id: 5) { name asOf isStale staleReason } }';
      const fresh = await graph.query(query);
      expect(fresh.data['experiment']).toMatchObject({ isStale: false, staleReason: null });
      await fetch(`${graph.sandbox.url}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ match: {}, status: 500 }),
      });
      const stale = await graph.query(query);
      expect(stale.errors).toBeUndefined();
      expect(stale.data['experiment']).toEqual({
        ...fresh.data['experiment'],
        isStale: true,
        staleReason: 'UPSTREAM_DOWN',
      });
      const strict = await graph.query(query.replace('{', 'query @fresh(staleOk: false) {'));
      expect(strict.errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    } finally {
      await graph.close();
    }
  });

  it('the viewer sees what is left of the key, this query included', async () => {
    const graph = await startGraph({ budget: { perMinute: 480, perHour: 4_800 } });
    try {
      const { data } = await graph.query(
        '{ viewer { budget { minuteLimit minuteRemaining hourRemaining confidence } } }',
      );
      expect(data['viewer'].budget).toEqual({
        minuteLimit: 480,
        minuteRemaining: 479,
        hourRemaining: 4_799,
        confidence: 'COUNTED',
      });
    } finally {
      await graph.close();
    }
  });
});
