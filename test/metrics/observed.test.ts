import { afterEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { scrape, type Scraped } from '../support/metrics.ts';
import { post } from '../support/post.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';
import { openTurnstile } from '../support/turnstile.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(environment: Record<string, string> = {}): Promise<InProcess> {
  const server = await startInProcess({
    METRICS_PORT: '0',
    POSTHOG_PROJECT_ID: '1',
    ...environment,
  });
  ends.push(() => server.stop());
  return server;
}

const count = (metrics: Scraped, name: string, labels: Record<string, string> = {}) =>
  metrics.sum(`${name}_duration_seconds_count`, labels);

/** A fault in the answers of the sandbox that a server has started. */
const break_ = (server: InProcess, fault: object) =>
  fetch(`${server.sandboxUrl}/_sandbox/faults`, {
    method: 'POST',
    headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
    body: JSON.stringify({ match: { path: '.*' }, ...fault }),
  });

/** Calls an MCP tool; resolves when it has been answered. */
const callTool = async (server: InProcess, name: string, args: object) => {
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-06-18',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args },
    }),
  });
  return response.text();
};

const LIST = 'query List { experiments(first: 3) { nodes { name featureFlag { key } } } }';
const UNNAMED = '{ experiment(id: 1) { name } }';
const WRONG = 'query Wrong { experiment(id: 1) { nothing } }';
const RENAME =
  'mutation Rename { updateExperiment(input: { id: "28", description: "x" }) { __typename } }';

/** What is counted, without times and without what depends on the process. */
const counted = ({ samples }: Scraped) =>
  samples
    .filter(({ name }) => /_total$|_seconds_count$/.test(name) && name.startsWith('experiments_'))
    .filter(({ name }) => !name.includes('wait'))
    .map(({ name, labels, value }) => `${name} ${JSON.stringify(labels)} ${value}`)
    .toSorted();

describe('queries and mutations', () => {
  it('are measured alike with the fast path and without', async () => {
    const [fast, plain] = await Promise.all(
      ['on', 'off'].map(async (FAST_PATH) => {
        const server = await start({ FAST_PATH });
        for (const document of [LIST, LIST, UNNAMED, WRONG, RENAME, LIST])
          await post(server.url, document);
        return scrape(server);
      }),
    );
    expect(counted(fast!)).toEqual(counted(plain!));
    const named = { api: 'graphql', operation: 'List', type: 'query', status: 'ok' };
    expect(count(fast!, 'operation', named)).toBe(3);
    expect(count(fast!, 'operation', { operation: '(unnamed)', type: 'query' })).toBe(1);
    expect(count(fast!, 'operation', { operation: 'Rename', type: 'mutation' })).toBe(1);
    // Refused before it was known what it is.
    expect(count(fast!, 'operation', { type: 'unknown', status: 'error' })).toBe(1);
    expect(fast!.sum('operation_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
    expect(fast!.sum('http_requests_total', { api: 'graphql', status: '200' })).toBe(6);
  });

  it('that are answered from the cache were predicted to make calls, and made none', async () => {
    const server = await start();
    await post(server.url, LIST);
    const first = await scrape(server);
    await post(server.url, LIST);
    const metrics = await scrape(server);
    const of = { api: 'graphql', operation: 'List' };
    const calls = first.sum('spent_calls_total', of);
    expect(calls).toBe(count(first, 'upstream_call'));
    expect(metrics.sum('spent_calls_total', of)).toBe(calls);
    expect(metrics.sum('predicted_calls_total', of)).toBe(
      2 * first.sum('predicted_calls_total', of),
    );
    expect(metrics.sum('reads_total', { source: 'cache' })).toBe(calls);
    expect(metrics.sum('operation_cache_total', { outcome: 'miss' })).toBe(1);
    expect(metrics.sum('operation_cache_total', { outcome: 'hit' })).toBe(1);
  });

  it.each(['on', 'off'])(
    'that wait for the same call are shared, with FAST_PATH=%s',
    async (FAST_PATH) => {
      const posthog = await start();
      const turnstile = await openTurnstile(String(posthog.sandboxUrl));
      ends.push(() => {
        turnstile.close();
      });
      const server = await start({
        POSTHOG_HOST: turnstile.url,
        POSTHOG_API_KEY: 'phx_sandbox',
        FAST_PATH,
      });
      const answers = [post(server.url, UNNAMED), post(server.url, UNNAMED)];
      await turnstile.waiting;
      await expect.poll(async () => (await scrape(server)).sum('active_requests')).toBe(2);
      turnstile.letThrough();
      await Promise.all(answers);
      const metrics = await scrape(server);
      expect(metrics.sum('reads_total', { source: 'in_flight' })).toBe(1);
      expect(metrics.sum('operation_cache_total', { outcome: 'shared' })).toBe(1);
      expect(count(metrics, 'upstream_call')).toBe(1);
    },
  );

  it('that get stale data count as stale, and the failed calls by status, code and retry', async () => {
    const server = await start({ FRESH_EXPERIMENTS_SECONDS: '0' });
    await post(server.url, LIST);
    await break_(server, { status: 503 });
    await post(server.url, LIST);
    const metrics = await scrape(server);
    expect(metrics.sum('operation_cache_total', { outcome: 'stale' })).toBe(1);
    expect(metrics.sum('reads_total', { source: 'stale_cache' })).toBeGreaterThan(0);
    expect(count(metrics, 'upstream_call', { status: '5xx' })).toBe(3);
    expect(metrics.sum('upstream_retries_total')).toBe(2);
    expect(metrics.sum('upstream_failures_total', { code: 'UPSTREAM_UNAVAILABLE' })).toBe(3);
  });

  it('that PostHog throttles count apart from other refusals', async () => {
    const server = await start();
    await break_(server, { status: 429, retry_after: 60 });
    await post(server.url, UNNAMED);
    const metrics = await scrape(server);
    expect(count(metrics, 'upstream_call', { status: '429' })).toBe(1);
    expect(metrics.sum('operation_errors_total', { code: 'RATE_LIMITED' })).toBe(1);
  });
});

describe('a write', () => {
  it('counts as a call of the operation of PostHog that changes something', async () => {
    const server = await start();
    await post(server.url, RENAME);
    const metrics = await scrape(server);
    expect(count(metrics, 'upstream_call', { effect: 'write', status: '2xx' })).toBe(1);
    expect(
      count(metrics, 'upstream_call', { operation: 'experiments_partial_update', effect: 'write' }),
    ).toBe(1);
  });
});

describe('REST', () => {
  it('is measured by the operation of PostHog, read or write', async () => {
    const server = await start();
    await fetch(`${server.url}/v1/api/projects/1/experiments/?limit=2`);
    await fetch(`${server.url}/v1/api/projects/1/experiments/28/`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ description: 'x' }),
    });
    const metrics = await scrape(server);
    const of = { api: 'rest', status: 'ok' };
    expect(
      count(metrics, 'operation', { ...of, operation: 'experiments_list', type: 'read' }),
    ).toBe(1);
    expect(
      count(metrics, 'operation', {
        ...of,
        operation: 'experiments_partial_update',
        type: 'write',
      }),
    ).toBe(1);
    expect(metrics.sum('spent_calls_total', { api: 'rest' })).toBe(2);
    expect(metrics.sum('http_requests_total', { api: 'rest', status: '200' })).toBe(2);
  });
});

