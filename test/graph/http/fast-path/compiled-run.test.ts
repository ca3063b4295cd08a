import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { MinimalRequest } from '../../../../src/graph/http/fast-path/minimal-request.ts';
import { allPieces } from '../../../../src/graph/http/fast-path/pieces.ts';
import { createGraph } from '../../../../src/graph/server.ts';
import { createUpstream } from '../../../../src/posthog/client.ts';

const page = '{ experiments(first: 1) { nodes { name } } }';
const ok = { count: 1, next: null, previous: null, results: [{ id: 1, name: 'A' }] };

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The graph over a PostHog that always gives the same answer, until it gives another. */
async function over(first: unknown) {
  let answer = first;
  let calls = 0;
  const posthog = createServer((_request, response) => {
    calls += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  open.push(posthog);
  await new Promise<void>((done) => {
    posthog.listen(0, '127.0.0.1', done);
  });
  const { port } = posthog.address() as AddressInfo;
  const logged: string[] = [];
  const graph = createGraph({
    upstream: createUpstream({
      host: `http://127.0.0.1:${port}`,
      concurrency: 4,
      timeoutMs: 5_000,
    }),
    apiKey: 'phx_test',
    projectId: '1',
    requestTimeoutMs: 5_000,
    fastPath: allPieces,
    onUnexpectedError: (_error, id) => logged.push(id),
  });
  const lean = () =>
    new MinimalRequest({ url: '/graphql', headers: {} }, new AbortController().signal);
  return {
    logged,
    calls: () => calls,
    answerWith: (other: unknown) => {
      answer = other;
    },
    quickly: (params: Parameters<typeof graph.runCompiled>[0]) => graph.runCompiled(params, lean()),
    /** As often as makes a document worth compiling. */
    meet: async (query: string, variables?: Record<string, unknown>) => {
      for (let time = 1; time <= 3; time += 1) {
        await graph.fetch('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
      }
    },
  };
}

describe('the quick way', () => {
  it('is for documents that the whole pipeline has let through three times', async () => {
    const { quickly, meet, calls } = await over(ok);
    expect(quickly({ query: page })).toBeUndefined();
    await meet(page);
    expect(calls()).toBe(3);
    const quick = await quickly({ query: page });
    expect(quick?.result.data).toEqual({ experiments: { nodes: [{ name: 'A' }] } });
    expect(quick?.result.extensions).toMatchObject({ upstream: { calls: 1, predicted: 1 } });
    expect(calls()).toBe(4);
  });

  it('is never for a document that was refused', async () => {
    const { quickly, meet } = await over(ok);
    await meet('{ nope }');
    expect(quickly({ query: '{ nope }' })).toBeUndefined();
  });

  it('leaves what wants more than the answer to the whole pipeline, and calls nothing', async () => {
    const { quickly, meet, calls } = await over(ok);
    const named =
      'query A($n: Int!, $m: Int = 9) @budget(maxCalls: $m) { experiments(first: $n) { nodes { name } } }';
    await meet(named, { n: 1 });
    const before = calls();
    for (const params of [
      { query: named, variables: { n: 1 }, extensions: { explain: true } },
      { query: named, variables: { n: 1 }, operationName: 'B' },
      { query: named, variables: { n: 'x' } },
      { query: named, variables: { n: 1, m: 0 } },
      { query: named, variables: [1] as never },
      { query: named, variables: { n: 1 }, more: true },
    ]) {
      expect(quickly(params)).toBeUndefined();
    }
    expect(calls()).toBe(before);
    expect(await quickly({ query: named, variables: { n: 1 }, operationName: 'A' })).toBeDefined();
  });

  it('says of a value that is not of its kind that PostHog gave it', async () => {
    const { quickly, meet, logged, answerWith } = await over(ok);
    await meet(page);
    answerWith({ ...ok, results: [{ id: 1, name: null }] });
    const quick = await quickly({ query: page });
    const [error] = quick?.result.errors ?? [];
    expect(error?.extensions).toMatchObject({
      code: 'UPSTREAM_MALFORMED',
      operation: 'experiments_list',
    });
    expect(logged).toEqual([]);
  });

  it('has null and an error where an answer of PostHog cannot be read, and goes on', async () => {
    const series =
      '{ experiment(id: "1") { name metrics { timeseries { points { variants { key } } } } } }';
    const moment = '2026-01-01T00:00:00Z';
    // An experiment and its metric's series in one, since every call gets the same answer.
    const answer = {
      id: 1,
      name: 'A',
      start_date: moment,
      metrics: [{ uuid: 'u', fingerprint: 'f', metric_type: 'mean' }],
      metrics_secondary: [],
      saved_metrics: [],
      timeseries: { '2026-01-01': { variant_results: [] as unknown[] } },
    };
    const { quickly, meet, answerWith } = await over(answer);
    await meet(series);
    answerWith({ ...answer, timeseries: { '2026-01-01': { variant_results: [null] } } });
    const { data, errors = [] } = (await quickly({ query: series }))!.result;
    const points = [{ variants: [{ key: null }] }];
    expect(data).toEqual({ experiment: { name: 'A', metrics: [{ timeseries: { points } }] } });
    expect(errors.map(({ path }) => path?.join('.'))).toEqual([
      'experiment.metrics.0.timeseries.points.0.variants.0.key',
    ]);
    expect(errors[0]!.extensions['code']).toBe('UPSTREAM_MALFORMED');
  });
});
