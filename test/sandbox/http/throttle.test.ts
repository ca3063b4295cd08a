import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const ME = '/api/users/@me/';

describe('throttles', () => {
  const sandbox = useCheckedSandbox();
  const load = async (prior: object): Promise<ReturnType<typeof caller>> => {
    const { ok } = caller(sandbox());
    const loaded = await ok('POST', '/_sandbox/load', {
      given: { rate_limit_enabled: true, prior_requests: prior },
    });
    return caller(sandbox(), String(loaded['api_key']));
  };

  afterEach(() => {
    sandbox().reset();
  });

  it('refuse the 481st request of a minute with the seconds to wait, and count per key', async () => {
    const { call } = await load({ count: 479, within_seconds: 60 });
    expect(await call('GET', ME)).toMatchObject({ status: 200 });
    expect(await call('GET', ME)).toMatchObject({
      status: 429,
      body: {
        type: 'throttled_error',
        code: 'throttled',
        detail: expect.stringMatching(
          /^Request was throttled\. Expected available in \d+ seconds\.$/,
        ),
        attr: null,
      },
    });
    expect(await caller(sandbox()).call('GET', ME)).toMatchObject({ status: 200 });
  });

  it('allow a key again when its window has passed', async () => {
    const { call } = await load({ count: 480, within_seconds: 60 });
    expect((await call('GET', ME)).status).toBe(429);
    sandbox().setClock({ advance: '61s' });
    expect((await call('GET', ME)).status).toBe(200);
  });

  it('apply the sustained limit of 4800 an hour too', async () => {
    const { call } = await load({ count: 4_800, within_seconds: 3_600 });
    sandbox().setClock({ advance: '2m' });
    expect((await call('GET', ME)).status).toBe(429);
  });

  it('do not count requests that permissions refuse', async () => {
    const { call } = await load({ count: 479, within_seconds: 60 });
    for (let n = 0; n < 5; n += 1) await call('GET', '/api/projects/99/experiments/');
    expect((await call('GET', ME)).status).toBe(200);
  });

  it('send the same whole seconds in Retry-After, unless the profile has an edge that removes it', async () => {
    await load({ count: 480, within_seconds: 60 });
    const ask = (): Promise<Response> =>
      fetch(sandbox().url + ME, { headers: { authorization: 'Bearer phx_case' } });
    const answer = await ask();
    const seconds = answer.headers.get('retry-after');
    expect(seconds).toMatch(/^\d+$/);
    expect(await answer.json()).toMatchObject({
      detail: `Request was throttled. Expected available in ${seconds} seconds.`,
    });
    sandbox().setProfile({ retry_after_header: false });
    expect((await ask()).headers.get('retry-after')).toBeNull();
  });

  it('do not count OAuth tokens', async () => {
    sandbox().setProfile({ rate_limit: true });
    const { call } = caller(sandbox(), 'pha_sandbox');
    for (let n = 0; n <= 480; n += 1) expect((await call('GET', ME)).status).toBe(200);
  });

  it('count the requests of a project secret key, also together with the other ones of its project', async () => {
    const { ok } = caller(sandbox());
    const loaded = await ok('POST', '/_sandbox/load', {
      given: {
        key_kind: 'project_secret',
        rate_limit_enabled: true,
        prior_requests: { count: 479, within_seconds: 60 },
      },
    });
    const { call } = caller(sandbox(), String(loaded['api_key']));
    expect((await call('GET', '/api/projects/1/experiments/')).status).toBe(200);
    expect((await call('GET', '/api/projects/1/experiments/')).status).toBe(429);
  });

  it.each([
    ['GET', 'session_context/?session_id=x', 240, 404],
    ['POST', 'session_contexts/', 60, 400],
    ['POST', '1/session_buckets/', 20, 400],
    ['POST', '1/session_event_deltas/', 10, 200],
  ])(
    'limit %s %s to %i a minute, apart from the shared budget',
    async (method, path, limit, status) => {
      const { ok } = caller(sandbox());
      const experiment = { name: 'E', feature_flag_key: 'e', start_date: { $days_ago: 3 } };
      await ok('POST', '/_sandbox/load', { given: { experiment, rate_limit_enabled: true } });
      const { call } = caller(sandbox(), 'phx_case');
      const statuses: number[] = [];
      for (let n = 0; n <= limit; n += 1) {
        statuses.push((await call(method, `/api/projects/1/experiments/${path}`, {})).status);
      }
      expect(statuses).toEqual([...Array.from({ length: limit }, () => status), 429]);
      expect((await call('GET', ME)).status).toBe(200);
      // A context is counted per key, the others for all callers of a project together.
      const other = await caller(sandbox()).call(method, `/api/projects/1/experiments/${path}`, {});
      expect(other.status).toBe(path.startsWith('session_context/') ? status : 429);
    },
  );
});
