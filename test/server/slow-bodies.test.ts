import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFastPath } from '../../src/graph/http/fast-path/fast-path.ts';
import { createGraph } from '../../src/graph/server.ts';
import { createMcpServerFactory } from '../../src/mcp/create-mcp-server.ts';
import { createMcpHttpHandler } from '../../src/mcp/http.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import { createRestHandler } from '../../src/rest/handler.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { noteArrival } from '../../src/http/arrival.ts';
import type { Handler } from '../../src/server/handler.ts';
import { listen } from '../../src/server/listen.ts';
import { readRequestTarget } from '../../src/server/request-target.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { headOfPost, sendRaw } from '../support/raw-connection.ts';

describe('a request whose body does not arrive in time', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ REQUEST_TIMEOUT_MS: '100' });
  });
  afterAll(() => server.stop());

  const chunked = 'transfer-encoding: chunked';
  it.each([
    ['GraphQL', headOfPost('/graphql'), '"code":"REQUEST_TIMEOUT"'],
    ['GraphQL of unknown length', headOfPost('/graphql', chunked), '"code":"REQUEST_TIMEOUT"'],
    ['REST', headOfPost('/v1/api/projects/1/experiments/'), '"code":"request_timeout"'],
    [
      'REST of unknown length',
      headOfPost('/v1/api/projects/1/experiments/', chunked),
      '"attr":null',
    ],
    ['MCP', headOfPost('/mcp'), '"data":{"code":"REQUEST_TIMEOUT"'],
    ['a truncated head', 'POST /graphql HTTP/1.1\r\nhost: loc', '"code":"REQUEST_TIMEOUT"'],
  ])('is answered with 408 in the error format of its API: %s', async (_, head, form) => {
    const { answer } = sendRaw(
      server.url,
      `${head}${head.includes('chunked') ? '1\r\n{\r\n' : '{'}`,
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(await answer).toContain(form);
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the time limit of a request', () => {
  let sandbox: Sandbox;
  let upstream: ReturnType<typeof createUpstream>;
  beforeAll(async () => {
    sandbox = await startCheckedSandbox();
    upstream = createUpstream({ host: sandbox.url, concurrency: 5, timeoutMs: 30_000 });
  });
  afterAll(async () => {
    await upstream.close();
    await sandbox.close();
  });

  const options = () => ({
    upstream,
    apiKey: undefined,
    projectId: '1',
    requestTimeoutMs: 30_000,
    onUnexpectedError: () => undefined,
  });

  /** Passes a request to a handler as if its head had arrived some time ago. */
  async function sendLate(
    handle: Handler,
    path: string,
    { agoMs, init }: { agoMs: number; init: RequestInit },
  ): Promise<{ status: number; text: string; calls: number }> {
    sandbox.clearRequests();
    const server = createServer((request, response) => {
      noteArrival(request, performance.now() - agoMs);
      const target = readRequestTarget(request);
      if ('status' in target) throw new Error(target.message);
      void handle(request, response, target);
    });
    const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
    try {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer phx_sandbox',
      };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers, ...init });
      const text = await response.text();
      return { status: response.status, text, calls: sandbox.requests().length };
    } finally {
      server.close().closeAllConnections();
    }
  }

  const graphql = { method: 'POST', body: '{"query":"{ experiments(first: 1) { totalCount } }"}' };
  const toolCall = (name: string, args: object) => ({
    method: 'POST',
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args },
    }),
  });
  const create = { method: 'POST', body: '{"name":"n","feature_flag_key":"late-flag"}' };
  const read = `/graphql?query=${encodeURIComponent('{ experiments(first: 1) { totalCount } }')}`;

  const handlers = () => {
    const graph = createGraph(options());
    const mcp = createMcpHttpHandler(
      createMcpServerFactory({
        ...options(),
        graph,
        info: { name: 't', title: 't', version: '0' },
      }),
      () => undefined,
    );
    return {
      front: createFastPath({ yoga: graph, upstream, apiKey: undefined }),
      rest: createRestHandler(options()),
      mcp,
    };
  };

  it.each([
    ['GraphQL by POST', 'front', '/graphql', graphql],
    ['GraphQL by GET', 'front', read, { method: 'GET' }],
    ['a write by REST', 'rest', '/v1/api/projects/1/experiments/', create],
    ['a tool of the table', 'mcp', '/mcp', toolCall('experiment-list', { limit: 1 })],
    ['GraphQL by MCP', 'mcp', '/mcp', toolCall('graphql', { query: '{ viewer { email } }' })],
  ] as const)(
    'starts at its arrival, not when its body is complete: %s',
    async (_, api, path, init) => {
      const handle = handlers()[api];
      const late = await sendLate(handle, path, { agoMs: 60_000, init });
      expect(late.text).toMatch(/upstream_timeout/i);
      expect(late.calls).toBe(0);
      const inTime = await sendLate(handle, path, { agoMs: 10, init });
      expect(inTime.text).not.toMatch(/upstream_timeout/i);
      expect(inTime.calls).toBe(1);
    },
  );
});
