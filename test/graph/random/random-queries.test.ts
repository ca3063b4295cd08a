import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import { randomQuery, type Pools } from './random-query.ts';

const RUNS = 500;

let graph: TestGraph;
let pools: Pools;

beforeAll(async () => {
  graph = await startGraph();
  const { data } = await graph.query(`{
    experiments(first: 40) { nodes { id posthogId featureFlagKey metrics { id uuid } } }
    featureFlags(first: 10) { nodes { id posthogId key } }
    holdouts { nodes { id } } savedMetrics { nodes { id } } cohorts { nodes { id } }
  }`);
  const nodes = (
    field: string,
  ): {
    id: string;
    posthogId?: number;
    key?: string;
    featureFlagKey?: string;
    metrics?: { id: string; uuid: string }[];
  }[] => data[field].nodes;
  const ids = ['experiments', 'featureFlags', 'holdouts', 'savedMetrics', 'cohorts'].flatMap(
    (field) => nodes(field).map(({ id }) => id),
  );
  const metrics = nodes('experiments').flatMap((node) => node.metrics ?? []);
  pools = {
    byName: {
      projectId: ['1', '2', '@current', '99999'],
      first: [1, 2, 3, 5],
      after: [Buffer.from('offset:1').toString('base64url')],
      id: [...ids, '5', '12', '999999'],
      ids: [...ids, ...metrics.map(({ id }) => id)],
      key: nodes('featureFlags').map(({ key }) => key),
      featureFlagKey: nodes('experiments').map(({ featureFlagKey }) => featureFlagKey),
      uuid: metrics.map(({ uuid }) => uuid),
      metricUuids: metrics.map(({ uuid }) => uuid),
      minimumDetectableEffect: [5, 20],
      numberOfVariants: [2, 3],
    },
    byType: {
      ID: ids,
      String: ['a', 'checkout', '$pageview', ''],
      Int: [1, 2, 10],
      Float: [0.5, 3, 40],
      Boolean: [true, false],
      Date: ['2026-10-01', '2026-12-31'],
      DateTime: ['2026-10-01T00:00:00Z'],
      JSON: ['x', 3, ['US'], []],
    },
  };
});
afterAll(() => graph.close());

it(`${RUNS} random valid queries meet no bug: no masked error, no 5xx, no null where there must be none`, async () => {
  await fc.assert(
    fc.asyncProperty(randomQuery(schema, pools), async (query) => {
      expect(validate(schema, parse(query))).toEqual([]);
      const { status, errors } = await graph.query(query);
      expect(status).toBeLessThan(500);
      // graphql-js reports a null in a non-null place, and a leaf that does not fit, as an error without a code of ours.
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
