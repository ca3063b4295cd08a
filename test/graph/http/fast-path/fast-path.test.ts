import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFastPath } from '../../../../src/graph/http/fast-path/fast-path.ts';
import { allPieces, type FastPathPieces } from '../../../../src/graph/http/fast-path/pieces.ts';
import { createGraph } from '../../../../src/graph/server.ts';
import { createUpstream, type Upstream } from '../../../../src/posthog/client.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';

const freshness = {
  seconds: { experiments: 60, settings: 60, results: 3_600 },
  maxStaleMs: 600_000,
  maxBytes: 20_000_000,
};

/** The product on two ports over one sandbox: the short way, and yoga alone. */
async function open(keep: boolean) {
  const sandbox = await startCheckedSandbox();
  const upstream = createUpstream({
    host: sandbox.url,
    concurrency: 20,
    timeoutMs: 10_000,
    version: 'test',
    ...(keep && { freshness }),
  });
  const graph = (fastPath: FastPathPieces) =>
    createGraph({
      upstream,
      apiKey: undefined,
      projectId: '1',
      requestTimeoutMs: 20_000,
      onUnexpectedError: (error) => {
        throw error;
      },
      now: () => new Date('2026-11-01T00:00:00Z'),
      fastPath,
    });
  const front = createFastPath({
    yoga: graph(allPieces),
    upstream,
    apiKey: undefined,
    pieces: allPieces,
  });
  const yoga = graph({ http: false, compiled: false, responses: false });
  const servers = [
    createServer((request, response) => void front(request, response)),
    createServer((request, response) => void yoga(request, response)),
  ];
  const [short, ordinary] = await Promise.all(servers.map(listening));
  return { sandbox, upstream, servers, short: short!, ordinary: ordinary! };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function shut({
  servers,
  upstream,
  sandbox,
}: {
  servers: Server[];
  upstream: Upstream;
  sandbox: Sandbox;
}) {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await upstream.close();
  await sandbox.close();
}

interface Sent {
  readonly body: string;
  readonly headers?: Record<string, string>;
}

async function post(url: string, { body, headers = {} }: Sent) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer phx_sandbox',
      ...headers,
    },
    body,
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
}

/** An answer without what may differ between two runs of the same operation. */
function comparable({ status, type, text }: Awaited<ReturnType<typeof post>>) {
  const body = JSON.parse(text) as { extensions?: { upstream?: Record<string, unknown> } };
  const { upstream } = body.extensions ?? {};
  if (upstream) {
    delete upstream['waitedMs'];
    delete upstream['budget'];
  }
  return { status, type: type?.replaceAll(' ', ''), body };
}

const query = (document: string, variables?: object, more: object = {}) =>
  JSON.stringify({ query: document, variables, ...more });

const long = `{ ${'a '.repeat(6_000)} }`;
const deep = `{ experiments { nodes { ${'featureFlag { experiments { '.repeat(12)} id ${'} }'.repeat(12)} } } }`;

const requests: Record<string, Sent> = {
  'a query': { body: query('{ experiments(first: 2) { nodes { name status } } }') },
  'a query with variables': {
    body: query('query ($n: Int) { experiments(first: $n) { nodes { name } } }', { n: 3 }),
  },
  'enums and input objects in variables': {
    body: query('query ($f: ExperimentFilter) { experiments(filter: $f) { totalCount } }', {
      f: { status: 'RUNNING' },
    }),
  },
  'a variable that does not fit': {
    body: query('query ($n: Int) { experiments(first: $n) { totalCount } }', { n: 'x' }),
  },
  'a page out of range': { body: query('{ experiments(first: 500) { totalCount } }') },
  'an unknown field': { body: query('{ nope }') },
  'half a document': { body: query('{ experiments {') },
  'a document too long': { body: query(long) },
  'a document too deep': { body: query(deep) },
  'an unknown id': { body: query('{ experiment(id: 999999) { name } }') },
  'no key': {
    body: query('{ experimentStats { activeExperiments } }'),
    headers: { authorization: '' },
  },
  'a key PostHog does not know': {
    body: query('{ experimentStats { activeExperiments } }'),
    headers: { authorization: 'Bearer phx_nobody' },
  },
  'the second of two operations': {
    body: query('query A { a: __typename } query B { b: __typename }', undefined, {
      operationName: 'B',
    }),
  },
  'an operation by its name': {
    body: query('query A { a: __typename }', undefined, { operationName: 'A' }),
  },
  'an operation by a name it does not have': {
    body: query('query A { a: __typename }', undefined, { operationName: 'B' }),
  },
  'a budget that is large enough, and how fresh it must be': {
    body: query(
      'query @budget(maxCalls: 1) @fresh(maxAge: 0) { experiments(first: 2) { nodes { name } } }',
    ),
  },
  'a budget used up on the way': {
    body: query(
      'query @budget(maxCalls: 1, onExceed: PARTIAL) { experiments(first: 1) { nodes { name metrics { name } } } }',
    ),
  },
  'a fragment on an interface': {
    body: query(
      '{ experiment(id: 5) { metrics { __typename name ... on FunnelMetric { goal } } } }',
    ),
  },
  'an introspection': { body: query('{ __schema { queryType { name } } }') },
  'a budget that is too small': {
    body: query('query @budget(maxCalls: 1) { experiments { nodes { metrics { name } } } }'),
  },
  'an explanation': {
    body: query('{ experiments { nodes { metrics { name } } } }', undefined, {
      extensions: { explain: true },
    }),
  },
  'a variable inside an open value': {
    body: query(
      'query ($v: String!) { experimentSetupContext(input: { targetEvent: "$pageview", targetProperties: [{ key: "plan", type: EVENT, operator: EXACT, value: [$v] }] }) { targetSurface { status } } }',
      { v: 'pro' },
    ),
  },
  'a body that is no JSON': { body: '{"query":' },
  'a list of operations': { body: '[{"query":"{ __typename }"}]' },
  'a body without a query': { body: '{}' },
  'an accept header for the newer type': {
    body: query('{ nope }'),
    headers: { accept: 'application/graphql-response+json' },
  },
  'an accept header for both': {
    body: query('{ experiments(first: 1) { nodes { name } } }'),
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9' },
  },
  'a mutation refused by the state': {
    body: query(
      'mutation { launchExperiment(input: { id: "5" }) { __typename ... on LifecycleConflict { reason current } } }',
    ),
  },
};

