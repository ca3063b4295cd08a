import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSocket } from '../support/socket-client.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const json = { 'content-type': 'application/json' };
const query = (name: string) => `query ${name} { experiments(first: 2) { nodes { name } } }`;

let server: InProcess;

/** Sends a request, and waits for its line. */
async function lineOf(path: string, init: RequestInit = {}) {
  const response = await fetch(server.url + path, init);
  await response.text();
  const requestId = response.headers.get('x-request-id');
  await expect.poll(() => server.log.some((line) => line['requestId'] === requestId)).toBe(true);
  return server.log.find((line) => line['requestId'] === requestId && line['msg'] === 'request');
}

const ask = (text: string, headers: Record<string, string> = {}) =>
  lineOf('/graphql', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ query: text }),
  });

const callTool = (name: string, given: object) =>
  lineOf('/mcp', {
    method: 'POST',
    headers: { ...json, accept: 'application/json, text/event-stream' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: given },
    }),
  });

const credential = expect.stringMatching(/^[\w-]{43}$/) as string;

describe.each([
  ['the fast path', 'on'],
  ['Yoga', 'off'],
])('the line of a request, over %s', (_, fastPath) => {
  beforeAll(async () => {
    server = await startInProcess({ FAST_PATH: fastPath });
  });
  afterAll(() => server.stop());

  it('has the operation, what it cost, and the credential in place of the key', async () => {
    expect(await ask(query('First'))).toMatchObject({
      level: 'info',
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number) as number,
      api: 'graphql',
      type: 'query',
      operation: 'First',
      credential,
      predicted: 1,
      calls: 1,
      cache: 'miss',
      upstreamStatus: 200,
    });
    expect(server.logText()).not.toContain('phx_');
  });

  it('says that an answer came from the cache and cost nothing', async () => {
    await ask(query('First'));
    const again = await ask(query('First'));
    expect(again).toMatchObject({ operation: 'First', calls: 0, cache: 'hit', credential });
    expect(again).not.toHaveProperty('upstreamStatus');
  });

  it('has the codes of errors', async () => {
    expect(await ask('{ nope }')).toMatchObject({
      errors: ['GRAPHQL_VALIDATION_FAILED'],
      calls: 0,
    });
    expect(await ask('{ experiment(id: "RXhwZXJpbWVudDoxOjk5OTk5") { name } }')).toMatchObject({
      upstreamStatus: 404,
    });
  });
});

describe('the line of a request', () => {
  beforeAll(async () => {
    server = await startInProcess({ LOG_LEVEL: 'debug' });
  });
  afterAll(() => server.stop());

  it('has the operation of REST', async () => {
    expect(await lineOf('/v1/api/projects/1/experiments/987654')).toMatchObject({
      api: 'rest',
      type: 'read',
      operation: 'experiments_retrieve',
      status: 404,
      calls: 1,
      upstreamStatus: 404,
      errors: ['NOT_FOUND'],
    });
  });

  it('has the tool of MCP, with what its queries cost', async () => {
    const read = { query: query('Tool') };
    expect(await callTool('graphql', read)).toMatchObject({
      api: 'mcp',
      type: 'tool',
      operation: 'graphql',
      predicted: 1,
      calls: 1,
      credential,
    });
    expect(await callTool('no-such-tool', {})).not.toHaveProperty('operation');
  });

  it('has nothing of an operation where there was none', async () => {
    expect(Object.keys((await lineOf('/nope')) ?? {}).toSorted()).toEqual(
      ['level', 'method', 'ms', 'msg', 'path', 'requestId', 'status', 'time'].toSorted(),
    );
  });
});

