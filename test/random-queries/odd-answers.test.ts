import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { oddPostHog } from './odd-posthog.ts';
import { poolsOf } from './pools.ts';
import { randomQuery, type Pools } from './random-query.ts';

const RUNS = 150;

let real: TestGraph;
let posthog: Awaited<ReturnType<typeof oddPostHog>>;
let graph: TestGraph;
let pools: Pools;

beforeAll(async () => {
  real = await startGraph();
  pools = await poolsOf(real);
  posthog = await oddPostHog(real.sandbox.url);
  graph = await startGraph({ host: posthog.url, compiles: true });
});
afterAll(async () => {
  await graph.close();
  await posthog.close();
  await real.close();
});

it(`${RUNS} random queries are answered whatever PostHog's answers contain, compiled or not`, async () => {
  await fc.assert(
    fc.asyncProperty(randomQuery(schema, pools), fc.nat(), async (query, seed) => {
      posthog.reseed(seed);
      // It runs compiled from the third time on. An unhandled rejection fails the run by itself.
      for (let time = 1; time <= 4; time += 1) {
        const { status, errors } = await graph.query(query);
        expect(status).toBeLessThan(500);
        for (const error of errors ?? []) expect(error.message).not.toBe('');
      }
    }),
    { numRuns: RUNS },
  );
}, 120_000);
