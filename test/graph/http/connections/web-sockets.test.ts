import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { sendRaw } from '../../../support/raw-connection.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import type { WireObject } from '../../../support/sandbox-control.ts';
import { connectSocket, openSocket, subscribeTo } from '../../../support/socket-client.ts';

let sandbox: Sandbox;
let server: InProcess;
const start = (environment: Record<string, string> = {}) =>
  startInProcess({ POSTHOG_HOST: sandbox.url, POSTHOG_PROJECT_ID: '1', ...environment });
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await start({ POSTHOG_API_KEY: 'phx_sandbox' });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const changed = 'subscription { experimentChanged(id: 3) { isFirst changes { field after } } }';
const duplicate =
  'mutation { duplicateExperiment(input: { id: "15", name: "copy" }) { __typename } }';
const writes = () => sandbox.requests().filter(({ method }) => method !== 'GET');

const client = (options: object = {}) =>
  createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...options,
  });

/** The data of every event of an operation of graphql-ws, one by one. */
const iterate = (query: string, options: object = {}) =>
  client(options).iterate<WireObject>({ query });

describe('graphql-ws', () => {
  it('gets the events of a subscription, and what another API changes', async () => {
    const events = iterate(changed);
    expect((await events.next()).value?.data).toMatchObject({
      experimentChanged: { isFirst: true },
    });
    await fetch(`${server.url}/v1/api/projects/1/experiments/3`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Through REST' }),
    });
    expect((await events.next()).value?.data).toMatchObject({
      experimentChanged: { changes: [{ field: 'name', after: 'Through REST' }, {}] },
    });
    await events.return?.();
  });

  it('gets the answer of a query with its cost, and then its end', async () => {
    const results = iterate('{ experiment(id: 15) { posthogId } }');
    expect((await results.next()).value).toMatchObject({
      data: { experiment: { posthogId: 15 } },
      extensions: { upstream: { calls: 1 } },
    });
    expect((await results.next()).done).toBe(true);
  });

  it('has a mutation sent once', async () => {
    const results = iterate(duplicate);
    expect((await results.next()).value?.data).toEqual({
      duplicateExperiment: { __typename: 'DuplicateExperimentPayload' },
    });
    expect((await results.next()).done).toBe(true);
    expect(writes()).toHaveLength(1);
  });

  it('gets an answer that could come in parts in one piece', async () => {
    const results = iterate('{ experiment(id: 15) { posthogId ... @defer { metrics { name } } } }');
    const { value } = await results.next();
    expect(value?.data?.['experiment'].metrics.length).toBeGreaterThan(0);
    expect((await results.next()).done).toBe(true);
  });

  it('gets an error with a code for an operation that is not executed', async () => {
    const raw = await connectSocket(server.url);
    const refused = {
      '{ nope }': 'GRAPHQL_VALIDATION_FAILED',
      '{ experiments {': 'GRAPHQL_PARSE_FAILED',
      'query A { __typename } query B { __typename }': 'OPERATION_RESOLUTION_FAILURE',
      [`{ ${'__typename '.repeat(5_001)} }`]: 'DOCUMENT_TOO_LONG',
      'query ($id: ID!) { node(id: $id) { id } }': 'BAD_USER_INPUT',
    };
    for (const [query, code] of Object.entries(refused)) {
      subscribeTo(raw, 'one', query);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const message = await raw.next();
      expect(message).toMatchObject({
        type: 'error',
        id: 'one',
        payload: [{ extensions: { code } }],
      });
      expect(JSON.stringify(message)).not.toContain('"http"');
    }
    raw.socket.close();
  });

  it('respects the budget of a document', async () => {
    const results = iterate('query @budget(maxCalls: 0) { experiment(id: 15) { posthogId } }');
    await expect(results.next()).rejects.toMatchObject([
      { extensions: { code: 'BUDGET_EXCEEDED' } },
    ]);
    expect(sandbox.requests()).toEqual([]);
  });

  it('runs an operation of the list by its hash, and no other, in persisted-only mode', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    const query = '{ experiment(id: 15) { posthogId } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const manifest = join(folder, 'manifest.json');
    writeFileSync(manifest, JSON.stringify({ [sha256Hash]: query }));
    const strict = await start({
      POSTHOG_API_KEY: 'phx_sandbox',
      PERSISTED_ONLY: '1',
      PERSISTED_MANIFEST: manifest,
    });
    const raw = await connectSocket(strict.url);
    subscribeTo(raw, 'listed', '', { extensions: { persistedQuery: { version: 1, sha256Hash } } });
    expect(await raw.next()).toMatchObject({
      payload: { data: { experiment: { posthogId: 15 } } },
    });
    expect(await raw.next()).toMatchObject({ type: 'complete' });
    subscribeTo(raw, 'other', changed);
    expect(await raw.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST' } }],
    });
    raw.socket.close();
    await strict.stop();
    await rm(folder, { recursive: true });
  });
});

