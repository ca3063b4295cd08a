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
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sent = { accept: 'text/html', ...headers };
  request(`${server.url}/graphql${search}`, { method, headers: sent }, resolve)
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

  it('is sent in the best encoding a browser accepts, and is the same page in each', async () => {
    const [plain, gzip, br] = await Promise.all([
      get(server, {}),
      get(server, { 'accept-encoding': 'gzip, br;q=0' }),
      get(server, { 'accept-encoding': 'gzip, deflate, br, zstd' }),
    ]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(br.headers['content-encoding']).toBe('br');
    expect(plain.body.includes('GraphiQL')).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(br.body.length).toBeLessThan(plain.body.length / 2);
    expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
    // The first visit imports the page, which the test runner transforms.
  }, 180_000);

  it('is cached by browsers, and revalidated with a 304', async () => {
    const { headers } = await get(server, { 'accept-encoding': 'br' });
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=3600, must-revalidate',
      vary: 'accept, accept-encoding',
    });
    const again = await get(server, {
      'accept-encoding': 'br',
      'if-none-match': headers.etag ?? '',
    });
    expect(again).toMatchObject({ status: 304, headers: { etag: headers.etag } });
    expect(again.body).toHaveLength(0);
    const other = await get(server, { 'if-none-match': headers.etag ?? '' });
    expect(other.status).toBe(200);
  });

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
    } finally {
      await server.stop();
    }
  });
});
