import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

interface Seen {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
}

/** Sends browser headers: fetch does not allow a program to set Host and the Sec- headers. */
function ask(url: string, headers: Record<string, string>, method = 'POST'): Promise<Seen> {
  const { promise, resolve, reject } = Promise.withResolvers<Seen>();
  const type = { 'content-type': 'application/json' };
  const sent = request(
    `${url}/graphql`,
    { method, headers: { ...type, ...headers } },
    (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    },
  );
  sent.on('error', reject);
  sent.end(method === 'POST' ? JSON.stringify({ query: '{ __typename }' }) : undefined);
  return promise;
}

describe('by default', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(() => server.stop());

  it.each<[string, Record<string, string>]>([
    ['a program', {}],
    ['a page of its own origin', { 'sec-fetch-site': 'same-origin' }],
    ['a user who enters the URL', { 'sec-fetch-site': 'none' }],
    ['a client that names it localhost', { host: 'localhost:4000' }],
  ])('the server answers %s', async (_, headers) => {
    expect((await ask(server.url, headers)).status).toBe(200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['another port of the same machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site in an old browser', { origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    [
      'a name rebound to this machine',
      { host: 'evil.example', 'sec-fetch-site': 'same-origin' },
      421,
    ],
  ])('the server refuses a page of %s', async (_, headers, status) => {
    expect((await ask(server.url, headers)).status).toBe(status);
  });

  it('no answer allows pages of other origins to read it', async () => {
    const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const seen of [
      await ask(server.url, preflight, 'OPTIONS'),
      await ask(server.url, { origin: 'https://evil.example' }),
    ]) {
      expect(seen.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('with CORS_ORIGINS and ALLOWED_HOSTS', () => {
  const app = 'https://app.example.com';
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      CORS_ORIGINS: `${app}, http://localhost:5173, https://*.preview.example.com, capacitor://localhost`,
      ALLOWED_HOSTS: 'graph.example.com',
    });
  });
  afterAll(() => server.stop());

  it('pages of these origins are answered and may read the answer', async () => {
    const seen = await ask(server.url, { origin: app, 'sec-fetch-site': 'cross-site' });
    expect(seen.status).toBe(200);
    expect(seen.headers['access-control-allow-origin']).toBe(app);
    expect(seen.headers['vary']).toContain('origin');
    expect(seen.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('their preflight allows the headers for keys and tokens', async () => {
    const asked = { origin: app, 'access-control-request-method': 'POST' };
    const seen = await ask(server.url, asked, 'OPTIONS');
    expect(seen.status).toBe(204);
    expect(seen.headers['access-control-allow-origin']).toBe(app);
    expect(seen.headers['access-control-allow-headers']).toBe(
      'content-type, authorization, x-gateway-token, cache-control, if-none-match',
    );
  });

  it('their preflight allows the headers that the page names, such as those of tracing and client libraries', async () => {
    const named = 'baggage,content-type,sentry-trace,traceparent,apollographql-client-name';
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': named,
    };
    const seen = await ask(server.url, { ...asked, origin: app }, 'OPTIONS');
    const allowed = String(seen.headers['access-control-allow-headers']).split(', ');
    expect(allowed).toEqual(expect.arrayContaining(named.split(',')));
    expect(seen.headers['vary']).toContain('access-control-request-headers');
    const other = await ask(server.url, { ...asked, origin: 'https://evil.example' }, 'OPTIONS');
    expect(other.headers).not.toHaveProperty('access-control-allow-headers');
  });

  it('may read the ETag of an answer, and when to ask again', async () => {
    const seen = await ask(server.url, { origin: app });
    expect(seen.headers['access-control-expose-headers']).toBe('etag, retry-after, x-request-id');
  });

  it.each([
    ['https://preview-12.preview.example.com', 200],
    ['capacitor://localhost', 200],
    ['https://preview.example.com', 403],
    ['https://a.b.preview.example.com', 403],
    ['http://preview-12.preview.example.com', 403],
    ['https://x.preview.example.com.evil.example', 403],
    ['https://.preview.example.com', 403],
    ['https://x.preview.example.com:8443', 403],
    ['capacitor://elsewhere', 403],
    ['null', 403],
  ])('match %s with status %i', async (origin, status) => {
    const seen = await ask(server.url, { origin });
    expect(seen.status).toBe(status);
  });

  it('pages of any other origin are still refused', async () => {
    const seen = await ask(server.url, { origin: 'https://app.example.com.evil.example' });
    expect(seen.status).toBe(403);
  });

  it('the server accepts that host name too', async () => {
    expect((await ask(server.url, { host: 'graph.example.com' })).status).toBe(200);
    expect((await ask(server.url, { host: 'other.example.com' })).status).toBe(421);
  });
});
