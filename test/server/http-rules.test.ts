import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf, startInProcess, type InProcess } from '../support/in-process.ts';
import { askRaw, exchangeBytes } from '../support/raw-http.ts';

let server: InProcess;
let port: number;
beforeAll(async () => {
  server = await startInProcess();
  port = Number(new URL(server.url).port);
});
afterAll(() => server.stop());

const stats = '/v1/api/projects/1/experiments/stats';
const json = 'content-type: application/json\r\naccept: application/json, text/event-stream\r\n';
const query = JSON.stringify({ query: '{ __typename }' });

async function ask(start: string, headers = 'host: localhost\r\n', body = '') {
  const [answer] = await askRaw(port, [`${start} HTTP/1.1\r\n${headers}\r\n${body}`]);
  return answer!;
}

describe('a target in absolute form', () => {
  it.each(['/health', '/v1/openapi.json', stats, '/graphql?query={__typename}'])(
    'is served like %s',
    async (path) => {
      const [absolute, plain] = [
        await ask(`GET http://localhost:4000${path}`),
        await ask(`GET ${path}`),
      ];
      expect(absolute.status).toBe(200);
      expect(Object.keys(absolute.headers)).toEqual(Object.keys(plain.headers));
    },
  );

  it('without a path is /', async () => {
    const { status, body } = await ask('GET http://localhost');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ name: 'posthog-experiments-graph' });
  });

  it('determines the host, whatever the Host header is', async () => {
    const evil = 'host: evil.example\r\n';
    expect((await ask(`GET http://localhost${stats}`, evil)).status).toBe(200);
    expect((await ask(`GET http://evil.example${stats}`)).status).toBe(421);
    expect((await ask(`GET http://evil.example/health`)).status).toBe(421);
    // The page is same-origin only under the target's host name.
    const origin = 'host: localhost\r\norigin: http://localhost\r\n';
    expect((await ask(`GET http://127.0.0.1${stats}`, origin)).status).toBe(403);
  });

  it("is the base of a page's links", async () => {
    const { body } = await ask(
      'GET http://127.0.0.2:7/v1/api/projects/1/experiments?limit=1',
      'host: evil.example\r\n',
    );
    expect(body).toContain('"next":"http://127.0.0.2:7/v1/api/projects/1/experiments?');
  });

  it.each(['https://localhost', 'ftp://localhost', 'http://localhost/v1/viewer/..'])(
    'is refused when it is %s',
    async (origin) => {
      expect((await ask(`GET ${origin}/health`)).status).toBe(404);
    },
  );
});