describe('the key of a WebSocket', () => {
  const whose = '{ experiment(id: 15) { posthogId } }';
  /** The outcome of an operation of a client that presents itself in some way. */
  async function outcome(url: string, how: Parameters<typeof connectSocket>[1]) {
    const raw = await connectSocket(url, how);
    subscribeTo(raw, 'one', whose);
    const { payload } = await raw.next();
    raw.socket.close();
    return payload.errors?.[0].extensions.code ?? payload.data;
  }

  it.each([
    ['connection_init', { payload: { authorization: 'Bearer phx_sandbox' } }],
    ['connection_init, capitalized', { payload: { Authorization: 'Bearer phx_sandbox' } }],
    [
      'headers in connection_init',
      { payload: { headers: { authorization: 'Bearer phx_sandbox' } } },
    ],
    ['the header of the request', { headers: { authorization: 'Bearer phx_sandbox' } }],
  ])('is taken from %s', async (_where, how) => {
    const keyless = await start();
    expect(await outcome(keyless.url, how)).toEqual({ experiment: { posthogId: 15 } });
    await keyless.stop();
  });

  it('is required where the server has none', async () => {
    const keyless = await start();
    expect(await outcome(keyless.url, {})).toBe('UNAUTHENTICATED');
    await keyless.stop();
  });

  it.each([
    { authorization: 'Basic eA==' },
    { authorization: 7 },
    { authorization: 'Bearer phx_no' },
  ])('does not fall back to the server’s for %o', async (payload) => {
    expect(await outcome(server.url, { payload })).toBe('UNAUTHENTICATED');
  });
});

