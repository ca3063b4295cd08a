import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoadLimit } from '../../src/http/load-limit.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';
import { openTurnstile, type Turnstile } from '../support/turnstile.ts';

let sandbox: Sandbox;
let turnstile: Turnstile;
let server: InProcess;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  turnstile = await openTurnstile(sandbox.url);
});
afterEach(async () => {
  turnstile.letThrough();
  await server.stop();
  turnstile.close();
  await sandbox.close();
});

/** Starts a server that works on so many requests at a time, over a PostHog that holds every call. */
async function start(max: number, environment: Record<string, string> = {}): Promise<void> {
  server = await startInProcess({
    POSTHOG_HOST: turnstile.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    MAX_ACTIVE_REQUESTS: String(max),
    ...environment,
  });
}

const read = (id: number, key?: string) =>
  post(server.url, `{ experiment(id: ${id}) { posthogId } }`, {
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });

const call = { jsonrpc: '2.0', id: 7, method: 'tools/list', params: {} };
const json = { 'content-type': 'application/json' };

describe('beyond MAX_ACTIVE_REQUESTS', () => {
  it('every API refuses at once, in its own format and before PostHog is called, and probes are answered', async () => {
    await start(1);
    const first = read(1);
    await turnstile.waiting;
    const graph = await read(2);
    expect(graph.status).toBe(503);
    expect(graph.headers.get('retry-after')).toBe('1');
    expect(graph.body).toMatchObject({
      errors: [
        {
          message:
            'The server has too many requests in progress. Nothing was done: send it again in 1 s.',
          extensions: { code: 'SERVER_BUSY', retryAfterSeconds: 1 },
        },
      ],
    });
    const rest = await fetch(`${server.url}/v1/api/projects/1/experiments/2/`);
    expect([rest.status, rest.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await rest.json()).toMatchObject({ type: 'server_error', code: 'server_busy' });
    const mcp = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { ...json, accept: 'application/json, text/event-stream' },
      body: JSON.stringify(call),
    });
    expect([mcp.status, mcp.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await mcp.json()).toMatchObject({
      jsonrpc: '2.0',
      error: { code: -32_000, data: { code: 'SERVER_BUSY', retryAfterSeconds: 1 } },
    });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/v1/openapi.json`)).status).toBe(200);
    expect(turnstile.held()).toBe(1);
    turnstile.letThrough();
    expect((await first).status).toBe(200);
    expect((await read(2)).status).toBe(200);
  });

  it('the body of a refused change is not read, and nothing is changed', async () => {
    await start(1);
    const first = read(1);
    await turnstile.waiting;
    const refused = await post(
      server.url,
      'mutation { duplicateExperiment(input: {id: "15", name: "t"}) { __typename } }',
    );
    expect(refused.status).toBe(503);
    turnstile.letThrough();
    await first;
    expect(turnstile.held()).toBe(1);
  });

  it('operations over a WebSocket are refused as well, and its connection stays open', async () => {
    await start(1);
    const raw = await connectSocket(server.url);
    const first = read(1);
    await turnstile.waiting;
    subscribeTo(raw, 'one', '{ experiment(id: 2) { posthogId } }');
    expect(await raw.next()).toMatchObject({
      id: 'one',
      type: 'error',
      payload: [{ extensions: { code: 'SERVER_BUSY', retryAfterSeconds: 1 } }],
    });
    turnstile.letThrough();
    await first;
    subscribeTo(raw, 'two', '{ experiment(id: 2) { posthogId } }');
    expect(await raw.next()).toMatchObject({ id: 'two', type: 'next' });
    raw.socket.terminate();
  });

  it('open subscriptions do not count', async () => {
    await start(1);
    turnstile.letThrough();
    const opened: Response[] = [];
    for (const id of [1, 2, 3]) {
      const query = `subscription { experimentChanged(id: ${id}) { isFirst } }`;
      const headers = { accept: 'text/event-stream' };
      opened.push(
        await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers }),
      );
    }
    expect(opened.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await read(1)).status).toBe(200);
    for (const { body } of opened) await body?.cancel();
  });

  it('a caller that leaves makes room', async () => {
    await start(1);
    const leaving = new AbortController();
    const left = fetch(`${server.url}/v1/api/projects/1/experiments/1/`, {
      signal: leaving.signal,
    }).catch(() => undefined);
    await turnstile.waiting;
    leaving.abort();
    await left;
    turnstile.letThrough();
    await expect.poll(async () => (await read(2)).status).toBe(200);
  });
});

describe('one caller', () => {
  it('with many made-up keys takes half of it and one share', async () => {
    await start(16);
    const pending: Promise<unknown>[] = [];
    const statuses: number[] = [];
    const ask = (id: number, key?: string) => {
      const asked = read(id, key).then(({ status }) => statuses.push(status));
      pending.push(asked);
      return asked;
    };
    for (let id = 1; id <= 40; id += 1) void ask(id, `phx_made-up-${id}`);
    // Half is anybody's; of the other half, made-up keys get two places together.
    await expect.poll(() => statuses.length).toBe(30);
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    turnstile.letThrough();
    await Promise.all(pending);
    expect(statuses.filter((status) => status !== 503)).toHaveLength(10);
  });
});

describe('the bound of requests in progress', () => {
  const enter = (limit: LoadLimit, count: number, caller = 'one') =>
    Array.from({ length: count }, () => limit.enter(() => caller)).filter((one) => one);

  it('gives each caller a quarter of the half that is shared', () => {
    const limit = new LoadLimit(16);
    expect(enter(limit, 40, 'one')).toHaveLength(10);
    expect(enter(limit, 40, 'two')).toHaveLength(2);
    expect(enter(limit, 40, 'three')).toHaveLength(2);
    expect(enter(limit, 40, 'four')).toHaveLength(2);
    expect(enter(limit, 40, 'five')).toHaveLength(0);
    expect(limit.refused).toBe(184);
  });

  it('counts each request once, however often it ends', () => {
    const limit = new LoadLimit(2);
    const [leave] = enter(limit, 1);
    leave?.();
    leave?.();
    expect(limit.inWork).toBe(0);
    expect(enter(limit, 5, 'other')).toHaveLength(2);
  });

  it('shrinks while the event loop is late, and grows again when it is not', () => {
    const limit = new LoadLimit(1_000);
    const admitted = (callers: number) =>
      Array.from({ length: callers }, (_, caller) => enter(limit, 1, String(caller)))
        .flat()
        .map((leave) => leave?.()).length;
    const leaves = enter(limit, 100);
    limit.adjust(2_000);
    for (const leave of leaves) leave?.();
    const held = Array.from({ length: 200 }, (_, caller) => enter(limit, 1, String(caller))).flat();
    expect(held).toHaveLength(70);
    limit.adjust(20);
    expect(enter(limit, 1, 'new')).toHaveLength(1);
    for (let second = 0; second < 10; second += 1) limit.adjust(20);
    expect(admitted(10)).toBe(10);
  });
});
