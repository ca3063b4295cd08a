import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { documentOf, examplesIn } from '../../../support/examples.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import type { WireObject } from '../../../support/sandbox-control.ts';

let sandbox: Sandbox;
let keeping: InProcess;
let asking: InProcess;
const environment = () => ({
  FAST_PATH: 'on',
  POSTHOG_HOST: sandbox.url,
  POSTHOG_API_KEY: 'phx_sandbox',
  POSTHOG_PROJECT_ID: '1',
  POSTHOG_CALLS_PER_MINUTE: '100000',
  POSTHOG_CALLS_PER_HOUR: '1000000',
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-20T12:00:00Z') });
  sandbox = await startCheckedSandbox({ now: '2026-03-20T12:00:00Z' });
  keeping = await startInProcess({
    ...environment(),
    FRESH_EXPERIMENTS_SECONDS: '3600',
    FRESH_SETTINGS_SECONDS: '3600',
  });
  const fresh = { FRESH_EXPERIMENTS_SECONDS: '0', FRESH_SETTINGS_SECONDS: '0' };
  asking = await startInProcess({
    ...environment(),
    ...fresh,
    FRESH_RESULTS_SECONDS: '0',
    STALE_MAX_SECONDS: '0',
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await keeping.stop();
  await asking.stop();
  await sandbox.close();
});

const post = async (server: InProcess, query: string): Promise<WireObject> => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as WireObject;
};
const get = (query: string) =>
  fetch(`${keeping.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'application/json' },
  });

const BUDGET = '{ viewer { email budget { minuteRemaining } } }';

/** Fields that are another a second later. */
const momentary = {
  'what is left of the budget': BUDGET,
  'how long something runs':
    '{ experiments(filter: { status: RUNNING }) { nodes { durationDays } } }',
};
/** And one that is another a day later. */
const volatile = {
  ...momentary,
  'how long it takes to a result':
    '{ experiments(filter: { status: RUNNING }) { nodes { metrics { daysToSignificance } } } }',
};

/** `asOf` says when PostHog was asked, and that is earlier where an answer is kept. */
const withoutAge = (data: unknown) =>
  JSON.parse(
    JSON.stringify(data, (name, value: unknown) => (name === 'asOf' ? null : value)),
  ) as unknown;

describe('an answer that says something of this moment', () => {
  it.each(Object.entries(momentary))('is made anew each time: %s', async (_what, query) => {
    const first = await post(keeping, query);
    expect(first['errors']).toBeUndefined();
    for (let n = 1; n <= 3; n += 1) {
      vi.setSystemTime(Date.now() + 1_000);
      sandbox.setClock({ advance: '1s' });
      await post(keeping, `{ experiments(first: ${n}) { nodes { name } } }`);
      const again = await post(keeping, query);
      expect(again['data']).not.toEqual(first['data']);
    }
  });

  it('tells the budget that its own extensions tell', async () => {
    for (let n = 30; n < 34; n += 1) {
      const { data, extensions } = await post(keeping, BUDGET);
      expect(data.viewer.budget.minuteRemaining).toBe(extensions.upstream.budget.minuteRemaining);
      await post(keeping, `{ experiments(first: ${n}) { nodes { name } } }`);
    }
  });

  it.each(Object.entries(volatile))('is not to be kept by a client: %s', async (_what, query) => {
    for (const _ of [1, 2]) {
      const response = await get(query);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
    }
    const kept = await get('{ viewer { email } }');
    expect(kept.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
  });

  it('costs no more calls than before: what it reads is kept all the same', async () => {
    await post(keeping, BUDGET);
    const { extensions } = await post(keeping, BUDGET);
    expect(extensions.upstream).toMatchObject({ calls: 0, cacheHits: 1 });
  });
});

describe('what is kept', () => {
  it.each(examplesIn('queries').map((name) => [name]))(
    'says half an hour later what would be said then: %s',
    async (name) => {
      const query = documentOf(name);
      if (/\$|@defer/.test(query)) return;
      await post(keeping, query);
      vi.setSystemTime(Date.now() + 1_800_000);
      sandbox.setClock({ advance: '30m' });
      const [kept, fresh] = [await post(keeping, query), await post(asking, query)];
      const budget = { minuteRemaining: 0, hourRemaining: 0, nextCallAt: '' };
      const comparable = ({ data }: WireObject) =>
        withoutAge(data?.viewer?.budget ? { ...data, viewer: { ...data.viewer, budget } } : data);
      expect(comparable(kept)).toEqual(comparable(fresh));
    },
  );
});
