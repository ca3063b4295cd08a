import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const BOTH = `query ($filter: ExperimentFilter) {
  matchingExperimentIds(filter: $filter) { ids posthogIds totalCount }
  experiments(first: 100, filter: $filter) { totalCount nodes { id posthogId } }
}`;

interface Row {
  readonly id: string;
  readonly posthogId: number;
}

const byId = (a: Row, b: Row) => a.posthogId - b.posthogId;

describe('matching experiment ids', () => {
  it.each([
    ['no filter', {}],
    ['a status', { status: 'RUNNING' }],
    ['archived ones', { archived: true }],
    ['a part of the name', { search: 'checkout' }],
    ['tags', { tags: ['growth'] }],
    ['excluded tags', { excludedTags: ['growth'] }],
    ['an event', { event: '$pageview' }],
    ['several creators', { createdByIds: [1, 2] }],
    ['an empty list, which filters nothing', { tags: [], createdByIds: [] }],
  ])('are those of the list with %s', async (_what, filter) => {
    const { data, calls, errors } = await graph.query(BOTH, { filter });
    expect(errors).toBeUndefined();
    const { matchingExperimentIds: matching, experiments } = data;
    const matched = matching.ids.map((id: string, index: number) => ({
      id,
      posthogId: matching.posthogIds[index],
    }));
    expect(matched.toSorted(byId)).toEqual(experiments.nodes.toSorted(byId));
    expect(matching.totalCount).toBe(experiments.totalCount);
    expect(calls).toBe(2);
  });

  it('can be filtered by a flag given by either id', async () => {
    const { data: found } = await graph.query(
      '{ experiment(featureFlagKey: "one-page-checkout") { id featureFlag { id posthogId } } }',
    );
    const { id, featureFlag } = found['experiment'];
    for (const featureFlagId of [featureFlag.id, String(featureFlag.posthogId)]) {
      const { data, calls } = await graph.query(BOTH, { filter: { featureFlagId } });
      expect(data['matchingExperimentIds'].ids).toEqual([id]);
      expect(calls).toBe(2);
    }
  });

  it('refuse the id of another type as a flag before any call', async () => {
    const { data } = await graph.query('{ experiments(first: 1) { nodes { id } } }');
    const { errors, calls } = await graph.query(
      'query ($id: ID!) { matchingExperimentIds(filter: { featureFlagId: $id }) { totalCount } }',
      { id: data['experiments'].nodes[0].id },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_ID',
      argument: 'filter.featureFlagId',
    });
    expect(calls).toBe(0);
  });

  it('are null with a reason on servers without the endpoint', async () => {
    await injectFault(graph.sandbox, 'matching_ids', { times: 1, status: 404, body: 'html' });
    const { data, errors } = await graph.query(BOTH, {});
    expect(data['experiments'].totalCount).toBeGreaterThan(0);
    expect(data['matchingExperimentIds']).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['matchingExperimentIds'],
        extensions: expect.objectContaining({ code: 'UPSTREAM_UNSUPPORTED' }),
      }),
    ]);
  });
});