describe('a WebSocket is guarded', () => {
  const TOKEN = 'a-long-random-text-of-our-own';

  it.each([
    [
      'of a page of another origin',
      { headers: { origin: 'https://evil.example' } },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    [
      'that a browser says is cross-site',
      { headers: { origin: 'http://127.0.0.1', 'sec-fetch-site': 'cross-site' } },
      403,
      'ORIGIN_NOT_ALLOWED',
    ],
    ['to another host name', { headers: { host: 'evil.example' } }, 421, 'HOST_NOT_ALLOWED'],
    ['to another path', { path: '/v1' }, 404, 'NOT_FOUND'],
    ['to a path that is not normal', { path: '//graphql' }, 404, 'NOT_FOUND'],
  ])('and refused: one %s', async (_which, options, status, code) => {
    const { ended } = openSocket(server.url, options);
    const end = await ended;
    expect(end.status).toBe(status);
    expect(JSON.parse(end.body ?? '')).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(server.log).toContainEqual(expect.objectContaining({ msg: 'request', status }));
  });

  it('and refused when its handshake is not valid', async () => {
    const head =
      'GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n';
    const { answer } = sendRaw(server.url, `${head}sec-websocket-version: 7\r\n\r\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 400 [^]*"code":"BAD_REQUEST"/);
  });

  it('and serves pages of an allowed origin', async () => {
    const open = await start({
      POSTHOG_API_KEY: 'phx_sandbox',
      CORS_ORIGINS: 'https://app.example',
    });
    const raw = await connectSocket(open.url, { headers: { origin: 'https://app.example' } });
    subscribeTo(raw, 'one', '{ __typename }');
    expect(await raw.next()).toMatchObject({ type: 'next' });
    raw.socket.close();
    await open.stop();
  });

  it('and admits the gateway’s token with the request or after it', async () => {
    const guarded = await start({ POSTHOG_API_KEY: 'phx_sandbox', GATEWAY_TOKEN: TOKEN });
    const admitted = [
      { headers: { 'x-gateway-token': TOKEN } },
      { payload: { 'x-gateway-token': TOKEN } },
      { payload: { headers: { 'X-Gateway-Token': TOKEN } } },
    ];
    for (const how of admitted) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const raw = await connectSocket(guarded.url, how);
      raw.socket.close();
    }
    const wrong = openSocket(guarded.url, { headers: { 'x-gateway-token': 'wrong' } });
    expect(await wrong.ended).toMatchObject({ status: 401 });
    for (const payload of [
      undefined,
      {},
      { 'x-gateway-token': 'wrong' },
      { 'x-gateway-token': 7 },
    ]) {
      const raw = openSocket(guarded.url);
      raw.send({ type: 'connection_init', payload });
      raw.send({ type: 'subscribe', id: 'one', payload: { query: duplicate } });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await raw.ended).toMatchObject({ code: 4401, reason: 'GATEWAY_TOKEN_REQUIRED' });
    }
    expect(writes()).toEqual([]);
    await guarded.stop();
  });

  it('and closed before an operation that comes before connection_init', async () => {
    const raw = openSocket(server.url);
    subscribeTo(raw, 'one', duplicate);
    expect(await raw.ended).toMatchObject({ code: 4401 });
    expect(writes()).toEqual([]);
  });

  it('and closed when it does not speak the subprotocol', async () => {
    const { ended } = openSocket(server.url, { protocols: [] });
    expect(await ended).toMatchObject({ code: 4406 });
  });

  it.each([
    ['too long', `{"type":"ping","payload":{"a":"${'a'.repeat(1_000_000)}"}}`, 1009],
    [
      'nested too deeply',
      `{"type":"ping","payload":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
      4400,
    ],
    ['not JSON', 'hello', 4400],
    ['no message of the protocol', '{"type":"subscribe","id":"one"}', 4400],
  ])('and closed after a message that is %s', async (_what, text, code) => {
    const raw = await connectSocket(server.url);
    raw.send(text);
    expect(await raw.ended).toMatchObject({ code });
  });

  it('and closed after a message in thousands of fragments, each of which takes memory of its own', async () => {
    const raw = await connectSocket(server.url);
    for (let part = 0; part < 5_000; part += 1) raw.socket.send(' ', { fin: false });
    raw.socket.send('{"type":"ping"}', { fin: true });
    expect(await raw.ended).toMatchObject({ code: 1008 });
  });

  it('and carries a hundred operations, and no more', async () => {
    const raw = await connectSocket(server.url);
    for (let id = 0; id <= 100; id += 1) subscribeTo(raw, `op-${id}`, changed);
    const messages: WireObject[] = [];
    while (messages.length < 101) messages.push(await raw.next());
    expect(messages.filter(({ type }) => type === 'next')).toHaveLength(100);
    expect(messages.filter(({ type }) => type === 'error')).toMatchObject([
      { payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
    ]);
    raw.send({ type: 'complete', id: 'op-0' });
    subscribeTo(raw, 'later', changed);
    expect(await raw.next()).toMatchObject({ type: 'next', id: 'later' });
    raw.socket.close();
  });

  it('and one key has a hundred, and no more', async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => connectSocket(server.url)));
    const more = openSocket(server.url);
    more.send({ type: 'connection_init' });
    expect(await more.ended).toMatchObject({ code: 1013 });
    const other = await connectSocket(server.url, {
      payload: { authorization: 'Bearer phx_other' },
    });
    sockets[0]!.socket.close();
    await sockets[0]!.ended;
    const next = await connectSocket(server.url);
    for (const { socket } of [other, next, ...sockets]) socket.terminate();
  });
});

it('a request that offers to upgrade to HTTP/2 is answered as it is', async () => {
  const { request } = await import('node:http');
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  request(
    `${server.url}/graphql?query={__typename}`,
    { headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AA' } },
    (response) => {
      response.resume();
      resolve(response.statusCode);
    },
  ).end();
  expect(await promise).toBe(200);
});