describe('MCP', () => {
  it('is measured by tool; what the query of a tool costs counts once', async () => {
    const server = await start();
    await callTool(server, 'graphql', { query: LIST });
    const metrics = await scrape(server);
    const tool = { api: 'mcp', type: 'tool', operation: 'graphql', status: 'ok' };
    expect(count(metrics, 'operation', tool)).toBe(1);
    expect(count(metrics, 'operation', { api: 'graphql', operation: 'List' })).toBe(1);
    expect(metrics.sum('spent_calls_total')).toBe(count(metrics, 'upstream_call'));
    expect(metrics.sum('spent_calls_total', { api: 'mcp' })).toBe(count(metrics, 'upstream_call'));
  });
});

describe('a subscription', () => {
  it('counts when it has ended; its checks are polls, and its connection is no slow request', async () => {
    const server = await start();
    const socket = await connectSocket(server.url);
    subscribeTo(socket, '1', 'subscription Watch { experimentChanged(id: 1) { isFirst } }');
    await socket.next();
    socket.socket.close();
    await socket.ended;
    await expect
      .poll(async () => (await scrape(server)).sum('http_requests_total', { status: '101' }))
      .toBe(1);
    const metrics = await scrape(server);
    expect(count(metrics, 'operation', { type: 'subscription', operation: 'Watch' })).toBe(1);
    expect(count(metrics, 'operation', { type: 'poll', status: 'ok' })).toBe(1);
    expect(metrics.sum('http_request_duration_seconds_count')).toBe(0);
  });
});

describe('a request that is refused before it runs anything', () => {
  it('counts by the code of its refusal, in every API', async () => {
    const server = await start({ GATEWAY_TOKEN: 'a-long-random-text-of-your-own' });
    const refused = [
      fetch(`${server.url}/graphql`, { method: 'POST', body: '{}' }),
      fetch(`${server.url}/v1/api/projects/1/experiments/`),
      fetch(`${server.url}/mcp`, { method: 'POST', body: '{}' }),
      fetch(`${server.url}/none`),
    ];
    await Promise.all(refused);
    const metrics = await scrape(server);
    expect(metrics.sum('http_refusals_total', { code: 'GATEWAY_TOKEN_REQUIRED' })).toBe(3);
    expect(metrics.sum('http_refusals_total', { code: 'NOT_FOUND' })).toBe(1);
    expect(metrics.sum('http_requests_total', { api: 'none' })).toBe(4);
    expect(metrics.sum('http_request_duration_seconds_count')).toBe(0);
  });
});

describe('names of operations', () => {
  it('have a bounded number of time series, and those of persisted operations always have theirs', async () => {
    const server = await start();
    const names = Array.from({ length: 220 }, (_, index) => `Name${index}`);
    await Promise.all(names.map((name) => post(server.url, `query ${name} { __typename }`)));
    await post(server.url, 'query ExperimentsDashboard { __typename }');
    const metrics = await scrape(server);
    const series = metrics.all('operation_duration_seconds_count', { api: 'graphql' });
    expect(series).toHaveLength(202);
    expect(count(metrics, 'operation', { operation: '(other)' })).toBe(20);
    expect(count(metrics, 'operation', { operation: 'ExperimentsDashboard' })).toBe(1);
  });

  it('take no place when the key is not accepted', async () => {
    const server = await start();
    const headers = { authorization: 'Bearer phx_made_up' };
    await post(server.url, 'query Mine { experiment(id: 1) { name } }', { headers });
    const metrics = await scrape(server);
    expect(count(metrics, 'operation', { operation: '(other)', status: 'error' })).toBe(1);
    expect(metrics.text).not.toContain('Mine');
  });
});
