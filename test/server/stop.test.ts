import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { headOfPost, sendRaw } from '../support/raw-connection.ts';
import { openTurnstile, type Turnstile } from '../support/turnstile.ts';

let sandbox: Sandbox;
let turnstile: Turnstile;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  turnstile = await openTurnstile(sandbox.url);
});
afterEach(async () => {
  turnstile.close();
  await sandbox.close();
});

const startBehindTurnstile = (environment: Record<string, string> = {}): Promise<InProcess> =>
  startInProcess({
    POSTHOG_HOST: turnstile.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    ...environment,
  });

const query = '{ experiments { totalCount } }';

describe('when asked to stop, the server', () => {
  it('answers requests in progress, accepts no new ones, and ends', async () => {
    const server = await startBehindTurnstile();
    const underWay = post<{ experiments: { totalCount: number } }>(server.url, query);
    await turnstile.waiting;
    const stopped = server.stop();
    await expect.poll(() => server.log.at(-1)).toMatchObject({ msg: 'stopping' });
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
    turnstile.letThrough();
    const { body } = await underWay;
    expect(body.errors).toBeUndefined();
    expect(body.data?.experiments.totalCount).toBeGreaterThan(0);
    expect(await stopped).toBe(0);
  });

  it('goes on answering for SHUTDOWN_DELAY_MS, without being ready, and then ends', async () => {
    const server = await startBehindTurnstile({ SHUTDOWN_DELAY_MS: '1500' });
    turnstile.letThrough();
    const stopped = server.stop();
    await expect.poll(() => server.log.at(-1)).toMatchObject({ msg: 'stopping' });
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ reason: 'The server is shutting down.' });
    const { body } = await post<{ experiments: { totalCount: number } }>(server.url, query);
    expect(body.data?.experiments.totalCount).toBeGreaterThan(0);
    expect(await stopped).toBe(0);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
  });

  it('answers one more request over a connection that was idle, and closes it then', async () => {
    const server = await startBehindTurnstile({ SHUTDOWN_DELAY_MS: '1500' });
    const head = 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n';
    const { socket, answer } = sendRaw(server.url, head);
    await once(socket, 'data');
    const stopped = server.stop();
    const refusal = () => fetch(`${server.url}/health`).then(String, String);
    await expect.poll(refusal, { timeout: 30_000 }).toContain('fetch failed');
    socket.write(head);
    const [first, last] = (await answer).split(/(?=HTTP\/1\.1)/);
    expect(first).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: keep-alive/i);
    expect(last).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*connection: close/i);
    expect(await stopped).toBe(0);
  });

  it('answers requests that exceed the time limit with 503 in the error format of their API, and logs their number', async () => {
    const server = await startBehindTurnstile({ SHUTDOWN_TIMEOUT_MS: '100' });
    const rest = `${server.url}/v1/api/projects/1/experiments/15/`;
    const tool = (name: string, args: object) =>
      send(`${server.url}/mcp`, {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name, arguments: args },
      });
    const write = 'mutation { duplicateExperiment(input: {id: "15", name: "t"}) { __typename } }';
    const outcomes = [
      send(`${server.url}/graphql`, { query }),
      send(`${server.url}/graphql`, { query: write }),
      send(rest),
      send(`${rest}duplicate/`, { name: 'r' }),
      tool('experiment-list', { limit: 1 }),
      tool('experiment-duplicate', { id: 15, name: 'm' }),
      tool('graphql', { query: '{ viewer { email } }' }),
    ];
    await expect.poll(() => turnstile.held(), { timeout: 30_000 }).toBe(outcomes.length);
    expect(await server.stop()).toBe(0);
    const [read, mutation, get, post, list, duplicate, viewer] = await Promise.all(outcomes);
    expect(read).toMatchObject({ status: 503, code: 'UPSTREAM_TIMEOUT', isUncertain: false });
    expect(mutation).toMatchObject({ status: 503, code: 'UPSTREAM_TIMEOUT', isUncertain: true });
    expect(mutation?.text).toContain('Check before sending it again');
    expect(get).toMatchObject({ status: 503, code: 'upstream_timeout', isUncertain: false });
    expect(post).toMatchObject({ status: 503, code: 'upstream_timeout', isUncertain: true });
    // MCP reports failures in the tool result, which a model reads; the HTTP status belongs to the transport.
    for (const answer of [list, duplicate, viewer]) {
      expect(answer).toMatchObject({ status: 200 });
      expect(answer?.text).toContain(
        'UPSTREAM_TIMEOUT: The server stopped before PostHog responded',
      );
    }
    expect(list?.text).not.toContain('The change may have been made');
    expect(duplicate?.text).toContain(
      'The change may have been made: check before sending it again.',
    );
    expect(server.log).toContainEqual(expect.objectContaining({ level: 'warn', requests: 7 }));
    const writes = server.log.filter(({ msg }) => String(msg).includes('the response to a write'));
    expect(writes.map(({ operation }) => operation)).toEqual(
      Array(3).fill('experiments_duplicate_create'),
    );
    expect(server.logText()).not.toContain('phx_sandbox');
  });

  it('does not wait for a request that was sent only partly', async () => {
    const server = await startBehindTurnstile({ SHUTDOWN_TIMEOUT_MS: '600000' });
    const halves = [
      sendRaw(server.url, `${headOfPost('/graphql')}{`),
      sendRaw(server.url, `${headOfPost('/v1/api/projects/1/experiments/')}{`),
      sendRaw(server.url, `${headOfPost('/mcp')}{`),
      sendRaw(server.url, 'POST /graphql HTTP/1.1\r\nhost: loc'),
      sendRaw(server.url, ''),
    ];
    const underWay = post<{ experiments: { totalCount: number } }>(server.url, query);
    await turnstile.waiting;
    const stopped = server.stop();
    const [graphql, rest, mcp, head, silent] = await Promise.all(halves.map((half) => half.answer));
    for (const answer of [graphql, rest, mcp]) expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(graphql).toContain('"extensions":{"code":"SERVER_STOPPING"');
    expect(rest).toContain('"type":"server_error","code":"server_stopping"');
    expect(mcp).toContain('"data":{"code":"SERVER_STOPPING"');
    expect([head, silent]).toEqual(['', '']);
    turnstile.letThrough();
    expect((await underWay).body.data?.experiments.totalCount).toBeGreaterThan(0);
    expect(await stopped).toBe(0);
  });
});

describe('a caller who leaves during a write', () => {
  it('causes a log line that names the write and contains no key', async () => {
    const server = await startBehindTurnstile();
    const leaving = new AbortController();
    const left = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation { duplicateExperiment(input: {id: "15", name: "t"}) { __typename } }',
      }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await turnstile.waiting;
    leaving.abort();
    expect(await left).toBe('left');
    await expect
      .poll(() => server.log, { timeout: 30_000 })
      .toContainEqual(
        expect.objectContaining({
          level: 'warn',
          operation: 'experiments_duplicate_create',
          method: 'POST',
          path: '/api/projects/1/experiments/15/duplicate/',
        }),
      );
    expect(server.logText()).not.toContain('phx_sandbox');
    await server.stop();
  });
});

/** Sends one request, and returns the status and code of its response in any format. */
async function send(url: string, body?: object) {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      accept: url.endsWith('/mcp') ? 'application/json, text/event-stream' : 'application/json',
      authorization: 'Bearer phx_sandbox',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    code: /"code":"(\w+)"/.exec(text)?.[1],
    isUncertain: text.includes('"uncertain":true'),
  };
}