describe('operations of a connection that carries several', () => {
  beforeAll(async () => {
    server = await startInProcess({});
  });
  afterAll(() => server.stop());

  const patience = { timeout: 20_000 };
  const lineNamed = (name: string) => server.log.find((line) => line['operation'] === name);

  it('have lines of their own on a WebSocket, with the id of the request that opened it', async () => {
    const socket = openSocket(server.url, { headers: { 'x-request-id': 'opened' } });
    socket.socket.once('upgrade', ({ headers }) => {
      expect(headers['x-request-id']).toBe('opened');
    });
    socket.send({ type: 'connection_init' });
    await socket.next();
    const payload = { query: query('OverSocket') };
    socket.send({ type: 'subscribe', id: '1', payload });
    expect(await socket.next()).toMatchObject({ type: 'next' });
    await expect
      .poll(() => lineNamed('OverSocket'), patience)
      .toMatchObject({
        msg: 'operation',
        requestId: 'opened',
        type: 'query',
        calls: 1,
        credential,
      });
    const wrong = { query: '{ nope }' };
    socket.send({ type: 'subscribe', id: '2', payload: wrong });
    await expect
      .poll(() => socket.next())
      .toMatchObject({
        type: 'error',
        payload: [{ extensions: { requestId: 'opened' } }],
      });
    socket.socket.close();
    await expect
      .poll(() => server.log.find(({ status }) => status === 101))
      .toMatchObject({ msg: 'request', requestId: 'opened' });
  });

  it('are logged on an event stream, with the id of the request that started them', async () => {
    const url = `${server.url}/graphql/stream`;
    const token = await (await fetch(url, { method: 'PUT' })).text();
    const headers = { ...json, 'x-graphql-event-stream-token': token, 'x-request-id': 'opened' };
    const stream = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' } });
    const text = query('OverStream').replace('first: 2', 'first: 4');
    await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: text, extensions: { operationId: '1' } }),
    });
    await expect
      .poll(() => lineNamed('OverStream'), patience)
      .toMatchObject({ requestId: 'opened', type: 'query', credential });
    await stream.body?.cancel();
  });
});

describe('the id of a request', () => {
  beforeAll(async () => {
    server = await startInProcess({ CORS_ORIGINS: 'https://app.example' });
  });
  afterAll(() => server.stop());

  const idOf = async (sent: string) =>
    (await fetch(`${server.url}/health`, { headers: { 'x-request-id': sent } })).headers.get(
      'x-request-id',
    );

  it.each(['abc-123', 'Root=1-67891233-abcdef012345678912345678', 'a'.repeat(128)])(
    'is the one that the caller sent: %s',
    async (sent) => {
      expect(await idOf(sent)).toBe(sent);
    },
  );

  it.each(['has words', '{"level":"error"}', 'a'.repeat(129), 'é'])(
    'is a new one where the one that was sent cannot be used: %s',
    async (sent) => {
      expect(await idOf(sent)).toMatch(/^[\da-f]{32}$/);
    },
  );

  it('is another one for each request without one', async () => {
    // More than are made of the same random bytes.
    const ids = await Promise.all(
      Array.from({ length: 600 }, async () =>
        (await fetch(`${server.url}/health`)).headers.get('x-request-id'),
      ),
    );
    expect(new Set(ids).size).toBe(600);
  });

  it('is in the errors of every API, and may be read by pages', async () => {
    const headers = { ...json, 'x-request-id': 'mine', origin: 'https://app.example' };
    const post = (path: string, body: object, accept = 'application/json') =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { ...headers, accept },
        body: JSON.stringify(body),
      });
    const graph = await post('/graphql', { query: '{ experiment(id: "x") { name } }' });
    expect(await graph.json()).toMatchObject({ errors: [{ extensions: { requestId: 'mine' } }] });
    expect(graph.headers.get('access-control-expose-headers')).toContain('x-request-id');
    const refused = await fetch(`${server.url}/graphql`, { method: 'DELETE', headers });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { requestId: 'mine' } }] });
    const rest = await fetch(`${server.url}/v1/api/projects/1/nope`, { headers });
    expect(rest.headers.get('x-request-id')).toBe('mine');
    const params = { name: 'graphql', arguments: { query: '{ nope }' } };
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
    const tool = await post('/mcp', call, 'application/json, text/event-stream');
    expect(await tool.text()).toContain('"_meta":{"requestId":"mine"}');
    const unaccepted = await post('/mcp', call, 'text/html');
    expect(await unaccepted.json()).toMatchObject({ error: { data: { requestId: 'mine' } } });
  });
});
