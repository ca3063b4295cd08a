import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { poolsOf } from '../random-queries/pools.ts';
import { randomNumbers } from '../random-queries/random-numbers.ts';
import { randomQuery, type Pools } from '../random-queries/random-query.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { oddities, placesIn, valueAt, withValue, type Json, type Path } from './changes.ts';
import { differences, isWithin } from './differences.ts';
import { recordedPostHog } from './recorded-posthog.ts';

const OPERATIONS = Number(process.env['FAST_PATH_OPERATIONS'] ?? 30);
const SEED = Number(process.env['FAST_PATH_SEED'] ?? 13);

/** Runs of a document until it is compiled, which takes two that succeed. */
const RUNS = 3;

let real: TestGraph;
let posthog: Awaited<ReturnType<typeof recordedPostHog>>;
let fast: InProcess;
let plain: InProcess;
let pools: Pools;

const settings = {
  POSTHOG_API_KEY: 'phx_sandbox',
  POSTHOG_PROJECT_ID: '1',
  POSTHOG_CALLS_PER_MINUTE: '1000000',
  POSTHOG_CALLS_PER_HOUR: '1000000',
  STALE_MAX_SECONDS: '0',
  FRESH_EXPERIMENTS_SECONDS: '0',
  FRESH_SETTINGS_SECONDS: '0',
  FRESH_RESULTS_SECONDS: '0',
};

beforeAll(async () => {
  real = await startGraph();
  pools = await poolsOf(real);
  posthog = await recordedPostHog(real.sandbox.url);
  const host = { ...settings, POSTHOG_HOST: posthog.url };
  fast = await startInProcess({ ...host, FAST_PATH: 'on', LAZY_ROWS: 'on' });
  plain = await startInProcess({ ...host, FAST_PATH: 'off', LAZY_ROWS: 'off' });
});
afterAll(async () => {
  await fast.stop();
  await plain.stop();
  await posthog.close();
  await real.close();
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: Path;
    readonly extensions: { readonly code?: string; readonly path?: string };
  }[];
}

async function ask(server: InProcess, query: string): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}

/** The errors of an answer, in any order. Where an object is null, one of the errors inside of it is enough. */
function errorsOf({ data, errors = [] }: Answer): string[] {
  const places = errors.map(({ path = [], message, extensions }) => {
    const missing = path.findIndex(
      (_name, index) => valueAt(data, path.slice(0, index + 1)) === null,
    );
    const place = path.slice(0, missing + 1);
    return place.length === path.length
      ? JSON.stringify([path, extensions.code, message])
      : JSON.stringify([place, extensions.code]);
  });
  return [...new Set(places)].toSorted();
}

it(`${OPERATIONS} random operations are answered alike with the fast path on and off, whatever PostHog holds`, async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(randomQuery(schema, pools), fc.nat(), async (query, seed) => {
      const random = randomNumbers(seed);
      const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
      posthog.changes();
      posthog.takeUsed();
      const before = await ask(plain, query);
      const used = [...posthog.takeUsed()].filter((name) => {
        const { status, text } = posthog.recorded.get(name)!;
        return status === 200 && text.length > 2;
      });
      for (let run = 1; run < RUNS; run += 1) await ask(fast, query);
      if (used.length > 0) {
        const request = pick(used);
        const json = JSON.parse(posthog.recorded.get(request)!.text) as Json;
        const odd = withValue(json, pick(placesIn(json)), pick(oddities) as Json);
        posthog.changes({ request, text: JSON.stringify(odd) });
        changed += 1;
      }
      const slow = await ask(plain, query);
      const quick = await ask(fast, query);
      const again = await ask(plain, query);
      const volatile = differences(slow.data, again.data);
      const places = differences(slow.data, quick.data).filter(
        (place) => !volatile.some((one) => isWithin(place, one)),
      );
      expect(places).toEqual([]);
      expect(errorsOf(quick)).toEqual(errorsOf(slow));
      for (const { errors = [] } of [before, slow, quick])
        for (const { extensions } of errors)
          expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    }),
    { numRuns: OPERATIONS, seed: SEED, endOnFailure: true },
  );
  expect(changed).toBeGreaterThan(OPERATIONS / 2);
  expect([...fast.log, ...plain.log].filter(({ level }) => level === 50)).toEqual([]);
}, 7_200_000);
