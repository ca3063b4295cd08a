import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { load } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const WHOLE = `fragment Whole on FeatureFlag {
  status archived tags createdBy { email } createdAt updatedAt lastModifiedBy { email }
  lastCalledAt creationContext canEdit userAccessLevel isRemoteConfiguration hasEncryptedPayloads
  performedRollback experimentIds experimentSetMetadata surveys features usageDashboardId
  analyticsDashboardIds hasEnrichedAnalytics isUsedInReplaySettings rollbackConditions
}`;

const flagReads = () =>
  graph.sandbox.requests().filter(({ path }) => path.includes('/feature_flags/'));

describe('fields that only the full flag has', () => {
  it('are free on flags that are listed', async () => {
    const { data, calls, errors } = await graph.query(
      `{ featureFlags(first: 100) { nodes { key ...Whole } } } ${WHOLE}`,
    );
    expect(errors).toBeUndefined();
    expect(data['featureFlags'].nodes).toContainEqual(
      expect.objectContaining({
        key: 'one-page-checkout',
        status: 'ACTIVE',
        archived: false,
        canEdit: true,
        experimentIds: [expect.any(String)],
        createdBy: { email: expect.stringContaining('@') },
      }),
    );
    expect(calls).toBe(1);
  });

  it('cost 1 call on a flag embedded in an experiment, however many of them are selected', async () => {
    const { data, calls, errors } = await graph.query(
      `{
        experiments(first: 1, filter: { search: "One-page checkout" }) {
          nodes { id featureFlag { key active ...Whole } }
        }
      } ${WHOLE}`,
    );
    expect(errors).toBeUndefined();
    const [experiment] = data['experiments'].nodes;
    expect(experiment.featureFlag).toMatchObject({
      active: true,
      status: 'ACTIVE',
      experimentIds: [experiment.id],
    });
    expect(calls).toBe(2);
    expect(flagReads()).toHaveLength(1);
  });

  it('cost no extra call when the embedded form has all selected fields', async () => {
    const { data, calls } = await graph.query(
      `{
        experiments(first: 100) {
          nodes {
            featureFlag {
              key evaluationRuntime bucketingIdentifier earlyExit featureEnrollment
              variants { key } version evaluationContexts
            }
          }
        }
      }`,
    );
    expect(data['experiments'].nodes.length).toBeGreaterThan(10);
    expect(calls).toBe(1);
  });

  it('are null where the key lacks the scope to read flags, and the rest of the experiment is answered', async () => {
    const limited = await startGraph();
    const { id, key } = await load(limited.sandbox, {
      key_scopes: ['experiment:read'],
      experiment: { name: 'A', feature_flag_key: 'a' },
    });
    const { data, errors } = await limited.query(
      'query ($id: ID) { experiment(id: $id) { name featureFlag { key tags status } } }',
      { id },
      { key },
    );
    await limited.close();
    expect(data['experiment']).toEqual({
      name: 'A',
      featureFlag: { key: 'a', tags: null, status: null },
    });
    expect(
      errors?.map(({ path, extensions: { code, missingScopes } }) => ({
        path,
        code,
        missingScopes,
      })),
    ).toEqual([
      {
        path: ['experiment', 'featureFlag', 'tags'],
        code: 'FORBIDDEN',
        missingScopes: ['feature_flag:read'],
      },
      {
        path: ['experiment', 'featureFlag', 'status'],
        code: 'FORBIDDEN',
        missingScopes: ['feature_flag:read'],
      },
    ]);
  });
});

describe('the experiments of a flag', () => {
  it('are read in 1 call for each flag and exclude archived ones unless an argument asks for them', async () => {
    const { data, calls } = await graph.query(`{
      featureFlag(key: "one-page-checkout") {
        experimentIds
        live: experiments { id name featureFlag { key } }
        archived: experiments(archived: true) { id }
      }
    }`);
    const flag = data['featureFlag'];
    expect(flag.live).toEqual([
      {
        id: flag.experimentIds[0],
        name: 'One-page checkout',
        featureFlag: { key: 'one-page-checkout' },
      },
    ]);
    expect(flag.archived).toEqual([]);
    expect(calls).toBe(3);
  });

  it('are empty for a flag that no experiment uses', async () => {
    const { data } = await graph.query(
      '{ featureFlag(key: "new-navigation") { experiments { id } experimentIds } }',
    );
    expect(data['featureFlag']).toEqual({ experiments: [], experimentIds: [] });
  });
});
