import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

describe('cohorts', () => {
  it('are listed with everything PostHog reports about them in 1 upstream call', async () => {
    const { data, calls, errors } = await graph.query(`{
      cohorts {
        totalCount
        nodes {
          id posthogId projectId name description kind isStatic deleted filters groups query
          count isCalculating lastCalculation errorsCalculating createdBy { email } createdAt
          experimentIds raw
        }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data['cohorts'].nodes).toContainEqual(
      expect.objectContaining({
        name: 'Design partners',
        kind: 'STATIC',
        isStatic: true,
        deleted: false,
        projectId: '1',
        experimentIds: [],
        raw: expect.objectContaining({ name: 'Design partners' }),
      }),
    );
    expect(calls).toBe(1);
  });

  it('are found by either id, and are null when none exists', async () => {
    const { data: listed } = await graph.query(
      '{ cohorts(first: 1) { nodes { id posthogId name } } }',
    );
    const [one] = listed['cohorts'].nodes;
    const { data, calls } = await graph.query(
      `query ($id: ID!, $number: ID!) {
        byId: cohort(id: $id) { name }
        byNumber: cohort(id: $number) { name }
        byNode: node(id: $id) { ... on Cohort { name } }
        none: cohort(id: "999999") { name }
      }`,
      { id: one.id, number: String(one.posthogId) },
    );
    expect(data).toEqual({
      byId: { name: one.name },
      byNumber: { name: one.name },
      byNode: { name: one.name },
      none: null,
    });
    expect(calls).toBe(2);
  });

  it('are not found by the id of another type, and no call is spent on it', async () => {
    const { data } = await graph.query('{ experiments(first: 1) { nodes { id } } }');
    const { errors, calls } = await graph.query('query ($id: ID!) { cohort(id: $id) { name } }', {
      id: data['experiments'].nodes[0].id,
    });
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_ID');
    expect(calls).toBe(0);
  });
});

describe('the exposure cohort of an experiment', () => {
  const EXPOSED = `query ($key: String!) {
    experiment(featureFlagKey: $key) {
      exposureCohortId
      exposureCohort { id name kind experiments { name } }
    }
  }`;

  it('is null and costs nothing until one is created', async () => {
    const { data, calls } = await graph.query(EXPOSED, { key: 'one-page-checkout' });
    expect(data['experiment']).toEqual({ exposureCohortId: null, exposureCohort: null });
    expect(calls).toBe(2);
  });

  it('is read in 1 call once it was created, and links back to its experiment without another', async () => {
    const { data } = await graph.query(
      '{ experiment(featureFlagKey: "search-ranking-v3") { posthogId } }',
    );
    await asColleague(
      graph.sandbox,
      'POST',
      `experiments/${data['experiment'].posthogId}/create_exposure_cohort_for_experiment/`,
    );
    const { data: after, calls } = await graph.query(EXPOSED, { key: 'search-ranking-v3' });
    const { exposureCohortId, exposureCohort } = after['experiment'];
    expect(exposureCohort).toEqual({
      id: exposureCohortId,
      name: 'Users exposed to experiment "Search ranking v3"',
      kind: 'BEHAVIORAL',
      experiments: [{ name: 'Search ranking v3' }],
    });
    expect(calls).toBe(3);
  });
});
