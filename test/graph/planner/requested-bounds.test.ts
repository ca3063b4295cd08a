import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { startInProcess, type InProcess } from '../../support/in-process.ts';

const page = (directive = '') =>
  `query ${directive} { experiments(first: 5) { nodes { name metrics { name } } } }`;
const header = (value: string) => ({ headers: { 'x-graph-budget': value } });
const budget = (value: unknown) => ({ extensions: { budget: value } });

describe('the budget of a request', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  it.each([
    ['the header x-graph-budget', header('2')],
    ['extensions', budget({ maxCalls: 2 })],
    ['the smaller of both', { ...header('2'), ...budget({ maxCalls: 90 }) }],
    ['the smaller of both, the other way round', { ...header('90'), ...budget({ maxCalls: 2 }) }],
  ])('by %s refuses an operation that takes more, before the first call', async (_by, asking) => {
    graph.sandbox.clearRequests();
    const { data, errors } = await graph.query(page(), {}, asking);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      { extensions: { code: 'BUDGET_EXCEEDED', predicted: 6, available: 2 } },
    ]);
    expect(graph.sandbox.requests()).toEqual([]);
  });

  it.each([
    ['the header x-graph-budget', header('3; onExceed=PARTIAL')],
    ['extensions', budget({ maxCalls: 3, onExceed: 'PARTIAL' })],
    [
      'the smallest, with what it says',
      { ...header('3; onexceed=partial'), ...budget({ maxCalls: 90 }) },
    ],
  ])('by %s answers what fits', async (_by, asking) => {
    graph.sandbox.clearRequests();
    const { data, errors = [], calls } = await graph.query(page(), {}, asking);
    expect(data['experiments'].nodes).toHaveLength(5);
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(
      new Set(['BUDGET_SKIPPED']),
    );
    expect(calls).toBe(3);
    expect(graph.sandbox.requests()).toHaveLength(3);
  });

  it('cannot be raised above that of the document, and lets pass what it allows', async () => {
    const over = await graph.query(page('@budget(maxCalls: 1)'), {}, header('90'));
    expect(over.errors).toMatchObject([{ extensions: { code: 'BUDGET_EXCEEDED', available: 1 } }]);
    const within = await graph.query(page('@budget(maxCalls: 90)'), {}, header('6'));
    expect(within.errors).toBeUndefined();
  });

  it('applies to mutations', async () => {
    graph.sandbox.clearRequests();
    const { errors } = await graph.query(
      'mutation { pauseExperiment(input: { id: 15 }) { __typename } }',
      {},
      header('0'),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BUDGET_EXCEEDED' } }]);
    expect(graph.sandbox.requests()).toEqual([]);
  });

  it.each([
    ['x-graph-budget', header('many')],
    ['x-graph-budget', header('-1')],
    ['x-graph-budget', header('20; onExceed=IGNORE')],
    ['extensions.budget.maxCalls', budget({ maxCalls: 'many' })],
    ['extensions.budget.maxCalls', budget({ maxCalls: 1.5 })],
    ['extensions.budget', budget({})],
    ['extensions.budget', budget({ maxCalls: 1, most: 2 })],
    ['extensions.budget', budget(20)],
    ['extensions.budget.onExceed', budget({ maxCalls: 1, onExceed: 'IGNORE' })],
    ['extensions.fresh.maxAge', { extensions: { fresh: { maxAge: 'now' } } }],
    ['extensions.fresh', { extensions: { fresh: { stale: false } } }],
  ])('is refused by name when it cannot be read: %s, %j', async (argument, asking) => {
    graph.sandbox.clearRequests();
    const { errors } = await graph.query(page(), {}, asking);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(graph.sandbox.requests()).toEqual([]);
  });
});

describe('over HTTP', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ POSTHOG_PROJECT_ID: '1', FRESH_EXPERIMENTS_SECONDS: '60' });
  });
  afterAll(() => server.stop());

  const post = async (
    query: string,
    { headers = {}, extensions }: { headers?: Record<string, string>; extensions?: object } = {},
  ) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, ...(extensions && { extensions }) }),
    });
    return response.json();
  };

  it('the header counts for documents that have been answered and compiled before', async () => {
    for (let time = 0; time < 5; time++) expect((await post(page())).errors).toBeUndefined();
    expect((await post(page(), header('none'))).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const cached = await post(page(), header('0'));
    expect(cached).toMatchObject({ extensions: { upstream: { calls: 0 } } });
    expect(cached.errors).toBeUndefined();
    const again = await post(page(), {
      headers: { 'x-graph-budget': '2', 'cache-control': 'no-cache' },
    });
    expect(again.errors).toMatchObject([{ extensions: { code: 'BUDGET_EXCEEDED' } }]);
  });

  it('`fresh` in extensions reads anew, and the document comes before it', async () => {
    await post(page());
    expect((await post(page())).extensions.upstream.calls).toBe(0);
    const anew = { extensions: { fresh: { maxAge: 0 } } };
    expect((await post(page(), anew)).extensions.upstream.calls).toBe(6);
    expect((await post(page('@fresh(maxAge: 600)'), anew)).extensions.upstream.calls).toBe(0);
  });

  it('both pass in a GET request', async () => {
    const get = async (extensions: object) => {
      const search = new URLSearchParams({ query: page(), extensions: JSON.stringify(extensions) });
      const response = await fetch(`${server.url}/graphql?${search}`, {
        headers: { accept: 'application/json' },
      });
      return (await response.json()) as Record<string, unknown>;
    };
    expect(await get({ fresh: { maxAge: 0 }, budget: { maxCalls: 2 } })).toMatchObject({
      errors: [{ extensions: { code: 'BUDGET_EXCEEDED' } }],
    });
    expect(await get({ fresh: { maxAge: 0 } })).toMatchObject({
      extensions: { upstream: { calls: 6 } },
    });
  });
});
