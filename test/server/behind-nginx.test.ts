import type { Browser, Page } from 'playwright-core';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { hasNginx, runsNginx, startNginx, type Nginx } from '../support/nginx.ts';
import { send } from '../support/rest.ts';

const isCI = process.env['CI'] === 'true';

const REQUESTS = 10_000;
const AT_ONCE = 16;
const list = '/v1/api/projects/1/experiments?limit=2';

describe.runIf(runsNginx)('behind nginx, below a path prefix', { timeout: 120_000 }, () => {
  let server: InProcess;
  let nginx: Nginx;
  beforeAll(async () => {
    server = await startInProcess({ LOG_LEVEL: 'silent' });
    nginx = await startNginx(server.url, { prefix: '/experiments' });
  });
  afterAll(async () => {
    await nginx.stop();
    await server.stop();
  });

  it('the links of the root lead below the prefix', async () => {
    const { links } = (await (await fetch(`${nginx.url}/`)).json()) as {
      links: Record<string, string>;
    };
    expect(new URL(links['graphql'] ?? '', `${nginx.url}/`).href).toBe(`${nginx.url}/graphql`);
  });

  it('links of pages lead below the prefix, and to every page', async () => {
    const { body: first } = await send(nginx.url + list, 'GET');
    expect(first.next).toBe(`${nginx.url}${list}&offset=2`);
    const { body: second } = await send(first.next, 'GET');
    expect(second.previous).toBe(`${nginx.url}${list}`);
  });

  it('the document of the REST API names the prefix as its server', async () => {
    const { body } = await send(`${nginx.url}/v1/openapi.json`, 'GET');
    const { href } = new URL(body.servers[0].url, `${nginx.url}/v1/openapi.json`);
    expect(href).toBe(`${nginx.url}/`);
  });

  it('answers are compressed once, and are whole', async () => {
    const path = '/v1/api/projects/1/experiments?limit=100';
    const { headers, body } = await send(nginx.url + path, 'GET');
    expect(headers.get('content-encoding')).toMatch(/^(?:gzip|br)$/);
    expect(headers.get('vary')?.match(/accept-encoding/gi)).toHaveLength(1);
    const etag = headers.get('etag') ?? '';
    const again = await send(nginx.url + path, 'GET', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(body.results.length).toBeGreaterThan(20);
  });

  it.each([
    ['server-sent events', 'text/event-stream', /^event: next$/m],
    ['a multipart answer', 'multipart/mixed;subscriptionSpec=1.0', /^--graphql\r$/m],
  ])(
    'the first event of a subscription arrives while it is open, as %s',
    async (_, accept, part) => {
      const left = new AbortController();
      const response = await fetch(`${nginx.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({
          query: 'subscription { experimentChanged(id: "15") { pace experiment { name } } }',
        }),
        signal: left.signal,
      });
      expect(response.headers.get('content-type')).toContain(accept.split(';')[0]);
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      let read = '';
      while (!read.includes('"experimentChanged":{')) {
        // The stream stays open: only what is flushed arrives.
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended: ${read}`);
        read += value;
      }
      expect(read).toMatch(part);
      left.abort();
    },
  );

  it('MCP answers', async () => {
    const response = await fetch(`${nginx.url}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: 'Bearer phx_sandbox',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(await response.text()).toContain('"tools":[');
  });

  it(`${REQUESTS} requests over reused connections are answered without a reset`, async () => {
    const agent = new Agent({ connections: AT_ONCE, pipelining: 1 });
    const statuses = new Map<number, number>();
    let sent = 0;
    const sender = async () => {
      while (sent < REQUESTS) {
        sent += 1;
        const { statusCode, body } = await request(`${nginx.url}/graphql`, {
          dispatcher: agent,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ __typename }"}',
        });
        await body.dump();
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    await agent.close();
    expect(Object.fromEntries(statuses)).toEqual({ 200: REQUESTS });
    expect(nginx.errors()).not.toMatch(/reset|prematurely closed|no live upstreams/);
  });
});

describe.runIf((hasNginx && hasBrowser) || isCI)(
  'a browser behind nginx, below a path prefix and with no setting',
  { timeout: 180_000 },
  () => {
    let server: InProcess;
    let nginx: Nginx;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
      server = await startInProcess({ LOG_LEVEL: 'silent', TRUSTED_PROXIES: 'none' });
      nginx = await startNginx(server.url, { prefix: '/a/b' });
      browser = await openBrowser();
      page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('response', (response) => {
        if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
      });
    });
    afterAll(async () => {
      await browser.close();
      await nginx.stop();
      await server.stop();
    });

    it.each(['/v1', '/v1/'])(
      'the REST viewer at %s loads and executes an operation',
      async (path) => {
        await page.goto(nginx.url + path);
        const operation = page.locator('#operations-experiments-experiments_stats_retrieve');
        await operation.locator('.opblock-summary-control').click({ timeout: 50_000 });
        await operation.getByRole('button', { name: 'Execute' }).click();
        const answer = operation.locator('.live-responses-table pre.microlight');
        await expect
          .poll(() => answer.first().innerText(), { timeout: 50_000 })
          .toContain('active_experiments');
        expect(problems).toEqual([]);
      },
    );

    it('GraphiQL loads and runs a query', async () => {
      const query = page.waitForResponse(
        (response) =>
          response.request().method() === 'POST' && response.url() === `${nginx.url}/graphql`,
        { timeout: 150_000 },
      );
      await page.goto(`${nginx.url}/graphql`, { timeout: 120_000 });
      // The page asks for the schema as soon as it has loaded.
      expect((await query).status()).toBe(200);
      expect(problems).toEqual([]);
    });
  },
);
