import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicUrl } from '../../src/http/public-url.ts';
import { listen } from '../../src/server/listen.ts';
import { createServer } from '../../src/server/server.ts';
import { version } from '../../src/version.ts';
import { WebApp } from '../../src/web-app/web-app.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

/** What Chromium sends when an address is opened. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';

describe('the web app', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      GATEWAY_TOKEN: 'a-token-long-enough',
      LOG_LEVEL: 'error',
      TRUST_PROXY: 'loopback',
    });
  });
  afterAll(() => server.stop());

  const open = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers: { accept: BROWSER, ...headers }, redirect: 'manual' });
  const filesOf = (page: string) =>
    [...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, path]) => path ?? '');

  it.each(['/', '/experiments/15', '/experiments/RXhwZXJpbWVudDoxOjE1'])(
    'is the answer for a browser at %s, without a token',
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('<div id="root">');
    },
  );

  it('may load its own files and call this server, and nothing else', async () => {
    const policy = (await open('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it('is checked at each visit, while files whose names change with their content are kept for a year', async () => {
    const page = await open('/');
    expect(page.headers.get('cache-control')).toBe('public, no-cache');
    const again = await open('/', { 'if-none-match': page.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    const files = filesOf(await page.text());
    expect(files.length).toBeGreaterThan(1);
    for (const path of files) {
      const file = await open(path, { accept: '*/*' });
      expect(file.status).toBe(200);
      expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('loads less than 120 kB of scripts and styles with its first page, compressed with gzip', async () => {
    const files = filesOf(await (await open('/')).text());
    const sizes = await Promise.all(
      files.map(async (path) => gzipSync(await (await open(path)).bytes()).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(120_000);
  });

  it('has addresses below the path prefix that a trusted proxy forwards', async () => {
    const page = await (await open('/', { 'x-forwarded-prefix': '/experiments-api' })).text();
    for (const path of filesOf(page)) expect(path).toMatch(/^\/experiments-api\/app\//);
    expect(filesOf(await (await open('/')).text())[0]).toMatch(/^\/app\//);
  });

  it('leaves a program that asks at / an index of the APIs', async () => {
    const response = await open('/', { accept: '*/*' });
    expect(response.headers.get('vary')).toContain('accept');
    expect(await response.json()).toEqual({
      name: 'posthog-experiments-graph',
      version,
      mode: 'sandbox',
      links: {
        app: './',
        graphql: './graphql',
        graphiql: './graphql',
        rest: './v1',
        openapi: './v1/openapi.json',
        mcp: './mcp',
        docs: './docs',
        health: './health',
        ready: './ready',
      },
    });
  });

  it.each(['/experiments/1/2', '/app/', '/app/none.js', '/nowhere', '/graphql/nowhere'])(
    'tells a browser at %s, which is none of its addresses, that there is no such page',
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('vary')).toContain('accept');
      expect(await response.text()).toContain('<div id="root">');
      const toProgram = await open(path, { accept: '*/*' });
      expect(toProgram.status).toBe(404);
      expect(await toProgram.json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
    },
  );

  it('refuses an address that can be read in two ways, for a browser too', async () => {
    const response = await open('/app/..%2f');
    expect(response.headers.get('content-type')).toContain('json');
    expect([400, 404]).toContain(response.status);
  });

  it.each([
    ['/experiments', '/'],
    ['/experiments/', '/'],
    ['/experiments?status=RUNNING', '/?status=RUNNING'],
    ['/inbox/', '/inbox'],
    ['/experiments/15/', '/experiments/15'],
    ['/experiments/15/edit/?step=2', '/experiments/15/edit?step=2'],
  ])('sends a browser from %s to %s, below the prefix of a proxy too', async (from, to) => {
    const response = await open(from);
    expect(response.status).toBe(302);
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^\.\.?\//);
    expect(new URL(location, server.url + from).href).toBe(server.url + to);
    const below = `${server.url}/experiments-api`;
    expect(new URL(location, below + from).href).toBe(below + to);
  });

  it('does not answer a program at the address of a page', async () => {
    const response = await open('/experiments/15', { accept: 'application/json' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('is read only: other methods are refused', async () => {
    for (const path of ['/', '/experiments/15']) {
      const response = await fetch(server.url + path, {
        method: 'POST',
        headers: { accept: BROWSER },
      });
      expect(response.status).not.toBe(200);
    }
  });

  it('says in the package which libraries it contains', () => {
    const notices = readFileSync(
      new URL('../../dist/web/THIRD-PARTY-NOTICES.txt', import.meta.url),
      'utf8',
    );
    for (const name of ['react-dom', '@apollo/client', '@visx/axis', '@fontsource-variable/inter'])
      expect(notices).toContain(`${name} `);
  });
});

it('WEB_APP=off sends browsers to GraphiQL, and leaves programs the index', async () => {
  const server = await startInProcess({ WEB_APP: 'off', LOG_LEVEL: 'error' });
  const page = await fetch(server.url, { headers: { accept: BROWSER }, redirect: 'manual' });
  expect(page.status).toBe(302);
  expect(page.headers.get('location')).toBe('./graphql');
  const index = (await (await fetch(server.url)).json()) as { links: Record<string, string> };
  expect(index.links).not.toHaveProperty('app');
  expect(
    (await fetch(`${server.url}/experiments/15`, { headers: { accept: BROWSER } })).status,
  ).toBe(404);
  await server.stop();
});

it('in a checkout without the built app, / says how to build it', async () => {
  const server = createServer({
    graph: () => undefined,
    graphiql: undefined,
    docs: undefined,
    app: new WebApp(createPublicUrl(undefined), new URL('nowhere/', import.meta.url)),
    index: { mode: 'sandbox', links: {} },
    rest: undefined,
    mcp: undefined,
    ready: () => Promise.resolve({ ok: true }),
    log: pino({ level: 'silent' }),
    origins: { corsOrigins: [], allowedHosts: undefined },
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  const page = await fetch(`http://127.0.0.1:${port}`, { headers: { accept: BROWSER } });
  expect(await page.text()).toContain('<code>npm start</code>');
  server.close().closeAllConnections();
});
