import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { askWithHeaders } from '../support/raw-http.ts';

const path = '/v1/api/projects/1/experiments?limit=1';

/** The address, without the query, of a page's next page. */
async function nextOf(server: InProcess, headers: Readonly<Record<string, string>>) {
  const { body } = await askWithHeaders(server.url + path, 'GET', {
    host: 'localhost:4000',
    ...headers,
  });
  const { next } = JSON.parse(body) as { readonly next: string };
  return next.replace(/\/v1\/api\/projects\/1\/experiments\?.*$/, '');
}

describe('a proxy on this machine, which is trusted by default', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess();
  });
  afterAll(() => server.stop());

  it.each<[string, Record<string, string>, string]>([
    ['no header', {}, 'http://localhost:4000'],
    ['the scheme', { 'x-forwarded-proto': 'https' }, 'https://localhost:4000'],
    ['the scheme in capitals', { 'X-Forwarded-Proto': 'HTTPS' }, 'https://localhost:4000'],
    ['the host', { 'x-forwarded-host': 'shop.example.com' }, 'http://shop.example.com'],
    [
      'an address as host',
      { 'x-forwarded-host': '[2001:db8::1]:8443' },
      'http://[2001:db8::1]:8443',
    ],
    ['the prefix', { 'x-forwarded-prefix': '/experiments/' }, 'http://localhost:4000/experiments'],
    [
      'everything',
      {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'shop.example.com',
        'x-forwarded-port': '8443',
        'x-forwarded-prefix': '/a/b',
      },
      'https://shop.example.com:8443/a/b',
    ],
    [
      'the usual port',
      {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'shop.example.com',
        'x-forwarded-port': '443',
      },
      'https://shop.example.com',
    ],
    [
      'Forwarded',
      { forwarded: 'for=192.0.2.43;Proto=HTTPS;host="shop.example.com:8443"' },
      'https://shop.example.com:8443',
    ],
    [
      'Forwarded and a prefix',
      { forwarded: 'proto=https;host=shop.example.com', 'x-forwarded-prefix': '/experiments' },
      'https://shop.example.com/experiments',
    ],
  ])('names the address of links with %s', async (_, headers, address) => {
    expect(await nextOf(server, headers)).toBe(address);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'the entry of X-Forwarded-Host that the proxy added',
      { 'x-forwarded-host': 'evil.example, shop.example.com' },
      'http://shop.example.com',
    ],
    [
      'the entry of the outermost trusted proxy',
      {
        'x-forwarded-for': '203.0.113.9, 127.0.0.2',
        'x-forwarded-host': 'evil.example, shop.example.com, inner.example',
        'x-forwarded-proto': 'http, https, http',
      },
      'https://shop.example.com',
    ],
    [
      'the element of Forwarded that the proxy added',
      {
        forwarded:
          'host=evil.example;proto=http, for=203.0.113.9;host=shop.example.com;proto=https',
      },
      'https://shop.example.com',
    ],
    [
      'the element of the outermost trusted proxy',
      {
        forwarded:
          'host=evil.example, for=203.0.113.9;host=shop.example.com;proto=https, for="127.0.0.2:99";host=inner.example',
      },
      'https://shop.example.com',
    ],
    [
      'its own headers, not Forwarded, which it passes on from the caller',
      { 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
      'https://localhost:4000',
    ],
  ])('is believed only for %s', async (_, headers, address) => {
    expect(await nextOf(server, headers)).toBe(address);
  });

  it.each<[string, Record<string, string>]>([
    ['a scheme that is not of the web', { 'x-forwarded-proto': 'javascript' }],
    ['a host with credentials', { 'x-forwarded-host': 'user:secret@evil.example' }],
    ['a host with a path', { 'x-forwarded-host': 'evil.example/path' }],
    ['a host with a space', { 'x-forwarded-host': 'evil.example x' }],
    ['a host with a line break', { forwarded: 'host="evil.example\tset-cookie: a=b"' }],
    ['a prefix that leads to another host', { 'x-forwarded-prefix': '//evil.example' }],
    ['a prefix with dot segments', { 'x-forwarded-prefix': '/a/../b' }],
    ['a prefix with a query', { 'x-forwarded-prefix': '/a?b' }],
    ['a prefix without a slash', { 'x-forwarded-prefix': 'evil' }],
    ['a port that is not a number', { 'x-forwarded-port': '80@evil.example' }],
    ['a Forwarded header that cannot be read', { forwarded: 'host=evil.example;;=' }],
  ])('is not believed for %s', async (_, headers) => {
    expect(await nextOf(server, headers)).toBe('http://localhost:4000');
  });

  it('does not make another host name in Host acceptable', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost' };
    expect((await askWithHeaders(server.url + path, 'GET', headers)).status).toBe(421);
  });

  it('does not make the page of another origin acceptable', async () => {
    const headers = { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' };
    expect((await askWithHeaders(server.url + path, 'GET', headers)).status).toBe(403);
  });
});

describe('a peer that is not trusted', () => {
  it.each(['none', '192.0.2.0/24,uniquelocal'])('is not believed: %s', async (trusted) => {
    const server = await startInProcess({ TRUSTED_PROXIES: trusted });
    try {
      const headers = {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-prefix': '/x',
        forwarded: 'host=evil.example',
      };
      expect(await nextOf(server, headers)).toBe('http://localhost:4000');
    } finally {
      await server.stop();
    }
  });
});

describe('ALLOWED_HOSTS behind a trusted proxy that puts its own name into Host', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ ALLOWED_HOSTS: 'shop.example.com' });
  });
  afterAll(() => server.stop());

  it.each([
    ['shop.example.com', 200],
    ['evil.example', 421],
  ])('decides about the host that the proxy was asked for: %s', async (forwarded, status) => {
    const answer = await askWithHeaders(server.url + path, 'GET', {
      'x-forwarded-host': forwarded,
    });
    expect(answer.status).toBe(status);
  });

  it('allows pages of that host, as for Host itself', async () => {
    const headers = { origin: 'https://shop.example.com', 'x-forwarded-host': 'shop.example.com' };
    expect((await askWithHeaders(server.url + path, 'GET', headers)).status).toBe(200);
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await askWithHeaders(server.url + path, 'GET', foreign)).status).toBe(403);
  });
});

describe('PUBLIC_URL', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ PUBLIC_URL: 'https://shop.example.com/experiments/' });
  });
  afterAll(() => server.stop());

  it('begins every link, whatever headers say', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    expect(await nextOf(server, {})).toBe('https://shop.example.com/experiments');
    expect(await nextOf(server, headers)).toBe('https://shop.example.com/experiments');
  });

  it.each([
    ['shop.example.com', 200],
    ['localhost', 200],
    ['evil.example', 421],
  ])(
    'has a host name that requests may be addressed to, and allows no other: %s',
    async (host, status) => {
      expect((await askWithHeaders(server.url + path, 'GET', { host })).status).toBe(status);
    },
  );

  it.each([
    ['https://shop.example.com', 200],
    ['http://shop.example.com', 403],
    ['https://evil.example', 403],
  ])('is the origin of its own pages: %s', async (origin, status) => {
    expect((await askWithHeaders(server.url + path, 'GET', { origin })).status).toBe(status);
  });
});
