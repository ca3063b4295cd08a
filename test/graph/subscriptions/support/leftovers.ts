import { createServer, type Server } from 'node:http';
import { getEventListeners, once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach } from 'vitest';
import { createFastPath } from '../../../../src/graph/http/fast-path/fast-path.ts';
import { createWebSockets } from '../../../../src/graph/http/connections/web-sockets.ts';
import { createGraph } from '../../../../src/graph/server.ts';
import { createUpstream, type Upstream } from '../../../../src/posthog/client.ts';
import { createMemoryStore } from '../../../../src/shared-store/memory-store.ts';
import type { SharedStore } from '../../../../src/shared-store/shared-store.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { SetTime } from '../../../support/live.ts';
import { fastPath, lazyRows } from '../../../support/switches.ts';

/** The subscription to an experiment. */
export const changed = (id: number | string = 3) =>
  `subscription { experimentChanged(id: "${id}") { pace experiment { name } } }`;
/** Headers of a stream of events. */
export const live = { accept: 'text/event-stream' };
/** Headers of a subscription in a multipart answer. */
export const multipart = { accept: 'multipart/mixed;subscriptionSpec=1.0, application/json' };

/** The one listener is the product's own, for its whole lifetime. */
export const nothing = { pollers: 0, connections: 0, timers: 0, calls: 0, listeners: 1 };

/** Turns in a row without a new call and without anything left, after which nothing is on the wire. */
const QUIET_TURNS = 5;

/** The same for a replica of several. The one channel is that of the idempotency keys, for the whole lifetime. */
export const nothingShared = { ...nothing, leases: 0, channels: 1 };

/** Reads until the text has arrived, or the connection has ended. */
export async function until(socket: Socket, text: string): Promise<string> {
  let read = '';
  for await (const chunk of socket) {
    read += String(chunk);
    if (read.includes(text)) break;
  }
  return read;
}

/** Reads an answer to its end without closing the connection. */
export function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let read = '';
    socket.on('data', (chunk) => {
      read += String(chunk);
      if (/event: complete|\r\n0\r\n\r\n|"errors"/.test(read)) resolve(read);
    });
    socket.on('close', () => resolve(read));
  });
}

/** A store of several replicas in memory that counts. */
export function countedStore(now: () => number): CountedStore {
  const store = createMemoryStore({ now, isShared: true });
  const counts = { leases: 0, channels: 0 };
  const counted: CountedStore = {
    isTaken: false,
    leases: () => counts.leases,
    channels: () => counts.channels,
    store: {
      ...store,
      leases: {
        async acquire(name, ttlMs) {
          const lease = counted.isTaken ? undefined : await store.leases.acquire(name, ttlMs);
          if (!lease) return undefined;
          counts.leases += 1;
          const release = async () => {
            counts.leases -= 1;
            await lease.release();
          };
          return { ...lease, release };
        },
      },
      messages: {
        publish: (channel, message) => store.messages.publish(channel, message),
        subscribe(channel, listener) {
          const subscription = store.messages.subscribe(channel, listener);
          counts.channels += 1;
          const close = () => {
            counts.channels -= 1;
            subscription.close();
          };
          return { ready: subscription.ready, close };
        },
      },
    },
  };
  return counted;
}

/** Sends a request on a connection of its own, and resolves when the answer has ended. */
async function roundTrip(port: number, path: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  const closed = once(socket, 'close');
  socket.resume();
  await closed;
}

/** A store, and how many leases are held and channels listened to in it. */
interface CountedStore {
  readonly store: SharedStore;
  /** True while another replica holds every lease. */
  isTaken: boolean;
  leases(): number;
  channels(): number;
}

/**
 * Serves the product for each test of a suite, and counts what its clients leave behind.
 * @param storeFor makes the store that replicas share; undefined for a process without others
 */
export function useLeftovers(storeFor?: (now: () => number) => CountedStore) {
  let sandbox: Sandbox;
  let time: SetTime;
  let upstream: Upstream;
  let server: Server;
  let stopping: AbortController;
  let timers: number;
  let shared: CountedStore | undefined;

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
    shared = storeFor?.(() => sandbox.now().getTime());
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
      ...(shared && { store: shared.store }),
    });
    const handler = createFastPath({ yoga, upstream, apiKey: undefined, pieces: fastPath });
    server = createServer((request, response) => void handler(request, response));
    const webSockets = createWebSockets({
      yoga,
      schema: yoga.schema,
      apiKey: undefined,
      isKnown: (apiKey) => upstream.knows({ apiKey }),
      now: () => upstream.now(),
    });
    server.on('upgrade', (request, socket, head) => {
      webSockets.open({ request, socket, head, admit: () => undefined, refuse: () => undefined });
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

  /**
   * What remains after all clients have disconnected: pollers, connections, timers, upstream calls,
   * listeners.
   */
  async function remaining() {
    const isQuiet = async () =>
      time.sleeping === 0 &&
      (await connections()) === 0 &&
      timersNow() <= timers &&
      (shared?.leases() ?? 0) + (shared?.channels() ?? 0) === 0;
    // Not `vi.waitUntil`, whose own timer would be counted. What still remains after the loop is
    // reported below.
    let seenRequests = -1;
    let quietTurns = 0;
    for (let turn = 0; turn < 500 && quietTurns < QUIET_TURNS; turn += 1) {
      const isUnchanged = sandbox.requests().length === seenRequests;
      seenRequests = sandbox.requests().length;
      // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
      quietTurns = isUnchanged && (await isQuiet()) ? quietTurns + 1 : 0;
      // What clients sent before they left may still be on its way to the product, and what the product sent to the
      // sandbox: both handle it before they answer a later connection.
      // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
      await roundTrip(port(), '/graphql?query=%7B__typename%7D');
      // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
      await roundTrip(sandbox.port, '/_sandbox/clock');
      // oxlint-disable-next-line no-await-in-loop -- each check comes after the one before
      await wait(2);
    }
    const seen = {
      pollers: time.sleeping,
      connections: await connections(),
      ...(shared && { leases: shared.leases(), channels: shared.channels() }),
    };
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

  /** Disconnects the client. */
  function leave(socket: Socket): ReturnType<typeof remaining> {
    socket.destroy();
    return remaining();
  }

  return {
    get sandbox() {
      return sandbox;
    },
    get time() {
      return time;
    },
    get upstream() {
      return upstream;
    },
    get stopping() {
      return stopping;
    },
    /** What replicas share; only where there are any. */
    get shared() {
      if (!shared) throw new TypeError('This process has no other replicas.');
      return shared;
    },
    port,
    open,
    remaining,
    leave,
  };
}
