import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { poolsOf } from './pools.ts';
import { randomQuery, type Pools } from './random-query.ts';

const RUNS = 500;

let graph: TestGraph;
let pools: Pools;

beforeAll(async () => {
  graph = await startGraph();
  pools = await poolsOf(graph);
});
afterAll(() => graph.close());

it(`${RUNS} random valid queries reveal no bug: no masked error, no 5xx, no null in a non-null position`, async () => {
  await fc.assert(
    fc.asyncProperty(randomQuery(schema, pools), async (query) => {
      expect(validate(schema, parse(query))).toEqual([]);
      const { status, errors } = await graph.query(query);
      expect(status).toBeLessThan(500);
      // graphql-js reports a null in a non-null position, or an invalid leaf value, as an error
      // without a code of this API.
      const bugs = errors?.filter(({ extensions }) => {
        const code = extensions?.['code'];
        return code === undefined || code === 'INTERNAL_SERVER_ERROR';
      });
      expect(bugs ?? []).toEqual([]);
      expect(graph.unexpected).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 300_000);
