import { createServer, type Server } from 'node:http';
import { getEventListeners, once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFastPath } from '../../../src/graph/http/fast-path/fast-path.ts';
import { createWebSockets } from '../../../src/graph/http/connections/web-sockets.ts';
import { createGraph } from '../../../src/graph/server.ts';
import { createUpstream, type Upstream } from '../../../src/posthog/client.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { SetTime } from '../../support/live.ts';
import { injectFault } from '../../support/sandbox-control.ts';
import { connectSocket, subscribeTo } from '../../support/socket-client.ts';
import { fastPath, lazyRows } from '../../support/switches.ts';

let sandbox: Sandbox;
let time: SetTime;
let upstream: Upstream;
let server: Server;
let stopping: AbortController;
let timers: number;

const timersNow = () =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
const connections = () =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error) reject(error);
      else resolve(count);
    });
  });
const port = () => (server.address() as AddressInfo).port;

beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  time = new SetTime(sandbox);
  upstream = createUpstream({ host: sandbox.url, concurrency: 20, timeoutMs: 10_000, lazyRows });
  stopping = new AbortController();
  const yoga = createGraph({
    upstream,
    apiKey: undefined,
    projectId: '1',
    requestTimeoutMs: 20_000,
    onUnexpectedError: () => undefined,
    now: () => sandbox.now(),
    sleep: time.sleep,
    fastPath,
    stopping: stopping.signal,
  });
  const handler = createFastPath({ yoga, upstream, apiKey: undefined, pieces: fastPath });
  server = createServer((request, response) => void handler(request, response));
  const webSockets = createWebSockets({
    yoga,
    schema: yoga.schema,
    apiKey: undefined,
    now: () => upstream.now(),
  });
  server.on('upgrade', (request, socket, head) => {
    webSockets.open({ request, socket, head, isTrusted: () => true, refuse: () => undefined });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  timers = timersNow();
});
afterEach(async () => {
  server.close().closeAllConnections();
  await upstream.close();
  await sandbox.close();
});

