import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { nestedMetrics } from '../../support/hostile-documents.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe('an answer that would be too large', () => {
  it.each([
    ['lists in lists, six levels', nestedMetrics(6)],
    ['lists in lists, seven levels', nestedMetrics(7)],
    ['lists in lists, eight levels', nestedMetrics(8)],
    [
      'the same rows under many names',
      `{ ${Array.from({ length: 190 }, (_, at) => `a${at}: experiments(first: 100) { ...P }`).join(' ')} } fragment P on ExperimentConnection { nodes { id name status description createdAt startDate endDate archived posthogId tags updatedAt conclusion conclusionComment } }`,
    ],
    [
      'the schema under many names',
      `{ ${Array.from({ length: 190 }, (_, at) => `a${at}: __schema { types { name fields { name } } }`).join(' ')} }`,
    ],
  ])('is refused before the first call: %s', async (_, document) => {
    for (const extensions of [{}, { explain: true }]) {
      const { status, data, errors, calls } = await graph.query(document, {}, { extensions });
      expect({ status, data, calls }).toEqual({ status: 400, data: undefined, calls: 0 });
      const { code, found, limit } = errors![0]!.extensions;
      expect({ code, limit }).toEqual({ code: 'TOO_COMPLEX', limit: 250_000 });
      expect(found).toBeGreaterThan(250_000);
    }
  });

  it('is not one of lists in lists that stay small', async () => {
    const { errors, calls } = await graph.query(nestedMetrics(3));
    expect(errors).toBeUndefined();
    expect(calls).toBe(26);
  });

  it.each([
    ['the whole schema', getIntrospectionQuery()],
    [
      'the series of every metric of a page',
      '{ experiments(first: 100) { nodes { id name status metrics { name timeseries { points { date variants { key mean } baseline { key } } } latestResult { variants { key } } } } } }',
    ],
    ['the example of a dashboard', readFileSync('examples/dashboard.graphql', 'utf8')],
  ])('is not %s', async (_, document) => {
    const { errors, extensions } = await graph.query(
      document,
      {},
      { extensions: { explain: true } },
    );
    expect(errors).toBeUndefined();
    expect(extensions['explain']).toBeDefined();
  });

  it('is the one of arguments that many fields repeat', async () => {
    const fields = Array.from(
      { length: 190 },
      (_, at) => `a${at}: experiments(after: $s) { totalCount }`,
    );
    const document = `query ($s: String) { ${fields.join(' ')} }`;
    const { status, errors } = await graph.query(document, { s: 'x'.repeat(900_000) });
    expect(status).toBe(400);
    expect(errors![0]!.extensions).toMatchObject({ code: 'TOO_COMPLEX', limit: 250_000 });
  });
});

describe('lists that turn out longer than they were taken to be', () => {
  let posthog: Server;
  let over: TestGraph;
  let calls = 0;
  beforeAll(async () => {
    const metrics = Array.from({ length: 60 }, (_, at) => ({
      uuid: `u${at}`,
      fingerprint: `f${at}`,
      metric_type: 'mean',
    }));
    const experiment = { id: 1, name: 'A', metrics, metrics_secondary: [], saved_metrics: [] };
    posthog = createServer((_request, response) => {
      calls += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(experiment));
    });
    await new Promise<void>((done) => {
      posthog.listen(0, '127.0.0.1', done);
    });
    const { port } = posthog.address() as AddressInfo;
    over = await startGraph({
      host: `http://127.0.0.1:${port}`,
      requestTimeoutMs: 300_000,
      compiles: true,
    });
  });
  afterAll(async () => {
    await over.close();
    posthog.closeAllConnections();
    posthog.close();
  });

  const nested = (levels: number) =>
    `{ experiment(id: "1") { ${'metrics { experiment { '.repeat(levels)}name${' } }'.repeat(levels)} } }`;

  it('end the answer with one error and no data', async () => {
    const { data, errors } = await over.query(nested(4));
    expect(calls).toBe(1);
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    const { code, found, limit } = errors![0]!.extensions;
    expect({ code, limit }).toEqual({ code: 'TOO_COMPLEX', limit: 1_000_000 });
    expect(found).toBeLessThan(1_001_000);
  }, 300_000);

  it('are given as they are below the limit, compiled as well', async () => {
    for (let time = 0; time < 4; time += 1) {
      const { data, errors } = await over.query(nested(2));
      expect(errors).toBeUndefined();
      expect(data['experiment'].metrics).toHaveLength(60);
    }
    expect(over.held.compiled.count).toBe(1);
  });
});
