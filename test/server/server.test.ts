import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

const get = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { redirect: 'manual', ...init });

describe('the APIs of the server', () => {
  it('are listed at / for a program', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ links: { graphql: './graphql', mcp: './mcp' } });
  });

  it('report at /health that the process is running', async () => {
    const response = await get('/health');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'up' });
  });

  it('report at /ready that PostHog is reachable', async () => {
    const response = await get('/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      sharedStore: { status: 'none', replicas: 1 },
    });
  });

  it.each(['/nope', '/graphql/nope', '/_sandbox/state', '//', '/%', '/constructor'])(
    'answer %s with a JSON 404 that has a code',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      const body = (await response.json()) as { errors: unknown[] };
      expect(body.errors).toMatchObject([
        { message: expect.any(String) as string, extensions: { code: 'NOT_FOUND' } },
      ]);
    },
  );

  it('refuse POST at /health', async () => {
    const response = await get('/health', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each(['/graphql?query={__typename}', '/health', '/nope'])(
    'forbid framing, content sniffing and caching of %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );
});

describe('GraphiQL', () => {
  it('is one page that loads nothing from another host', async () => {
    const response = await get('/graphql', { headers: { accept: 'text/html' } });
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('GraphiQL');
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)=["']?(https?:)?\/\//i);
    expect(response.headers.get('content-security-policy')).not.toMatch(/https?:|\*/);
  });
});

describe('the log', () => {
  it('has a line for each request, without its query string or headers', async () => {
    await get('/graphql?query={__typename}', { headers: { authorization: 'Bearer phx_logged' } });
    await expect
      .poll(() => server.log.at(-1))
      .toMatchObject({
        method: 'GET',
        path: '/graphql',
        status: 200,
        msg: 'request',
      });
    expect(server.logText()).not.toContain('__typename');
    expect(server.logText()).not.toContain('phx_logged');
  });
});
