import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlaces, siteFolder } from '../../src/docs-site/places.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { buildDocs } from '../support/built-docs.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { brokenReferences, pagesWithInlineScript, referencesIn } from './site-links.ts';

const isCI = process.env['CI'] === 'true';
if (!hasBrowser && !isCI) {
  process.stdout.write('The documentation is not opened: no /usr/bin/chromium on this machine.\n');
}

let server: InProcess;
beforeAll(async () => {
  buildDocs();
  server = await startInProcess({ GATEWAY_TOKEN: 'a-token-long-enough', LOG_LEVEL: 'error' });
}, 600_000);
afterAll(() => server.stop());

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { redirect: 'manual', ...init });

describe('the built documentation', () => {
  it('has no broken link, neither to a page nor to a heading nor to a file', () => {
    expect(referencesIn(siteFolder).length).toBeGreaterThan(1_000);
    expect(brokenReferences(siteFolder, readPlaces(siteFolder))).toEqual([]);
  });

  it('loads nothing from elsewhere, and has no script or style within a page', () => {
    const elsewhere = referencesIn(siteFolder).filter(({ address }) =>
      /\.(?:js|css|woff2?)$/.test(address),
    );
    expect(elsewhere.filter(({ address }) => /^https?:/.test(address))).toEqual([]);
    expect(pagesWithInlineScript(siteFolder)).toEqual([]);
  });

  it('needs no token, because it holds no data', async () => {
    const response = await get('/docs/getting-started');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(await response.text()).toContain('Ask your first question');
  });

  it.each([
    ['/docs', '/docs/'],
    ['/docs/getting-started/', '/docs/getting-started'],
    ['/docs/decisions', '/docs/decisions/'],
  ])('leads from %s to %s', async (path, location) => {
    const response = await get(path);
    expect(response.status).toBe(302);
    const led = new URL(response.headers.get('location') ?? '', server.url + path);
    expect(led.pathname).toBe(location);
  });

  it('answers HEAD without a body, and 304 to who has a page', async () => {
    const head = await get('/docs/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const etag = head.headers.get('etag') ?? '';
    expect((await get('/docs/', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('is only read', async () => {
    const response = await get('/docs/', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('has a page for addresses that do not exist, with the status 404', async () => {
    for (const path of ['/docs/nothing', '/docs/files.json', '/docs/assets/']) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toContain('404');
    }
  });

  it('lets browsers keep files whose names change with their content', async () => {
    const page = await (await get('/docs/')).text();
    const [, script = ''] = /href="(\/docs\/assets\/chunks\/framework\.[^"]+)"/.exec(page) ?? [];
    const response = await get(script, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
  });

  it('has addresses below the path prefix that a trusted proxy forwards', async () => {
    const headers = { 'x-forwarded-prefix': '/experiments' };
    const response = await get('/docs/', { headers });
    expect(response.headers.get('vary')).toContain('x-forwarded-prefix');
    const addresses = [...(await response.text()).matchAll(/(?:href|src)="(\/[^"]*)"/g)];
    expect(addresses.length).toBeGreaterThan(20);
    for (const [, address] of addresses) expect(address).toMatch(/^\/experiments\/docs\//);
    expect(await (await get('/docs/')).text()).not.toContain('/experiments/docs/');
  });

  it('has a page for every type, operation and tool that it describes', async () => {
    const text = async (path: string) => (await get(`/docs/reference/${path}`)).text();
    expect(await text('graphql/objects')).toContain('id="experiment"');
    expect(await text('graphql/mutations')).toContain('id="pauseexperiment"');
    expect(await text('rest/experiments')).toContain('/v1/api/projects/{project-id}/experiments');
    expect(await text('mcp')).toContain('id="experiment-history"');
  });
});

describe('DOCS=off', () => {
  it('leaves nothing at /docs', async () => {
    const without = await startInProcess({ DOCS: 'off' });
    const statuses = ['/docs', '/docs/', '/docs/getting-started'].map(
      async (path) => (await fetch(without.url + path, { redirect: 'manual' })).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404, 404]);
    await without.stop();
  });
});

describe.runIf(hasBrowser || isCI)('the documentation in a browser without a network', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const asked: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(50_000);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text());
    });
    await page.goto(`${server.url}/docs/`);
  }, 60_000);
  afterAll(() => browser.close());

  it('opens a page from its navigation', async () => {
    await page.locator('.VPSidebar').getByRole('link', { name: 'Troubleshooting' }).click();
    await page.getByRole('heading', { name: 'My budget is spent' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/docs/troubleshooting');
  });

  it('finds a page by its words', async () => {
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('throttled budget spent');
    const result = page.getByRole('option').filter({ hasText: 'My budget is spent' });
    await result.first().waitFor();
    await result.first().click();
    await page.waitForURL(/#my-budget-is-spent/);
    expect(page.url()).toMatch(/\/docs\/troubleshooting(?:\.html)?#/);
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['errors', 'reference/graphql/queries']) {
      await page.goto(`${server.url}/docs/${path}`, { waitUntil: 'domcontentloaded' });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 390]);
    }
  });

  it('sent no request to any other host and logged no error', () => {
    expect(problems).toEqual([]);
    const elsewhere = asked.filter((address) => !address.startsWith(`${server.url}/docs/`));
    expect(elsewhere.filter((address) => !address.startsWith('data:'))).toEqual([]);
  });
});
