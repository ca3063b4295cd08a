import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { injectFault, type WireObject } from '../support/sandbox-control.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

const MINUTE = 60_000;
const root = '/v1/api/projects/1/experiments/15';

let rest: RestOnSandbox;
let series: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-28T12:00:00Z') });
  rest = await startRest({
    client: {
      freshness: {
        seconds: { experiments: 5, settings: 60, results: 86_400 },
        maxStaleMs: 3_600_000,
        maxBytes: 10_000_000,
      },
    },
  });
  const { body } = await rest.call('GET', root);
  const [metric] = body.metrics as WireObject[];
  const query = new URLSearchParams({
    metric_uuid: metric!['uuid'],
    fingerprint: metric!['fingerprint'],
  });
  series = `${root}/timeseries_results/?${query}`;
});
afterEach(async () => {
  await rest.close();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const read = async (control: string) => {
  const { status, calls, headers } = await rest.call('GET', series, {
    headers: { 'cache-control': control },
  });
  return [status, calls, headers.get('x-stale-reason')];
};

it('a key that was revoked reads cached series for ten minutes at most, whatever age it takes', async () => {
  expect(await read('max-age=86400')).toEqual([200, 1, null]);
  await injectFault(rest.sandbox, '.', { status: 401 });
  pass(10 * MINUTE - 1);
  expect(await read('max-age=86400')).toEqual([200, 0, null]);
  pass(1);
  expect(await read('max-age=86400')).toEqual([401, 1, null]);
  expect(await read('max-age=86400, stale-if-error=86400')).toEqual([401, 1, null]);
});

it('a key that PostHog accepts pays one call after ten idle minutes', async () => {
  await read('max-age=86400');
  pass(10 * MINUTE);
  expect(await read('max-age=86400')).toEqual([200, 1, null]);
  pass(10 * MINUTE - 1);
  expect(await read('max-age=86400')).toEqual([200, 0, null]);
});

it('while PostHog is down, a key that was idle for ten minutes gets a stale answer if it takes one', async () => {
  await read('max-age=86400');
  await injectFault(rest.sandbox, '.', { status: 500 });
  pass(10 * MINUTE);
  expect(await read('max-age=86400, stale-if-error=86400')).toEqual([
    200,
    expect.any(Number),
    'UPSTREAM_DOWN',
  ]);
  expect((await read('max-age=86400'))[0]).toBe(500);
});
