import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { openSocket } from '../support/socket-client.ts';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());
const recorded = () => `${server.sandboxUrl}/_sandbox/requests`;
beforeEach(async () => {
  await fetch(recorded(), { method: 'DELETE' });
});
const sentToPostHog = async () => (await (await fetch(recorded())).json()) as unknown[];

/** The text as ISO-8859-1: a letter with an accent is one byte then, which is not UTF-8. */
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const RENAMED = '{"description":"café"}';
const mutation = JSON.stringify({
  query: 'mutation { updateExperiment(input: { id: "15", description: "café" }) { __typename } }',
  extensions: { operationId: 'one' },
});
const call = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'experiment-update', arguments: { id: 15, description: 'café' } },
});

async function send(
  path: string,
  body: Uint8Array<ArrayBuffer>,
  { method = 'POST', ...headers }: Record<string, string> = {},
) {
  const response = await fetch(server.url + path, {
    method,
    body,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Bearer phx_sandbox',
      ...headers,
    },
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

const EXPERIMENT = '/v1/api/projects/1/experiments/15';

describe('a body that is not UTF-8 is refused with 400 before anything is sent', () => {
  const graphql = { errors: [{ extensions: { code: 'BAD_REQUEST' } }] };
  const cases: readonly (readonly [string, string, string, Record<string, string>, object])[] = [
    ['REST', EXPERIMENT, RENAMED, { method: 'PATCH' }, { code: 'parse_error' }],
    ['GraphQL', '/graphql', mutation, {}, graphql],
    ['GraphQL in parts', '/graphql', mutation, { accept: 'multipart/mixed' }, graphql],
    ['GraphQL as events', '/graphql', mutation, { accept: 'text/event-stream' }, graphql],
    ['MCP', '/mcp', call, {}, { jsonrpc: '2.0', id: null, error: { code: -32_700 } }],
  ];

  it.each(cases)('%s', async (_, path, text, headers, expected) => {
    const answer = await send(path, latin1(text), headers);
    expect(answer).toMatchObject({ status: 400, body: expected });
    expect(JSON.stringify(answer.body)).toContain('not valid UTF-8');
    expect(await sentToPostHog()).toEqual([]);
  });

  it.each(cases)('%s, compressed', async (_, path, text, headers, expected) => {
    const zipped = { ...headers, 'content-encoding': 'gzip' };
    const answer = await send(path, gzipSync(latin1(text)), zipped);
    expect(answer).toMatchObject({ status: 400, body: expected });
    expect(await sentToPostHog()).toEqual([]);
  });

  it('an operation on an event stream', async () => {
    const headers = { authorization: 'Bearer phx_sandbox' };
    const url = `${server.url}/graphql/stream`;
    const token = await (await fetch(url, { method: 'PUT', headers })).text();
    const reading = new AbortController();
    const stream = await fetch(`${url}?token=${token}`, { headers, signal: reading.signal });
    const answer = await send(`/graphql/stream?token=${token}`, latin1(mutation));
    expect(answer).toMatchObject({ status: 400, body: graphql });
    expect(JSON.stringify(answer.body)).toContain('not valid UTF-8');
    expect(await sentToPostHog()).toEqual([]);
    reading.abort();
    await stream.text().catch(() => undefined);
  });

  it('but not in UTF-8', async () => {
    const answer = await send(EXPERIMENT, Buffer.from(RENAMED), { method: 'PATCH' });
    expect(answer).toMatchObject({ status: 200, body: { description: 'café' } });
  });
});

it('a binary message of a WebSocket that is not UTF-8 closes the connection before anything is sent', async () => {
  const raw = openSocket(server.url);
  raw.send({ type: 'connection_init', payload: { authorization: 'Bearer phx_sandbox' } });
  expect(await raw.next()).toMatchObject({ type: 'connection_ack' });
  const subscribe = `{"type":"subscribe","id":"1","payload":${mutation}}`;
  raw.socket.send(latin1(subscribe), { binary: true });
  expect(await raw.ended).toEqual({ code: 4400, reason: 'The message is not valid UTF-8.' });
  expect(await sentToPostHog()).toEqual([]);
});

describe('a query whose percent-escapes are not UTF-8 is refused with 400 before anything is sent', () => {
  const search = encodeURIComponent(
    '{ experiments(first: 1, filter: { search: "caf_" }) { totalCount } }',
  );
  it.each([
    [
      '/graphql?query=' + search.replace('_', '%E9'),
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ],
    ['/v1/api/projects/1/experiments?search=caf%E9', { code: 'bad_request' }],
    ['/v1/api/projects/1/experiments?search=%C3%28', { code: 'bad_request' }],
    ['/v1/export/results.csv?search=caf%E9', { code: 'bad_request' }],
  ])('%s', async (path, expected) => {
    const response = await fetch(server.url + path, {
      headers: { authorization: 'Bearer phx_sandbox', accept: 'application/json' },
    });
    expect(response.status).toBe(400);
    const body: unknown = await response.json();
    expect(body).toMatchObject(expected);
    expect(JSON.stringify(body)).toContain('not UTF-8');
    expect(await sentToPostHog()).toEqual([]);
  });

  it('but not one in UTF-8, nor a percent sign that begins no escape', async () => {
    for (const text of ['caf%C3%A9', '%F0%9F%98%80', '100%', '%zz']) {
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      const response = await fetch(`${server.url}/v1/api/projects/1/experiments?search=${text}`, {
        headers: { authorization: 'Bearer phx_sandbox' },
      });
      expect(response.status).toBe(200);
    }
  });
});