/** Sends a request over a plain socket, so that the test controls when the connection closes. */
function open(query: string, headers: Readonly<Record<string, string>>): Socket {
  const body = JSON.stringify({ query });
  const all = {
    host: 'localhost',
    authorization: 'Bearer phx_sandbox',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', () => undefined);
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  return socket;
}

/** Reads until the text has arrived, or the connection has ended. */
async function until(socket: Socket, text: string): Promise<string> {
  let read = '';
  for await (const chunk of socket) {
    read += String(chunk);
    if (read.includes(text)) break;
  }
  return read;
}

/** Reads an answer to its end without closing the connection. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let read = '';
    socket.on('data', (chunk) => {
      read += String(chunk);
      if (/event: complete|\r\n0\r\n\r\n|"errors"/.test(read)) resolve(read);
    });
    socket.on('close', () => resolve(read));
  });
}

const changed = (id: number | string = 3) =>
  `subscription { experimentChanged(id: "${id}") { pace experiment { name } } }`;
const live = { accept: 'text/event-stream' };
const multipart = { accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' };

/**
 * What remains after all clients have disconnected: pollers, connections, timers, upstream calls,
 * listeners.
 */
async function remaining() {
  const isQuiet = async () =>
    time.sleeping === 0 && (await connections()) === 0 && timersNow() <= timers;
  // Not `vi.waitUntil`, whose own timer would be counted. What still remains after the loop is
  // reported below.
  for (let turn = 0; turn < 500 && !(await isQuiet()); turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
    await wait(10);
  }
  const seen = { pollers: time.sleeping, connections: await connections() };
  const timersLeft = Math.max(0, timersNow() - timers);
  sandbox.clearRequests();
  for (let checks = 0; checks < 4; checks += 1) {
    time.pass(600_000);
    // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
    await wait(5);
  }
  const listeners = getEventListeners(stopping.signal, 'abort').length;
  return { ...seen, timers: timersLeft, calls: sandbox.requests().length, listeners };
}

/** The one listener is the product's own, for its whole lifetime. */
const nothing = { pollers: 0, connections: 0, timers: 0, calls: 0, listeners: 1 };

/** Disconnects the client. */
function leave(socket: Socket): ReturnType<typeof remaining> {
  socket.destroy();
  return remaining();
}

describe('a subscription leaves nothing behind', () => {
  const refused: Readonly<Record<string, readonly [string, Record<string, string>]>> = {
    'that accepts only JSON': [changed(), { accept: 'application/json' }],
    'that accepts only the newer JSON': [
      changed(),
      { accept: 'application/graphql-response+json' },
    ],
    'that accepts nothing this server sends': [changed(), { accept: 'image/png' }],
    'that accepts only JSON and requests a trace': [
      changed(),
      { accept: 'application/json', 'apollo-federation-include-trace': 'ftv1' },
    ],
    'that does not fit the schema': ['subscription { experimentChanged { nope } }', live],
    'with an invalid id': [changed('x'), live],
    'without a key': [changed(), { ...live, authorization: '' }],
    'of an experiment that does not exist': [changed(999_999), live],
    'with a key that was revoked': [changed(), { ...live, authorization: 'Bearer phx_nobody' }],
    'of a run that does not exist': [
      'subscription { recalculationProgress(experimentId: 3, runUuid: "x") { isRunning } }',
      live,
    ],
  };
  it.each(Object.entries(refused))(
    'when it is refused: one %s',
    async (_what, [query, headers]) => {
      const socket = open(query, headers);
      expect(await answerOf(socket)).toContain('"errors"');
      expect(await leave(socket)).toEqual(nothing);
    },
  );

  it('when a hundred were refused for their accepted types: none counts towards the limit', async () => {
    for (let id = 1; id <= 104; id += 1) {
      const socket = open(changed(id), { accept: 'application/json' });
      await answerOf(socket);
      socket.destroy();
    }
    const socket = open(changed(), live);
    expect(await until(socket, 'event: next')).toContain('"name"');
    expect(await leave(socket)).toEqual(nothing);
  });

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])(
    'when its client disconnects before the first byte, accepting events %s',
    async (_how, headers) => {
      for (let n = 0; n < 10; n += 1) {
        const socket = open(changed(), headers);
        // At every moment between the connection and the first event.
        await wait(n);
        socket.destroy();
      }
      expect(await remaining()).toEqual(nothing);
    },
  );

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])(
    'when its client disconnects while PostHog is slow, accepting events %s',
    async (_how, headers) => {
      await injectFault(sandbox, 'experiments', { latency_ms: 60_000 });
      const socket = open(changed(), headers);
      await vi.waitUntil(() => upstream.budget({ apiKey: 'phx_sandbox' })!.minuteRemaining < 480);
      expect(await leave(socket)).toEqual(nothing);
    },
  );

  it.each([
    ['alone', live],
    ['beside JSON', { accept: 'application/json, text/event-stream' }],
    ['with a trace', { ...live, 'apollo-federation-include-trace': 'ftv1' }],
    ['as parts beside JSON', multipart],
  ])('when its client disconnects in the middle, accepting events %s', async (_how, headers) => {
    const socket = open(changed(), headers);
    await until(socket, '"pace"');
    expect(await leave(socket)).toEqual(nothing);
  });

  it.each([
    [live, 'event: complete'],
    [multipart, '\r\n--\r\n'],
  ])('when the server stops: %o ends with %s', async (headers, end) => {
    const socket = open(changed(), headers);
    const answer = answerOf(socket);
    await vi.waitUntil(() => time.sleeping === 1, { timeout: 30_000 });
    stopping.abort();
    expect(await answer).toContain(end);
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when PostHog refuses the key in the middle', async () => {
    const socket = open(changed(), live);
    const answer = answerOf(socket);
    await vi.waitUntil(() => time.sleeping === 1, { timeout: 30_000 });
    await injectFault(sandbox, 'experiments', { status: 401 });
    time.pass(60_000);
    expect(await answer).toContain('UNAUTHENTICATED');
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when a field of an event fails', async () => {
    await injectFault(sandbox, 'feature_flags', { status: 500 });
    const query = `subscription { experimentChanged(id: 5) { experiment { featureFlag { dependentFlags { id } } } } }`;
    const socket = open(query, live);
    await until(socket, 'event: next');
    expect(await leave(socket)).toEqual(nothing);
  });

  it('when there are too many, and then none', async () => {
    const sockets = Array.from({ length: 100 }, (_, n) => {
      const query = `subscription { recalculationProgress(experimentId: ${n + 1}) { isRunning } }`;
      return open(query, live);
    });
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    const more = open(changed(), live);
    expect(await answerOf(more)).toContain('TOO_MANY_SUBSCRIPTIONS');
    const inParts = open(changed(), multipart);
    expect(await answerOf(inParts)).toContain('TOO_MANY_SUBSCRIPTIONS');
    for (const socket of [more, inParts, ...sockets]) socket.destroy();
    expect(await remaining()).toEqual(nothing);
  });
});

