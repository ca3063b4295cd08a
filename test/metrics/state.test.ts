import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { scrape } from '../support/metrics.ts';
import { post } from '../support/post.ts';
import { runsRedis, startRedis } from '../support/redis.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';
import { openTurnstile, type Turnstile } from '../support/turnstile.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(environment: Record<string, string> = {}): Promise<InProcess> {
  const server = await startInProcess({ METRICS_PORT: '0', ...environment });
  ends.push(() => server.stop());
  return server;
}

/** A server over a PostHog that answers nothing before `letThrough` is called. */
async function startHeld(
  environment: Record<string, string>,
): Promise<InProcess & { turnstile: Turnstile }> {
  const posthog = await start();
  const turnstile = await openTurnstile(String(posthog.sandboxUrl));
  ends.push(() => {
    turnstile.close();
  });
  const server = await start({
    POSTHOG_HOST: turnstile.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    ...environment,
  });
  ends.push(() => {
    turnstile.letThrough();
  });
  return { ...server, turnstile };
}

const credential = (key: string) =>
  createHash('sha256').update(key).digest('base64url').slice(0, 12);

const read = (server: InProcess, id: number, key?: string) =>
  post(server.url, `{ experiment(id: ${id}) { name } }`, {
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });

/** Calls of a key that PostHog counts. */
async function countedCalls(server: InProcess, key: string): Promise<number> {
  const response = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
  const requests = (await response.json()) as { key: string | null }[];
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return requests.filter((request) => request.key === hash).length;
}

describe('the budget', () => {
  it('that is left to a key equals what PostHog has counted', async () => {
    const server = await start();
    const before = await scrape(server);
    const own = { credential: credential('phx_sandbox') };
    expect(before.all('budget_remaining_calls').map(({ value }) => value)).toEqual([480, 4_800]);
    for (const id of [1, 2, 3]) await read(server, id);
    await read(server, 1, 'phx_readonly');
    const metrics = await scrape(server);
    const counted = await countedCalls(server, 'phx_sandbox');
    expect(counted).toBeGreaterThan(2);
    const left = (window: string, labels: Record<string, string>) =>
      metrics.sum('budget_remaining_calls', { window, ...labels });
    expect(left('minute', own)).toBe(480 - counted);
    expect(left('hour', own)).toBe(4_800 - counted);
    const other = { credential: credential('phx_readonly') };
    expect(left('minute', other)).toBe(480 - (await countedCalls(server, 'phx_readonly')));
    expect(metrics.sum('budget_limit_calls', { window: 'hour' })).toBe(4_800);
    expect(metrics.text).not.toContain('phx_');
  });

  it('of keys that PostHog does not know is not shown, however many are tried', async () => {
    const server = await start();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => read(server, 1, `phx_made_up_${index}`)),
    );
    expect((await scrape(server)).all('budget_remaining_calls')).toHaveLength(2);
  });

  it('shows the operations that wait for it', async () => {
    const server = await start({ POSTHOG_CALLS_PER_MINUTE: '1', REQUEST_TIMEOUT_MS: '120000' });
    await read(server, 1);
    const leaving = new AbortController();
    const waiting = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ experiment(id: 2) { name } }' }),
      signal: leaving.signal,
    });
    await expect.poll(async () => (await scrape(server)).sum('budget_waiting_operations')).toBe(1);
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});

describe('connections to PostHog', () => {
  it('are shown with the calls that occupy them, and those that wait for one', async () => {
    const server = await startHeld({ UPSTREAM_CONCURRENCY: '1' });
    const answers = [read(server, 1), read(server, 2, 'phx_readonly')];
    await server.turnstile.waiting;
    await expect.poll(async () => (await scrape(server)).sum('upstream_waiting_calls')).toBe(1);
    const metrics = await scrape(server);
    expect(metrics.sum('upstream_active_calls')).toBe(1);
    expect(metrics.sum('upstream_active_calls_limit')).toBe(1);
    server.turnstile.letThrough();
    await Promise.all(answers);
  });

  it('are shown as stopped while PostHog does not answer, under the name of its host', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const server = await start({ POSTHOG_HOST: `http://${host}`, POSTHOG_API_KEY: 'phx_sandbox' });
    expect((await scrape(server)).sum('upstream_circuit_open', { host })).toBe(0);
    for (const id of [1, 2, 3, 4, 5]) await read(server, id);
    expect((await scrape(server)).sum('upstream_circuit_open', { host })).toBe(1);
  });
});

describe('the cache', () => {
  it('is shown with its entries, their size and its limit', async () => {
    const server = await start({ FRESH_MAX_MB: '2' });
    const before = await scrape(server);
    expect(before.sum('cache_entries')).toBe(0);
    await read(server, 1);
    const metrics = await scrape(server);
    expect(metrics.sum('cache_entries')).toBeGreaterThan(0);
    expect(metrics.sum('cache_bytes')).toBeGreaterThan(0);
    expect(metrics.sum('cache_limit_bytes')).toBe(2_000_000);
  });
});

describe('subscriptions', () => {
  it('to the same thing are several listeners, one topic and one poller', async () => {
    const server = await start();
    const experiment =
      '{ experiments(first: 1, filter: { status: DRAFT }) { nodes { posthogId } } }';
    const { body } = await post<{ experiments: { nodes: { posthogId: number }[] } }>(
      server.url,
      experiment,
    );
    const id = body.data?.experiments.nodes[0]?.posthogId;
    const sockets = await Promise.all([connectSocket(server.url), connectSocket(server.url)]);
    for (const socket of sockets) {
      subscribeTo(socket, '1', `subscription { experimentChanged(id: ${id}) { isFirst } }`);
      await socket.next();
    }
    const metrics = await scrape(server);
    expect(metrics.sum('subscription_listeners')).toBe(2);
    expect(metrics.sum('subscription_topics')).toBe(1);
    expect(metrics.sum('subscription_pollers')).toBe(1);
    expect(metrics.sum('subscription_polling_alone')).toBe(0);
    for (const { socket } of sockets) socket.terminate();
    await expect.poll(async () => (await scrape(server)).sum('subscription_topics')).toBe(0);
  });
});

describe('requests in progress', () => {
  it('are shown with how many are refused, and metrics are served all the same', async () => {
    const server = await startHeld({ MAX_ACTIVE_REQUESTS: '1' });
    const first = read(server, 1);
    await server.turnstile.waiting;
    expect((await read(server, 2)).status).toBe(503);
    const metrics = await scrape(server);
    expect(metrics.sum('active_requests')).toBe(1);
    expect(metrics.sum('active_requests_limit')).toBe(1);
    expect(metrics.sum('busy_refusals_total')).toBe(1);
    server.turnstile.letThrough();
    await first;
  });
});

describe.runIf(runsRedis)('replicas with Redis', () => {
  it('are counted, and whether Redis can be used is shown', async () => {
    const redis = await startRedis();
    ends.push(() => redis.stop());
    const server = await start({ REDIS_URL: redis.url });
    // The first connection may take longer than a machine that is busy gives it.
    await expect
      .poll(async () => (await scrape(server)).sum('shared_store_up'), { timeout: 10_000 })
      .toBe(1);
    expect((await scrape(server)).sum('replicas')).toBe(1);
    await read(server, 1);
    const left = await scrape(server);
    expect(left.sum('budget_remaining_calls', { window: 'minute' })).toBe(
      480 - (await countedCalls(server, 'phx_sandbox')),
    );
  });

  it('are no metrics of a process without it', async () => {
    const server = await start();
    expect((await scrape(server)).all('shared_store_up')).toEqual([]);
  });
});
