import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { injectFault, type WireObject } from '../../../support/sandbox-control.ts';

const MINUTE = 60_000;
const SERIES = '{ experiment(id: 15) { metrics { timeseries { latest { date } } } } }';
const HOLDOUTS = '{ holdouts { nodes { name } } }';
const FLAGS = 'query @fresh(maxAge: 0) { featureFlags(first: 1) { nodes { key } } }';

let sandbox: Sandbox;
let server: InProcess;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-20T12:00:00Z') });
  sandbox = await startCheckedSandbox({ now: '2026-03-20T12:00:00Z' });
  server = await startInProcess({
    FAST_PATH: 'on',
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    FRESH_EXPERIMENTS_SECONDS: '3600',
    FRESH_SETTINGS_SECONDS: '3600',
    REFRESH_AHEAD: 'off',
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
  await sandbox.close();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const revoke = () => injectFault(sandbox, '.', { status: 401 });

/** What a query comes to: its calls, and the code of its error. */
async function outcome(query: string) {
  sandbox.clearRequests();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as WireObject;
  return [sandbox.requests().length, errors?.[0]?.extensions.code ?? 'answered'];
}

it.each([HOLDOUTS, SERIES])(
  'an answer that is cached whole is given for ten minutes at most once the key was revoked: %s',
  async (query) => {
    await outcome(query);
    await revoke();
    pass(10 * MINUTE - 1);
    expect(await outcome(query)).toEqual([0, 'answered']);
    pass(1);
    expect(await outcome(query)).toEqual([1, 'UNAUTHENTICATED']);
  },
);

it('one that was made anew from the cache is given until ten minutes after the key was last accepted', async () => {
  await outcome(SERIES);
  pass(9 * MINUTE);
  expect(await outcome(FLAGS)).toEqual([1, 'answered']);
  pass(2 * MINUTE);
  expect(await outcome(SERIES)).toEqual([0, 'answered']);
  await revoke();
  pass(8 * MINUTE - 1);
  expect(await outcome(SERIES)).toEqual([0, 'answered']);
  pass(1);
  expect(await outcome(SERIES)).toEqual([1, 'UNAUTHENTICATED']);
});

it('one of a key that PostHog accepts is cached whole again, for one call', async () => {
  await outcome(SERIES);
  pass(10 * MINUTE);
  expect(await outcome(SERIES)).toEqual([1, 'answered']);
  expect(await outcome(SERIES)).toEqual([0, 'answered']);
});

it('one from later than the clock says, because that was set back, is not given', async () => {
  await outcome(SERIES);
  await revoke();
  pass(-60 * MINUTE);
  expect(await outcome(SERIES)).toEqual([1, 'UNAUTHENTICATED']);
});
