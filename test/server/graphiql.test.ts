import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const QUERY = '?query=%7B__typename%7D';
const JSON_TYPE = 'application/json';

/** Sends one request without the changes that fetch makes to headers and encodings. */
async function get(
  server: InProcess,
  headers: Record<string, string>,
  method = 'GET',
  search = '',
  path = '/graphql',
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sent = { accept: 'text/html', ...headers };
  request(server.url + path + search, { method, headers: sent }, resolve)
    .on('error', reject)
    .end();
  const response = await promise;
  const { statusCode: status, headers: received } = response;
  return { status, headers: received, body: await buffer(response) };
}

describe('the GraphiQL page', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ GATEWAY_TOKEN: 'a-token-long-enough', LOG_LEVEL: 'error' });
  });
  afterAll(() => server.stop());

  const SCRIPT = '/graphql/graphiql/graphiql.js';
  const file = (headers: Record<string, string>, path = SCRIPT) =>
    get(server, headers, 'GET', '', path);

  it('loads files that are sent in the best encoding a browser accepts, the same in each', async () => {
    const [plain, gzip, br] = await Promise.all([
      file({}),
      file({ 'accept-encoding': 'gzip, br;q=0' }),
      file({ 'accept-encoding': 'gzip, deflate, br, zstd' }),
    ]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(br.headers['content-encoding']).toBe('br');
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
  });

  it.each(['/graphql', '/graphql/'])(
    'names only files that exist, relative to its own address: %s',
    async (path) => {
      const page = await get(server, {}, 'GET', '', path);
      const names = [...page.body.toString().matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(
        ([, name]) => name ?? '',
      );
      expect(names.length).toBeGreaterThan(5);
      for (const name of names) {
        expect(name).not.toMatch(/^\/|:/);
        const { pathname } = new URL(name, server.url + path);
        const { status, headers } = await file({ 'accept-encoding': 'br' }, pathname);
        expect({ status, type: headers['content-type'] }).toEqual({
          status: 200,
          type: `text/${name.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`,
        });
      }
    },
  );

  it('takes less than half a megabyte, compressed', async () => {
    const { body } = await get(server, {});
    const names = [...body.toString().matchAll(/(?:src|href)="graphql\/graphiql\/([^"]+)"/g)];
    const sizes = names.map(async ([, name]) => {
      const sent = await file({ 'accept-encoding': 'br' }, `/graphql/graphiql/${name}`);
      return sent.body.length;
    });
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, body.length);
    expect(total).toBeLessThan(500_000);
  });

  it('allows no inline script, no eval and no other host', async () => {
    const policy = (await get(server, {})).headers['content-security-policy'];
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/eval|blob:|https?:|\*/);
  });

  it.each(['/graphql', SCRIPT])(
    'is cached by browsers, and revalidated with a 304: %s',
    async (path) => {
      const { headers } = await file({ 'accept-encoding': 'br' }, path);
      expect(headers['cache-control']).toBe('public, max-age=3600, must-revalidate');
      expect(headers.vary).toBe(path === SCRIPT ? 'accept-encoding' : 'accept, accept-encoding');
      const known = { 'accept-encoding': 'br', 'if-none-match': headers.etag ?? '' };
      const again = await file(known, path);
      expect(again).toMatchObject({ status: 304, headers: { etag: headers.etag } });
      expect(again.body).toHaveLength(0);
      const other = await file({ 'if-none-match': '"other"' }, path);
      expect(other.status).toBe(200);
    },
  );

  it.each([
    [
      'a browser',
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      '',
      'text/html',
    ],
    [
      'a browser with a query in the address',
      'text/html,application/xhtml+xml,*/*;q=0.8',
      '?query=%7B__typename%7D',
      'text/html',
    ],
    ['a client that likes JSON better', 'application/json, text/html;q=0.1', QUERY, JSON_TYPE],
    ['a client that refuses HTML', 'application/json, text/html;q=0', QUERY, JSON_TYPE],
    ['Java, which lists HTML', 'text/html, image/gif, *; q=.2, */*; q=.2', QUERY, JSON_TYPE],
    ['a client that takes anything', '*/*', QUERY, JSON_TYPE],
  ])('is sent only where HTML is preferred: %s', async (_who, accept, search, type) => {
    const token = { 'x-gateway-token': 'a-token-long-enough' };
    const { headers } = await get(server, { accept, ...token }, 'GET', search);
    expect(headers['content-type']).toContain(type);
  });

  it('answers HEAD with the headers of GET and no page', async () => {
    const [head, full] = [await get(server, {}, 'HEAD'), await get(server, {})];
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect(head.headers['content-length']).toBe(String(full.body.length));
    expect(head.headers.etag).toBe(full.headers.etag);
  });

  it('is served to a visitor who follows a link, but not under another host name', async () => {
    const link = await get(server, { 'sec-fetch-site': 'cross-site' });
    expect(link.status).toBe(200);
    const rebound = await get(server, { host: 'evil.example' });
    expect(rebound.status).toBe(421);
    expect(rebound.body.toString()).toContain('HOST_NOT_ALLOWED');
  });
});

describe('GRAPHIQL=off', () => {
  it('serves no page, and applies the guards to browsers too', async () => {
    const environment = { GRAPHIQL: 'off', GATEWAY_TOKEN: 'a-token-long-enough' };
    const server = await startInProcess(environment);
    try {
      const { status, headers } = await get(server, {});
      expect(status).toBe(401);
      expect(headers['content-type']).toContain('application/json');
      const file = await get(server, {}, 'GET', '', '/graphql/graphiql/start.js');
      expect(file.status).toBe(404);
    } finally {
      await server.stop();
    }
  });
});
