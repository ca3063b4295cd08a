import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { injectFault, type WireObject } from '../../../support/sandbox-control.ts';
import { queriesOfEveryField, type FieldsQuery } from './every-field.ts';

const MOMENT = '2026-11-20T12:00:00Z';

let sandbox: Sandbox;
/** Keeps what it reads for longer than the test lets pass. */
let caching: InProcess;
/** Asks PostHog each time. */
let asking: InProcess;

/** Starts the product so that it keeps what it reads for some seconds. */
const start = (seconds: string) =>
  startInProcess({
    FAST_PATH: 'on',
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '1000000',
    STALE_MAX_SECONDS: '0',
    FRESH_EXPERIMENTS_SECONDS: seconds,
    FRESH_SETTINGS_SECONDS: seconds,
    FRESH_RESULTS_SECONDS: seconds,
  });

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(MOMENT) });
  sandbox = await startCheckedSandbox({ now: MOMENT });
  caching = await start('86400');
  asking = await start('0');
});
afterAll(async () => {
  vi.useRealTimers();
  await caching.stop();
  await asking.stop();
  await sandbox.close();
});

/** These say when PostHog was asked, which is earlier where the answer was cached. */
const SAY_WHEN_ASKED = new Set(['Experiment.asOf', 'Timeseries.asOf']);

const running = '(first: 50, filter: { status: RUNNING })';
const ended = '(first: 50, filter: { status: STOPPED })';
const undeclared = (experiments: string) =>
  queriesOfEveryField(
    experiments,
    ({ coordinate, isVolatile }) => !isVolatile && !SAY_WHEN_ASKED.has(coordinate),
  );
const declared = queriesOfEveryField(running, ({ isVolatile }) => isVolatile);

async function post(server: InProcess, query: string): Promise<WireObject> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as WireObject;
}

const messagesOf = ({ errors = [] }: WireObject) =>
  (errors as readonly { readonly message: string }[]).map(({ message }) => message);

/** Whether the answer may be cached whole, as a client is told. */
async function mayBeCached(query: string): Promise<boolean> {
  const response = await fetch(`${caching.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { accept: 'application/json' },
  });
  await response.text();
  return response.headers.get('cache-control') !== 'no-store';
}

/** Sets the time of the product and not of PostHog, and spends of the budget. */
async function setTime(to: number) {
  vi.setSystemTime(to);
  sandbox.setClock({ now: MOMENT });
  await post(caching, `{ experiments(first: ${1 + ((calls += 1) % 99)}) { nodes { name } } }`);
}
let calls = 0;

/** Names of the fields that have a value somewhere in an answer. */
function namesWithValue(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) namesWithValue(one, names);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, below] of Object.entries(value)) {
      if (below !== null) names.add(name);
      namesWithValue(below, names);
    }
  }
  return names;
}

const named = (queries: readonly FieldsQuery[]) => queries.map((one) => [one.type, one] as const);

describe('a field that is not declared volatile', () => {
  const seen = new Set<string>();

  describe.each([
    ['running experiments', undeclared(running)],
    ['ended experiments', undeclared(ended)],
  ])('and belongs to, or is reached through, %s', (_, queries) => {
    it.each(named(queries))(
      'leaves the answer to be cached whole, and says later what would be said then: %s',
      async (_type, { query, fields }) => {
        const first = await post(caching, query);
        expect(messagesOf(first)).toEqual([]);
        const { upstream } = first['extensions'];
        const readNothing = upstream.calls + upstream.cacheHits === 0;
        const cacheable = (await mayBeCached(query)) || readNothing;
        expect(cacheable, `one of ${fields.join(', ')} reads the clock undeclared`).toBe(true);
        await setTime(Date.now() + 600_000);
        const [again, fresh] = [await post(caching, query), await post(asking, query)];
        expect(again['data']).toEqual(fresh['data']);
        const names = namesWithValue(first['data']);
        for (const field of fields) if (names.has(field.split('.')[1]!)) seen.add(field);
      },
    );
  });

  it('was tried with a value in most cases', () => {
    const all = undeclared(running).flatMap(({ fields }) => fields);
    expect(seen.size / all.length).toBeGreaterThan(0.65);
  });
});

describe('a field that is declared volatile', () => {
  /**
   * The sandbox has no running experiment of the retired engine, and no metric of an unknown type. It says of each
   * series when it was computed, so that no result has data up to the present moment.
   */
  const unseen = new Set(['LegacyMetric', 'UnknownMetric', 'MetricResult', 'SampleRatioMismatch']);
  const tried = declared.filter(({ type }) => !unseen.has(type));

  beforeAll(async () => {
    // Results come from the series where there is no run.
    await injectFault(sandbox, 'metrics_recalculation/latest', { status: 404 });
    await caching.stop();
    caching = await start('86400');
    await setTime(Date.parse(MOMENT));
  });

  it.each(named(tried))(
    'is never in an answer that a client may cache: %s',
    async (_, { query }) => {
      expect(messagesOf(await post(caching, query))).toEqual([]);
      expect(await mayBeCached(query)).toBe(false);
    },
  );

  // What is left of the budget differs between two products; response-cache.test.ts is about it.
  it.each(named(tried.filter(({ type }) => type !== 'Budget')))(
    'is never in an answer that is cached whole: %s',
    async (_, { query }) => {
      await post(caching, query);
      await setTime(Date.now() + 3_600_000);
      const [again, fresh] = [await post(caching, query), await post(asking, query)];
      expect(again['data']).toEqual(fresh['data']);
    },
  );

  it('is every one of those that are known', () => {
    const types = ['Budget', 'Experiment', 'MeanMetric'];
    expect(tried.map(({ type }) => type)).toEqual(expect.arrayContaining(types));
  });
});