describe('a subscription over WebSocket leaves nothing behind', () => {
  const connect = () =>
    connectSocket(`http://127.0.0.1:${port()}`, {
      payload: { authorization: 'Bearer phx_sandbox' },
    });

  it('when its client completes it and leaves', async () => {
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    await raw.next();
    raw.send({ type: 'complete', id: 'one' });
    await vi.waitUntil(() => time.sleeping === 0, { timeout: 30_000 });
    raw.socket.close();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects in the middle of several', async () => {
    const raw = await connect();
    for (const id of [3, 4, 5]) subscribeTo(raw, `of ${id}`, changed(id));
    // All have begun: a read that is under way when the client leaves may still be answered.
    for (let events = 0; events < 3; events += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await raw.next();
    }
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects at every moment after it asked', async () => {
    for (let n = 0; n < 10; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const raw = await connect();
      subscribeTo(raw, 'one', changed());
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await wait(n);
      raw.socket.terminate();
    }
    const last = await connect();
    subscribeTo(last, 'one', '{ experiment(id: 4) { name } }');
    expect(await last.next()).toMatchObject({ type: 'next' });
    last.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects while PostHog is slow', async () => {
    await injectFault(sandbox, 'experiments', { latency_ms: 60_000 });
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    subscribeTo(raw, 'two', '{ experiment(id: 4) { name } }');
    await vi.waitUntil(() => upstream.budget({ apiKey: 'phx_sandbox' })!.minuteRemaining < 479, {
      timeout: 30_000,
    });
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when it is refused', async () => {
    const raw = await connect();
    for (const query of [changed('x'), 'subscription { nope }', changed(999_999)]) {
      subscribeTo(raw, 'one', query);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(JSON.stringify(await raw.next())).toContain('"code"');
    }
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when the server stops', async () => {
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    await raw.next();
    stopping.abort();
    expect(await raw.next()).toEqual({ type: 'complete', id: 'one' });
    raw.socket.close();
    expect(await remaining()).toEqual(nothing);
  });
});

describe('an object', () => {
  it('is one topic, however its project and its number are written', async () => {
    const spellings = ['id: 3', 'id: "3"', 'id: "03"', 'id: "RXhwZXJpbWVudDoxOjM"'].flatMap(
      (name) => [name, ...['1', '01', '0000000001'].map((p) => `${name}, projectId: "${p}"`)],
    );
    const sockets = spellings.map((place) =>
      open(`subscription { experimentChanged(${place}) { pace } }`, live),
    );
    await Promise.all(sockets.map((socket) => until(socket, 'event: next')));
    expect(sandbox.requests()).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    expect(await remaining()).toEqual(nothing);
  });

  it.each(['1e0', '0x1', ' 1', '1 ', '+1', '1.0', '-1', '', '１'])(
    'cannot be written as %j',
    async (number) => {
      for (const place of [`id: "${number}"`, `id: 3, projectId: "${number}"`]) {
        const socket = open(`subscription { experimentChanged(${place}) { pace } }`, live);
        expect(await answerOf(socket)).toMatch(/INVALID_ID|BAD_USER_INPUT/);
        socket.destroy();
      }
      expect(sandbox.requests()).toEqual([]);
    },
  );
});