describe('the Host of a request', () => {
  it.each([
    ['twice', 'host: localhost\r\nHost: localhost\r\n'],
    ['empty', 'host:\r\n'],
    ['with a path', 'host: localhost/graphql?query={__typename}&\r\n'],
    ['with a user', 'host: localhost@localhost\r\n'],
    ['with a list', 'host: localhost, localhost\r\n'],
  ])('is refused when it is sent %s', async (_, headers) => {
    for (const path of ['/health', stats, '/graphql?query={__typename}']) {
      expect((await ask(`GET ${path}`, headers)).status).toBe(400);
    }
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:4000', '[::1]:4000', 'a_b.localhost'])(
    'may be %s',
    async (host) => {
      const status = host === 'a_b.localhost' ? 421 : 200;
      expect((await ask(`GET ${stats}`, `host: ${host}\r\n`)).status).toBe(status);
    },
  );
});

describe('a path that is not in its normal form', () => {
  it('is refused in the error format of the API whose path it resembles', async () => {
    expect(JSON.parse((await ask('GET /v1/viewer/../openapi.json')).body)).toMatchObject({
      type: 'invalid_request',
      code: 'not_found',
      attr: null,
    });
    expect(JSON.parse((await ask('GET /graphql/..')).body)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('is logged truncated and without its query', async () => {
    await ask(`GET /${'%2e/'.repeat(500)}?hush=1`);
    await expect.poll(() => server.log.at(-1)).toMatchObject({ status: 404, msg: 'request' });
    const { path } = server.log.at(-1) as { path: string };
    expect(path).toMatch(/^(\/%2e)+/);
    expect(path.length).toBe(200);
  });

  it('may contain an escaped @, as strict clients send it', async () => {
    const escaped = await ask('GET /v1/api/users/%40me');
    expect(escaped.status).toBe(200);
    expect(escaped.body).toBe((await ask('GET /v1/api/users/@me')).body);
  });

  it.each([
    '/HEALTH',
    '/GraphQL',
    '/graphql//',
    '/MCP',
    '/mcp//',
    '/V1',
    '/x/graphql/',
    `${stats}//`,
  ])('includes a different case or an additional slash: %s', async (path) => {
    expect((await ask(`GET ${path}`)).status).toBe(404);
  });

  it.each(['/graphql', '/health', '/ready', '/mcp'])(
    'does not include %s with one slash at the end, which is the same address',
    async (path) => {
      const named = (target: string) =>
        ask(`GET ${target}`, 'host: localhost\r\nx-request-id: same\r\n');
      const [plain, slashed] = [await named(path), await named(`${path}/`)];
      expect({ status: slashed.status, body: slashed.body }).toEqual({
        status: plain.status,
        body: plain.body,
      });
    },
  );

  it('does not include a path whose query ends like the path of a probe', async () => {
    const { body } = await ask('GET /graphql?query={__typename}&operationName=&x=/health');
    expect(body).toContain('{"data":{"__typename":"Query"}');
    expect((await ask('GET /graphql?query={__typename}#/health')).status).toBe(404);
  });
});

describe('Expect: 100-continue', () => {
  const expecting = (length: number | string, extra = '') =>
    `host: localhost\r\n${json}expect: 100-continue\r\n${
      typeof length === 'number' ? `content-length: ${length}` : length
    }\r\n${extra}`;

  it.each([
    ['/graphql', 413, 'REQUEST_ENTITY_TOO_LARGE'],
    ['/mcp', 413, 'Payload Too Large'],
    ['/v1/api/projects/1/experiments', 400, 'request_too_large'],
  ])('gets an immediate refusal of a body over the limit: %s', async (path, status, words) => {
    for (const length of [1_000_001, 5_000_000]) {
      const answer = await ask(`POST ${path}`, expecting(length));
      expect(answer).toMatchObject({ status, interim: [], headers: { connection: 'close' } });
      expect(answer.body).toContain(words);
    }
  });

  it.each(['/graphql', '/mcp', '/v1/api/projects/1/experiments'])(
    'gets 100 from %s for a body within the limit, and the connection stays open',
    async (path) => {
      for (const length of [`content-length: ${query.length}`, 'transfer-encoding: chunked']) {
        const chunked = `${query.length.toString(16)}\r\n${query}\r\n0\r\n\r\n`;
        const body = length.startsWith('t') ? chunked : query;
        const answer = await ask(`POST ${path}`, expecting(length), body);
        expect(answer.interim).toEqual([100]);
        expect(answer.headers['connection']).toBe('keep-alive');
      }
    },
  );

  it.each([
    ['/graphql', 'origin: https://evil.example\r\n', 403],
    ['/v1/viewer/../api/projects/1/experiments', '', 404],
    ['/health', '', 405],
    ['/nope', '', 404],
  ])('gets no 100 from %s with %s', async (path, headers, status) => {
    const answer = await ask(`POST ${path}`, expecting(10, headers));
    expect(answer).toMatchObject({ status, interim: [], headers: { connection: 'close' } });
  });
});

describe('a method a path does not support', () => {
  const others = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND'];
  const allowed: readonly [path: string, allow: string, not: readonly string[]][] = [
    ['/graphql', 'GET, POST', ['HEAD', ...others]],
    ['/mcp', 'POST', ['GET', 'HEAD', ...others]],
    ['/health', 'GET, HEAD', ['POST', ...others]],
    ['/v1', 'GET, HEAD', ['POST', ...others]],
    ['/v1/openapi.json', 'GET, HEAD', ['POST', ...others]],
  ];

  it.each(allowed.flatMap(([path, allow, not]) => not.map((method) => ({ method, path, allow }))))(
    'is a 405 with the supported ones: $method $path',
    async ({ method, path, allow }) => {
      const answer = await ask(`${method} ${path}`);
      expect({ status: answer.status, allow: answer.headers['allow'] }).toEqual({
        status: 405,
        allow,
      });
      expect(answer.body).toMatch(method === 'HEAD' ? /^$/ : /"code":"method_not_allowed"/i);
    },
  );

  it.each(['OPTIONS', 'TRACE'])('is a 405 at a REST path: %s', async (method) => {
    const { status, headers } = await ask(`${method} ${stats}`);
    expect(status).toBe(405);
    expect(headers['allow']).toContain('GET');
  });

  it('that HTTP does not define is a 400, and CONNECT is closed', async () => {
    expect((await ask('FOO /health')).status).toBe(400);
    expect(
      await exchangeBytes(port, 'CONNECT localhost:80 HTTP/1.1\r\nhost: localhost\r\n\r\n'),
    ).toBe('');
    expect((await ask('GET /health')).status).toBe(200);
  });
});

it('an upgrade to HTTP/2 is ignored, and the guards still check the request', async () => {
  const upgrade = 'connection: upgrade\r\nupgrade: h2c\r\n';
  const own = await ask('GET /health', `host: localhost\r\n${upgrade}`);
  expect(own.status).toBe(200);
  const foreign = await ask(`GET ${stats}`, `host: evil.example\r\n${upgrade}`);
  expect(foreign.status).toBe(421);
});

it('an upgrade to WebSocket is checked by the same guards, and has one path', async () => {
  const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n';
  const elsewhere = await ask('GET /health', `host: localhost\r\n${upgrade}`);
  expect(elsewhere.status).toBe(404);
  const foreign = await ask('GET /graphql', `host: evil.example\r\n${upgrade}`);
  expect(foreign.status).toBe(421);
});

it('a separate port refuses in the error format of its API', async () => {
  const apart = await startInProcess({ REST_PORT: '0', MCP_PORT: '0' });
  const of = (label: string) => Number(new URL(lineOf(apart.printed, label) ?? '').port);
  const request = 'GET /v1/viewer/.. HTTP/1.1\r\nhost: localhost\r\n\r\n';
  const [rest] = await askRaw(of('REST'), [request]);
  expect(JSON.parse(rest?.body ?? '')).toMatchObject({ code: 'not_found', attr: null });
  const [mcp] = await askRaw(of('MCP'), [request]);
  expect(JSON.parse(mcp?.body ?? '')).toMatchObject({ error: { data: { code: 'NOT_FOUND' } } });
  expect(await apart.stop()).toBe(0);
});
