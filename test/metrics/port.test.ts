import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { lineOf, startInProcess, type InProcess } from '../support/in-process.ts';
import { metricsUrl, scrape } from '../support/metrics.ts';
import { post } from '../support/post.ts';
import { openTurnstile } from '../support/turnstile.ts';

/** The status of a request with a `Host` of its own, which fetch does not send. */
async function statusOf(url: string, method: string, headers: Record<string, string> = {}) {
  const sent = request(url, { method, headers, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

describe('a server with METRICS_PORT', () => {
  let server: InProcess;
  beforeEach(async () => {
    server = await startInProcess({ METRICS_PORT: '0' });
  });
  afterEach(() => server.stop());

  it('serves metrics there, in the format of Prometheus, and nothing else', async () => {
    const url = metricsUrl(server);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('# TYPE experiments_graph_active_requests gauge\n');
    expect(await (await fetch(url, { method: 'HEAD' })).text()).toBe('');
    const origin = new URL(url).origin;
    const others = ['/', '/graphql', '/health', '/metrics/', '/v1/api/projects/1/experiments/'];
    const statuses = await Promise.all(
      others.map(async (path) => (await fetch(origin + path)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect(await statusOf(url, 'POST')).toBe(405);
  });

  it('does not serve them on the port of the API', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  });

  it('refuses other host names and pages of other sites, as every port of this server does', async () => {
    const url = metricsUrl(server);
    expect(await statusOf(url, 'GET', { host: 'evil.example' })).toBe(421);
    expect(await statusOf(url, 'GET', { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(url, 'GET', { host: 'localhost' })).toBe(200);
  });

  it('asks for no gateway token, and logs no line for a scrape unless it logs everything', async () => {
    await scrape(server);
    expect(server.log.filter(({ path }) => path === '/metrics')).toEqual([]);
  });
});

describe('metrics beyond loopback', () => {
  it('are served under every host name, because scrapers use addresses', async () => {
    const server = await startInProcess({ METRICS_PORT: '0', METRICS_HOST: '0.0.0.0' });
    const url = metricsUrl(server).replace('0.0.0.0', '127.0.0.1');
    expect(await statusOf(url, 'GET', { host: '10.1.2.3:9464' })).toBe(200);
    await server.stop();
  });

  it('are not what HOST stands for: without METRICS_HOST they stay on loopback', async () => {
    const server = await startInProcess({ METRICS_PORT: '0', HOST: '0.0.0.0' });
    expect(metricsUrl(server)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    await server.stop();
  });
});

describe('a server without METRICS_PORT', () => {
  it('has no metrics', async () => {
    const server = await startInProcess();
    expect(lineOf(server.printed, 'Metrics')).toBeUndefined();
    await server.stop();
  });
});

describe('a port that cannot be opened', () => {
  const start = (environment: Record<string, string>) =>
    runCommand(['start'], { environment: { PORT: '0', SANDBOX_PORT: '0', ...environment } });

  it('stops the start with one line that names METRICS_PORT', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await start({ METRICS_PORT: String(port) })).toMatchObject({
      exitCode: 1,
      printed: '',
      complaints: `Port ${port} is already in use. Set METRICS_PORT to another port, or to 0 for any free one.`,
    });
    taken.close();
  });

  it('stops it with one line that names METRICS_HOST for an address of another machine', async () => {
    const { complaints } = await start({ METRICS_PORT: '0', METRICS_HOST: '192.0.2.1' });
    expect(complaints).toBe('METRICS_HOST 192.0.2.1 is not an address of this machine.');
  });
});

describe('while the server stops', () => {
  it('metrics are served until the last request has been answered', async () => {
    const posthog = await startInProcess();
    const turnstile = await openTurnstile(String(posthog.sandboxUrl));
    const server = await startInProcess({
      METRICS_PORT: '0',
      POSTHOG_HOST: turnstile.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
    });
    const answer = post(server.url, '{ experiment(id: 1) { posthogId } }');
    await turnstile.waiting;
    const exitCode = server.stop();
    const metrics = await scrape(server);
    expect(metrics.sum('active_requests')).toBe(1);
    expect(metrics.sum('upstream_active_calls')).toBe(1);
    turnstile.letThrough();
    expect((await answer).status).toBe(200);
    expect(await exitCode).toBe(0);
    await expect(fetch(metricsUrl(server))).rejects.toThrow('fetch failed');
    turnstile.close();
    await posthog.stop();
  });
});