describe('the short way', () => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open(false);
  });
  afterAll(() => shut(world));

  it.each(Object.entries(requests))('gives what yoga alone gives: %s', async (_name, sent) => {
    const ordinary = comparable(await post(world.ordinary, sent));
    // The third time it is compiled, the fourth time it takes the quick way.
    for (let time = 1; time <= 4; time += 1) {
      expect(comparable(await post(world.short, sent))).toEqual(ordinary);
    }
  });

  it.each([
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json,application/json;q=0.9',
    'application/json, multipart/mixed',
    'text/html',
    'constructor',
    'image/png',
  ])('gives what yoga alone gives: the accept header %s', async (accept) => {
    const sent = { body: query('{ __typename }'), headers: { accept } };
    const [ordinary, short] = [await post(world.ordinary, sent), await post(world.short, sent)];
    expect(short.status).toBe(ordinary.status);
    expect(short.type?.replaceAll(' ', '')).toBe(ordinary.type?.replaceAll(' ', ''));
  });

  it('hands GET to the ordinary way', async () => {
    const get = await fetch(`${world.short}?query={__typename}`, {
      headers: { authorization: 'Bearer phx_sandbox' },
    });
    expect(await get.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('aborts at PostHog when the caller leaves', async () => {
    await fetch(`${world.sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ match: { path: 'stats' }, times: 1, latency_ms: 2_000 }),
    });
    const leaving = new AbortController();
    const asked = fetch(world.short, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer phx_sandbox' },
      body: query('{ experimentStats { activeExperiments } }'),
      signal: leaving.signal,
    });
    await expect
      .poll(() => world.upstream.budget({ apiKey: 'phx_sandbox' })?.minuteRemaining)
      .toBeLessThan(480);
    leaving.abort();
    await expect(asked).rejects.toThrow('abort');
  });
});

describe('whole answers', () => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open(true);
  });
  afterAll(() => shut(world));

  const sent = { body: query('{ experiments(first: 5) { nodes { name metrics { name } } } }') };
  const parsed = async (request: Sent) =>
    JSON.parse((await post(world.short, request)).text) as {
      data: unknown;
      extensions: { upstream: Record<string, number> };
    };

  it('are given again while fresh, for no call, saying how many they saved', async () => {
    const first = await parsed(sent);
    const second = await parsed(sent);
    expect(second.data).toEqual(first.data);
    expect(first.extensions.upstream).toMatchObject({ calls: 6, cacheHits: 0 });
    expect(second.extensions.upstream).toMatchObject({ calls: 0, cacheHits: 6, predicted: 6 });
  });

  it('are not given to another key', async () => {
    await parsed(sent);
    const other = await parsed({ ...sent, headers: { authorization: 'Bearer phx_readonly' } });
    expect(other.extensions.upstream).toMatchObject({ calls: 6 });
  });

  it('are dropped by a mutation that touches what they show', async () => {
    const one = { body: query('{ experiment(id: 5) { name description } }') };
    await parsed(one);
    await parsed({
      body: query(
        'mutation { updateExperiment(input: { id: "5", description: "Changed." }) { __typename } }',
      ),
    });
    const after = await parsed(one);
    expect(after.data).toMatchObject({ experiment: { description: 'Changed.' } });
  });

  it('are one run for many who ask at once', async () => {
    const again = { body: query('{ experiments(first: 4) { nodes { name metrics { name } } } }') };
    await parsed(again);
    world.sandbox.clearRequests();
    await parsed({
      body: query(
        'mutation { updateExperiment(input: { id: "5", description: "Once more." }) { __typename } }',
      ),
    });
    world.sandbox.clearRequests();
    const answers = await Promise.all(Array.from({ length: 20 }, () => parsed(again)));
    const calls = answers.map(({ extensions }) => extensions.upstream['calls'] ?? 0);
    expect(calls.reduce((sum, one) => sum + one, 0)).toBe(world.sandbox.requests().length);
    expect(calls.filter((one) => one > 0)).toHaveLength(1);
  });

  it('are made anew for a caller who says how fresh they must be', async () => {
    await parsed(sent);
    const fresh = await parsed({ ...sent, headers: { 'cache-control': 'no-cache' } });
    expect(fresh.extensions.upstream).toMatchObject({ calls: 6 });
  });
});
