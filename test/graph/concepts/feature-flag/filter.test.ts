import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const BOTH = `query ($filter: FeatureFlagFilter) {
  featureFlags(first: 100, filter: $filter) { totalCount nodes { id posthogId key } }
  matchingFeatureFlagIds(filter: $filter) { ids posthogIds totalCount }
}`;

interface Row {
  readonly id: string;
  readonly posthogId: number;
}

const byId = (a: Row, b: Row) => a.posthogId - b.posthogId;

describe('the filter of feature flags', () => {
  it.each([
    ['nothing', {}],
    ['flags that are on', { active: true }],
    ['flags that are off', { active: false }],
    ['stale flags', { stale: true }],
    ['a part of the key', { search: 'checkout' }],
    ['flags of experiments', { kind: 'EXPERIMENT' }],
    ['flags for servers', { evaluationRuntime: 'SERVER' }],
    ['tags', { tags: ['platform'] }],
    ['excluded tags', { excludedTags: ['platform'] }],
    ['excluded keys', { excludedKeys: ['editor-v4'] }],
    ['flags without evaluation contexts', { hasEvaluationContexts: false }],
    ['creators', { createdByIds: [1] }],
  ])('selects the same flags in the list and in the ids: %s', async (_what, filter) => {
    const { data, calls, errors } = await graph.query(BOTH, { filter });
    expect(errors).toBeUndefined();
    const { featureFlags, matchingFeatureFlagIds: matching } = data;
    const matched: Row[] = matching.ids.map((id: string, index: number) => ({
      id,
      posthogId: matching.posthogIds[index],
    }));
    const listed: Row[] = featureFlags.nodes.map(({ id, posthogId }: Row) => ({ id, posthogId }));
    expect(matched.toSorted(byId)).toEqual(listed.toSorted(byId));
    expect(matching.totalCount).toBe(featureFlags.totalCount);
    expect(calls).toBe(2);
  });

  it("reaches PostHog under PostHog's parameter names", async () => {
    const { errors } = await graph.query(BOTH, {
      filter: {
        active: true,
        kind: 'EXPERIMENT',
        evaluationRuntime: 'ALL',
        createdByIds: [1, 2],
        tags: ['growth'],
        excludedKeys: ['editor-v4'],
      },
    });
    expect(errors).toBeUndefined();
    for (const { query } of graph.sandbox.requests()) {
      expect(query).toMatchObject({
        active: 'true',
        type: 'experiment',
        evaluation_runtime: 'both',
        created_by_id: '1,2',
        tags: '["growth"]',
        excluded_properties: '["editor-v4"]',
      });
    }
    expect(graph.sandbox.requests()).toHaveLength(2);
  });

  it('refuses `stale` together with `active` before any call', async () => {
    const { data, errors, calls } = await graph.query(
      '{ matchingFeatureFlagIds(filter: { stale: true, active: false }) { totalCount } }',
    );
    expect(data['matchingFeatureFlagIds']).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'filter.stale',
    });
    expect(calls).toBe(0);
  });
});
