import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReceivedBytes } from '../../src/received-bytes.ts';
import { fakePostHog } from '../support/fake-posthog.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { headOfPost, sendRaw } from '../support/raw-connection.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const PIECES = 300_000;
/** Kept one by one, the pieces take 35 to 65 megabytes. */
const MOST_KEPT = 25_000_000;

function bytesInUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A request that closes the connection, which an answer in events leaves open. */
const last = 'GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

describe('a body in chunks of one byte', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(() => server.stop());

  /** Gives the server many turns to read what has been sent. */
  async function readByServer(): Promise<void> {
    for (let turn = 0; turn < 100; turn += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await (await fetch(`${server.url}/health`)).text();
  }

  const events = '/graphql?accepting=events';
  const query = '{"query":"{ __typename }"}';
  const call = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const create = '{"name":"n","feature_flag_key":"in-tiny-pieces"}';
  it.each([
    ['/graphql', query, '200', '{"data":{"__typename":"Query"'],
    [events, query, '200', 'event: next\ndata: {"data":{"__typename":"Query"'],
    ['/mcp', call, '200', '"id":1'],
    ['/v1/api/projects/1/experiments/', create, '201', '"feature_flag_key":"in-tiny-pieces"'],
  ])(
    'takes about as much memory as it has bytes, and is read whole: %s',
    async (path, body, status, text) => {
      await (await fetch(`${server.url}${path}`, { method: 'POST' })).text();
      const before = bytesInUse();
      const head = headOfPost(path, 'transfer-encoding: chunked');
      const { socket, answer } = sendRaw(
        server.url,
        path === events ? head.replace(/accept: .*/, 'accept: text/event-stream') : head,
      );
      await new Promise((sent) => socket.write(chunk(' ').repeat(PIECES), sent));
      await readByServer();
      expect(bytesInUse() - before).toBeLessThan(MOST_KEPT);
      socket.write(`${chunk(body)}0\r\n\r\n${last}`);
      expect(await answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(await answer).toContain(text);
    },
  );

  it.each([
    ['/graphql', '413', 'REQUEST_ENTITY_TOO_LARGE'],
    [events, '413', 'REQUEST_ENTITY_TOO_LARGE'],
    ['/mcp', '413', 'Payload Too Large'],
    ['/v1/api/projects/1/experiments/', '400', 'request_too_large'],
  ])(
    'is refused as soon as it has more than a megabyte, although more is to come: %s',
    async (path, status, text) => {
      const { socket, answer } = sendRaw(
        server.url,
        headOfPost(path, 'transfer-encoding: chunked'),
      );
      for (let part = 0; part < 11; part += 1) socket.write(chunk(' '.repeat(100_000)));
      expect(await answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(await answer).toContain(text);
    },
  );
});

it('an answer of PostHog in chunks of one byte takes about as much memory as it has bytes, and is read whole', async () => {
  const { promise: sent, resolve: isSent } = Promise.withResolvers<() => void>();
  await using posthog = await fakePostHog(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      response.socket?.write(chunk(' ').repeat(PIECES), () => {
        isSent(() => response.end('{"id":7}'));
      });
    },
    { timeoutMs: 30_000 },
  );
  const before = bytesInUse();
  const path = { project_id: '@current', id: 7 };
  const answer = posthog.client().call('experiments_retrieve', { path });
  const end = await sent;
  // The client gets many turns to read what has been sent.
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (let turn = 0; turn < 500; turn += 1) await setImmediate();
  expect(bytesInUse() - before).toBeLessThan(MOST_KEPT);
  end();
  expect(await answer).toMatchObject({ id: 7 });
});

describe('the bytes of a message', () => {
  it('take a small multiple of their number, however small their pieces are', () => {
    const before = bytesInUse();
    const received = new ReceivedBytes();
    for (let count = 0; count < PIECES; count += 1) received.add(Buffer.alloc(1, 'x'));
    expect(bytesInUse() - before).toBeLessThan(3 * PIECES + 1_000_000);
    expect(received.concat().toString()).toBe('x'.repeat(PIECES));
  });

  it('are put together in the order in which they arrived, whatever their sizes', () => {
    const sizes = [3, 1, 2_000, 1, 1_023, 1_024, 0, 5, 4_096, 900, 900, 900, 900, 900, 70_000, 1];
    const pieces = sizes.map((size, at) => Buffer.alloc(size, String.fromCodePoint(97 + at)));
    const received = new ReceivedBytes();
    for (const piece of pieces) received.add(piece);
    expect(received.concat().equals(Buffer.concat(pieces))).toBe(true);
    expect(received.length).toBe(Buffer.concat(pieces).length);
    received.clear();
    expect(received.concat()).toHaveLength(0);
  });

  it('that arrive in one piece are not copied', () => {
    const piece = Buffer.from('only');
    const received = new ReceivedBytes();
    received.add(piece);
    expect(received.concat()).toBe(piece);
  });
});
