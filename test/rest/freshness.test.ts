import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { injectFault } from '../support/sandbox-control.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest({
    client: {
      freshness: {
        seconds: { experiments: 60, settings: 60, results: 60 },
        maxStaleMs: 600_000,
        maxBytes: 10_000_000,
      },
    },
  });
});
afterAll(() => rest.close());
beforeEach(async () => {
  rest.sandbox.reset();
  // A write evicts cached answers of the previous test.
  await rest.call('PATCH', `${root}/experiments/5`, { body: {} });
  rest.sandbox.clearRequests();
});

const root = '/v1/api/projects/1';
const path = `${root}/experiments/5`;
const read = (control?: string, key?: string) =>
  rest.call('GET', path, {
    ...(control !== undefined && { headers: { 'cache-control': control } }),
    ...(key !== undefined && { key }),
  });
/** Changes the experiment directly in PostHog. */
const changeBehind = (description: string) =>
  fetch(`${rest.sandbox.url}/api/projects/1/experiments/5/`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: 'Bearer phx_sandbox' },
    body: JSON.stringify({ description }),
  });

describe('a read', () => {
  it("calls PostHog each time, so that it shows other clients' changes", async () => {
    await read();
    await changeBehind('Changed behind the back.');
    const answer = await read();
    expect(answer).toMatchObject({ calls: 1, body: { description: 'Changed behind the back.' } });
    expect(answer.headers.get('age')).toBe('0');
  });

  it('with max-age is answered from the cache with its age, without a call', async () => {
    await read();
    await changeBehind('Not seen yet.');
    const fromCache = await read('max-age=30');
    expect(fromCache).toMatchObject({ status: 200, calls: 0 });
    expect(fromCache.body.description).not.toBe('Not seen yet.');
    expect(Number(fromCache.headers.get('age'))).toBeLessThan(30);
  });

  it.each(['no-cache', 'max-age=0', 'no-store, max-age=30'])(
    'with %s calls PostHog again',
    async (control) => {
      await read();
      expect((await read(control)).calls).toBe(1);
    },
  );

  it('with max-age never returns an answer read with another key', async () => {
    await read();
    const other = await read('max-age=30', 'phx_nobody');
    expect(other).toMatchObject({ status: 401, calls: 1 });
  });

  it('with max-age shows later writes through the REST API', async () => {
    await read();
    await rest.call('PATCH', path, { body: { description: 'Written here.' } });
    expect((await read('max-age=30')).body.description).toBe('Written here.');
  });

  it('that is sent many times concurrently with one key is one call', async () => {
    await injectFault(rest.sandbox, '/api/projects/1/experiments/5/', { latency_ms: 1_000 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => read()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(answers.reduce((sum, { calls }) => sum + calls, 0)).toBe(1);
  });
});

const down = () => injectFault(rest.sandbox, '/api/projects/1/experiments/5/', { status: 500 });

describe('while PostHog is down, a read', () => {
  it('fails like PostHog', async () => {
    await read();
    await down();
    expect((await read()).status).toBe(500);
  });

  it('with stale-if-error is answered with a stale answer, marked as such', async () => {
    const { body } = await read();
    await down();
    const stale = await read('max-age=0, stale-if-error=600');
    expect(stale).toMatchObject({ status: 200, body });
    expect(stale.headers.get('x-stale-reason')).toBe('UPSTREAM_DOWN');
  });
});

describe.each([401, 403])('after PostHog has refused the key with %i, a read', (status) => {
  it('gets nothing from the cache, whatever age it takes', async () => {
    const results = `${path}/timeseries_results/?metric_uuid=m&fingerprint=f`;
    const holdouts = `${root}/experiment_holdouts/`;
    const all = [path, results, holdouts];
    const taken = async (one: string) => {
      const headers = { 'cache-control': 'max-age=86400' };
      const answer = await rest.call('GET', one, { headers });
      return [answer.status, answer.calls];
    };
    for (const one of all) await taken(one);
    for (const one of [path, holdouts]) expect(await taken(one)).toEqual([200, 0]);
    await injectFault(rest.sandbox, '.', { status });
    expect(await taken(`${root}/feature_flags/`)).toEqual([status, 1]);
    rest.sandbox.clearRequests();
    for (const one of all) expect(await taken(one)).toEqual([status, 1]);
    expect(rest.sandbox.requests()).toHaveLength(3);
  });
});
