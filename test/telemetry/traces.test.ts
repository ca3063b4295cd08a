import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import {
  startOtlpReceiver,
  type OtlpReceiver,
  type ReceivedSpan,
} from '../support/otlp-receiver.ts';

const json = { 'content-type': 'application/json' };
const dashboard =
  'query Dashboard($search: String) { experiments(first: 3, filter: { search: $search }) { nodes { name metrics { name } } } }';

/** A trace that a client has begun; each test has one of its own. */
const traceOf = (test: number) => String(test).padStart(32, 'a');
const parentOf = (test: number) => `00-${traceOf(test)}-00f067aa0ba902b7-01`;

const post = (
  server: InProcess,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  }).then(async (response) => ({ response, text: await response.text() }));

const ask = (server: InProcess, test: number, query: string, accept = 'application/json') =>
  post(
    server,
    '/graphql',
    { query, variables: { search: 'Onboarding' } },
    {
      accept,
      traceparent: parentOf(test),
    },
  );

describe.each([
  ['the fast path', 'on'],
  ['Yoga', 'off'],
])('a server that is traced, over %s', (_, fastPath) => {
  let server: InProcess;
  let collector: OtlpReceiver;

  beforeAll(async () => {
    collector = await startOtlpReceiver();
    server = await startInProcess({
      FAST_PATH: fastPath,
      LOG_LEVEL: 'error',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector=a%20token',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      POSTHOG_PROJECT_ID: '1',
    });
    await ask(server, 1, dashboard);
    await ask(server, 2, dashboard);
    await ask(server, 3, '{ nope }');
    await post(
      server,
      '/mcp',
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name: 'graphql',
          arguments: { query: '{ holdouts(first: 2) { nodes { name } } }' },
        },
      },
      { accept: 'application/json, text/event-stream', traceparent: parentOf(4) },
    );
    await fetch(`${server.url}/v1/api/projects/1/experiments/987654`, {
      headers: { traceparent: parentOf(5), tracestate: 'vendor=1' },
    });
    const watching = new AbortController();
    const live = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...json, accept: 'text/event-stream', traceparent: parentOf(6) },
      body: JSON.stringify({
        query: 'subscription Watch { experimentChanged(id: "1") { __typename } }',
      }),
      signal: watching.signal,
    });
    await live.body!.getReader().read();
    watching.abort();
    await fetch(`${server.url}/health`);
    await server.stop();
  }, 180_000);
  afterAll(() => collector.close());

  const spans = (test: number) =>
    collector.spans.filter(({ traceId }) => traceId === traceOf(test));
  const below = (test: number, parent: ReceivedSpan) =>
    spans(test).filter(({ parentSpanId }) => parentSpanId === parent.spanId);

  it('continues the trace of a client from the request over the operation to every call', () => {
    const [request] = spans(1).filter(({ kind }) => kind === 2);
    expect(request).toMatchObject({
      name: 'POST /graphql',
      parentSpanId: '00f067aa0ba902b7',
      attributes: { 'http.route': '/graphql', 'http.response.status_code': 200 },
    });
    const [operation, ...others] = below(1, request!);
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      name: 'query Dashboard',
      attributes: {
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Dashboard',
        'gateway.cache': 'miss',
      },
    });
    const calls = below(1, operation!);
    expect(operation!.attributes['gateway.calls.spent']).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(0);
    expect(spans(1)).toHaveLength(calls.length + 2);
    for (const call of calls)
      expect(call).toMatchObject({
        kind: 3,
        attributes: {
          'http.request.method': 'GET',
          'http.response.status_code': 200,
          'server.address': '127.0.0.1',
          'posthog.project': '1',
          'gateway.attempt': 1,
          'gateway.budget_wait_ms': expect.any(Number) as number,
        },
      });
    expect(calls.map(({ attributes }) => attributes['posthog.operation'])).toContain(
      'experiments_list',
    );
  });

  it('has no calls in the trace of the same query when it is answered from the cache', () => {
    expect(
      spans(2)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['POST /graphql', 'query Dashboard']);
    const operation = spans(2).find(({ kind }) => kind === 1);
    expect(operation?.attributes).toMatchObject({
      'gateway.cache': 'hit',
      'gateway.calls.spent': 0,
      'gateway.credential': expect.any(String) as string,
    });
  });

  it('reports an operation that was refused, with its code', () => {
    expect(spans(3).find(({ kind }) => kind === 1)).toMatchObject({
      status: { code: 2 },
      attributes: { 'error.type': 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  it('reports the call of an MCP tool, with its query and that query’s calls below it', () => {
    const [request] = spans(4).filter(({ kind }) => kind === 2);
    const [tool] = below(4, request!);
    expect(tool).toMatchObject({
      name: 'tools/call graphql',
      attributes: { 'gen_ai.tool.name': 'graphql' },
    });
    const [query] = below(4, tool!);
    expect(query).toMatchObject({ name: 'query' });
    expect(tool!.attributes['gateway.calls.spent']).toBe(below(4, query!).length);
    expect(below(4, query!).length).toBeGreaterThan(0);
  });

  it('reports a REST operation and the refusal of its call, without the ids of its address in any name', () => {
    const [request] = spans(5).filter(({ kind }) => kind === 2);
    expect(request?.name).toBe('GET /v1/api/projects/{project-id}/experiments/{id}');
    const [operation] = below(5, request!);
    expect(operation).toMatchObject({ name: 'experiments_retrieve' });
    expect(below(5, operation!)).toMatchObject([
      { attributes: { 'http.response.status_code': 404, 'gateway.error': 'NOT_FOUND' } },
    ]);
  });

  it('gives each check of a subscription a trace of its own, with a link to the subscription', () => {
    const subscription = spans(6).find(({ name }) => name === 'subscription Watch');
    const [poll] = collector.spans.filter(({ name }) => name === 'poll experiment');
    expect(poll?.parentSpanId ?? '').toBe('');
    expect(poll?.links).toMatchObject([{ traceId: traceOf(6), spanId: subscription?.spanId }]);
    const calls = collector.spans.filter(({ parentSpanId }) => parentSpanId === poll?.spanId);
    expect(calls.length).toBeGreaterThan(0);
  });

  it('sends no span of a probe, and neither a key nor what a query was about', () => {
    const sent = collector.received.map(({ body }) => body.toString()).join('\n');
    expect(sent).not.toContain('/health');
    expect(sent).not.toContain('phx_');
    expect(sent).not.toContain('Onboarding');
  });

  it('says who it is, with the headers that the collector wants', () => {
    expect(collector.received[0]).toMatchObject({
      path: '/v1/traces',
      headers: { 'x-collector': 'a token' },
    });
    expect(collector.resource).toMatchObject({
      'service.name': 'posthog-experiments-graph',
      'deployment.environment.name': 'test',
    });
  });
});

it('continues the trace at PostHog', async () => {
  const collector = await startOtlpReceiver();
  const sent: IncomingHttpHeaders[] = [];
  const posthog = createServer((request, response) => {
    sent.push(request.headers);
    response.writeHead(404).end('{}');
  });
  await new Promise<void>((listening) => posthog.listen(0, '127.0.0.1', listening));
  const server = await startInProcess({
    LOG_LEVEL: 'silent',
    POSTHOG_HOST: `http://127.0.0.1:${(posthog.address() as AddressInfo).port}`,
    POSTHOG_API_KEY: 'phx_sandbox',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  });
  await post(
    server,
    '/graphql',
    { query: '{ experiment(id: 3) { name } }' },
    {
      traceparent: parentOf(11),
      tracestate: 'vendor=1',
    },
  );
  await server.stop();
  posthog.close();
  const [call] = collector.spans.filter(({ kind }) => kind === 3);
  expect(call?.traceId).toBe(traceOf(11));
  expect(sent).toMatchObject([
    { traceparent: `00-${traceOf(11)}-${call?.spanId}-01`, tracestate: 'vendor=1' },
  ]);
  await collector.close();
});

it('sends protobuf unless it is told otherwise, and nothing of traces that a client does not sample', async () => {
  const collector = await startOtlpReceiver();
  const server = await startInProcess({
    LOG_LEVEL: 'error',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/of-traces`,
    OTEL_SERVICE_NAME: 'experiments-api',
  });
  await ask(server, 7, '{ __typename }');
  const unsampled = parentOf(8).replace(/1$/, '0');
  await post(server, '/graphql', { query: '{ __typename }' }, { traceparent: unsampled });
  await server.stop();
  await collector.close();
  const [sent, ...others] = collector.received;
  expect(others).toEqual([]);
  expect(sent).toMatchObject({
    path: '/of-traces',
    headers: { 'content-type': 'application/x-protobuf' },
  });
  expect(sent!.body.includes(Buffer.from(traceOf(7), 'hex'))).toBe(true);
  expect(sent!.body.includes(Buffer.from(traceOf(8), 'hex'))).toBe(false);
  expect(sent!.body.includes('experiments-api')).toBe(true);
});

it('answers as ever when the collector refuses everything, and logs that once', async () => {
  const collector = await startOtlpReceiver(400);
  const server = await startInProcess({
    LOG_LEVEL: 'warn',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const { response } = await ask(server, 9, dashboard);
  expect(response.status).toBe(200);
  expect(await server.stop()).toBe(0);
  await collector.close();
  expect(server.log).toMatchObject([
    { level: 'warn', msg: expect.stringContaining('traces cannot be delivered') as string },
  ]);
});

it('sends nothing when OTEL_SDK_DISABLED is true', async () => {
  const collector = await startOtlpReceiver();
  const server = await startInProcess({
    LOG_LEVEL: 'error',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SDK_DISABLED: 'true',
  });
  await ask(server, 10, '{ __typename }');
  await server.stop();
  await collector.close();
  expect(collector.received).toEqual([]);
});
