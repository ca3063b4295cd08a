import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const decompress: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  none: (bytes) => bytes,
};

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const rest: Asked = { path: '/v1/api/projects/1/experiments' };
const graph: Asked = {
  path: '/graphql',
  method: 'POST',
  body: { query: '{ experiments(first: 20) { nodes { id name description status } } }' },
};
const mcp: Asked = {
  path: '/mcp',
  method: 'POST',
  headers: { accept: 'application/json' },
  body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
};
const description: Asked = { path: '/v1/openapi.json' };
const script: Asked = { path: '/v1/viewer/swagger-ui-bundle.js' };

/** Sends one request without the changes that fetch makes to headers and codings. */
async function ask(
  server: InProcess,
  { path, method = 'GET', headers, body }: Asked,
  accept?: string,
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(
    server.url + path,
    {
      method,
      headers: {
        authorization: 'Bearer phx_sandbox',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(accept !== undefined && { 'accept-encoding': accept }),
        ...headers,
      },
    },
    resolve,
  )
    .on('error', reject)
    .end(body === undefined ? undefined : JSON.stringify(body));
  const response = await promise;
  const bytes = await buffer(response);
  const coding = response.headers['content-encoding'] ?? 'none';
  return {
    status: response.statusCode,
    headers: response.headers,
    coding,
    bytes,
    text: () => (decompress[coding]?.(bytes) ?? bytes).toString(),
  };
}

describe('a large answer', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(() => server.stop());

  it.each<[string, Asked]>([
    ['REST', rest],
    ['GraphQL', graph],
    ['MCP', mcp],
    ['the document', description],
    ['a file', script],
  ])('of %s is the same in every coding, and smaller', async (_, asked) => {
    const plain = await ask(server, asked);
    expect(plain.coding).toBe('none');
    expect(plain.headers.vary).toMatch(/accept-encoding/i);
    // What a query took differs between answers.
    const wanted = plain.text().replace(/"extensions".*$/, '');
    for (const coding of ['gzip', 'br', 'zstd']) {
      const answer = await ask(server, asked, coding);
      expect(answer.coding).toBe(coding);
      expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
      expect(answer.headers.vary).toMatch(/accept-encoding/i);
      expect(answer.bytes.length).toBeLessThan(plain.bytes.length / 2);
      expect(answer.text().replace(/"extensions".*$/, '')).toBe(wanted);
    }
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, zstd', 'zstd'],
    ['br;q=0.5, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'zstd'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['identity, gzip;q=0.5', 'none'],
    ['gzip;q=0', 'none'],
    ['deflate', 'none'],
    ['*;q=0', 'none'],
    ['', 'none'],
  ])('is sent to a client that accepts "%s" as %s', async (accept, coding) => {
    expect((await ask(server, rest, accept)).coding).toBe(coding);
  });

  it('has a weak tag when it is compressed, and any of its tags gives 304', async () => {
    const [plain, gzip] = [await ask(server, rest), await ask(server, rest, 'gzip')];
    expect(plain.headers.etag).toMatch(/^"/);
    expect(gzip.headers.etag).toBe(`W/${plain.headers.etag}`);
    for (const accept of [undefined, 'gzip', 'br']) {
      for (const tag of [plain.headers.etag ?? '', gzip.headers.etag ?? '']) {
        const again = { ...rest, headers: { 'if-none-match': tag } };
        const { status, headers, bytes } = await ask(server, again, accept);
        expect({ status, bytes: bytes.length }).toEqual({ status: 304, bytes: 0 });
        expect(headers.etag).toBe((accept === undefined ? plain : gzip).headers.etag);
        expect(headers['content-encoding']).toBeUndefined();
        expect(headers.vary).toMatch(/accept-encoding/i);
      }
    }
  });

  it.each([undefined, 'gzip'])('has the same headers for HEAD (%s)', async (accept) => {
    const [get, head] = [
      await ask(server, rest, accept),
      await ask(server, { ...rest, method: 'HEAD' }, accept),
    ];
    expect(head.bytes).toHaveLength(0);
    const { date: _date, 'x-request-id': _id, ...headers } = get.headers;
    expect(head.headers).toMatchObject(headers);
  });
});

describe('an answer that is not compressed', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(() => server.stop());

  it.each<[string, Asked]>([
    ['a small one of GraphQL', { ...graph, body: { query: '{ __typename }' } }],
    ['a small one of REST', { path: '/v1/api/projects/1/experiments/99999' }],
    ['an image', { path: '/v1/viewer/favicon-32x32.png' }],
    ['a stream of events', { ...mcp, headers: { accept: 'text/event-stream, application/json' } }],
    [
      'a stream of parts',
      {
        ...graph,
        headers: { accept: 'multipart/mixed' },
        body: {
          query:
            '{ experiments(first: 20) { nodes { id name description ... @defer { flag { key filtersJson: key } } } } }',
        },
      },
    ],
  ])('is %s', async (_, asked) => {
    const { coding, status, text } = await ask(server, asked, 'gzip, br, zstd');
    expect(coding).toBe('none');
    expect(status).toBeLessThan(500);
    expect(text()).not.toBe('');
  });
});

describe('COMPRESSION=off', () => {
  it('leaves compression to a proxy', async () => {
    const server = await startInProcess({ COMPRESSION: 'off' });
    try {
      const { coding, headers } = await ask(server, rest, 'gzip, br, zstd');
      expect(coding).toBe('none');
      expect(headers.vary ?? '').not.toMatch(/accept-encoding/i);
      expect(headers.etag).toMatch(/^"/);
    } finally {
      await server.stop();
    }
  });
});
