import type { TestGraph } from '../support/graph.ts';
import type { Pools } from './random-query.ts';

/** Plausible arguments on a sandbox: ids, keys and names that exist, and some that do not. */
export async function poolsOf(graph: TestGraph): Promise<Pools> {
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
  return {
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
}
