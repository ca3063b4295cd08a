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

  it('send Retry-After only in a profile whose edge proxy adds it', async () => {
    const { call } = await load({ count: 480, within_seconds: 60 });
    expect((await call('GET', ME)).status).toBe(429);
    const ask = (): Promise<Response> =>
      fetch(sandbox().url + ME, { headers: { authorization: 'Bearer phx_case' } });
    expect((await ask()).headers.get('retry-after')).toBeNull();
    sandbox().setProfile({ retry_after_header: true });
    expect((await ask()).headers.get('retry-after')).toMatch(/^\d+$/);
  });
});
