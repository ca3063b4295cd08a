import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { load } from '../../support/sandbox-control.ts';
import { manglingPostHog } from '../../support/mangling-posthog.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  graph = await startGraph({ projectId: '@current', now: () => clock });
});
afterEach(() => graph.close());

const idOf = (text: string) => Buffer.from(text).toString('base64url');
const decoded = (id: unknown) => Buffer.from(String(id), 'base64url').toString();

/** Every text of an answer that is `@current`, or an id that has it inside. */
function currentIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.includes('@current') || decoded(value).includes(':@current') ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(currentIn);
}

describe('under `@current`, the default', () => {
  it.each([
    ['{ featureFlag(key: "signup-passkeys") { id projectId } }'],
    ['{ featureFlag(id: "39") { id projectId } }'],
    ['{ featureFlags(first: 3) { nodes { id projectId experimentIds } } }'],
    ['{ matchingFeatureFlagIds { ids } }'],
    ['{ eligibleFeatureFlags(first: 3) { nodes { id projectId } } }'],
    ['{ myFlags { featureFlag { id projectId } } }'],
    ['{ holdouts(first: 3) { nodes { id } } }'],
    ['{ holdout(id: "1") { id } }'],
    ['{ savedMetrics(first: 3) { nodes { id } } }'],
    ['{ savedMetric(id: "1") { id } }'],
    ['{ cohorts(first: 3) { nodes { id } } }'],
    ['{ cohort(id: "1") { id } }'],
    ['{ experiments(first: 3) { nodes { id projectId featureFlag { id projectId } } } }'],
    ['{ experiment(id: "15") { id projectId metrics { id } holdout { id } } }'],
    ['{ experiment(featureFlagKey: "one-page-checkout") { id projectId } }'],
    ['{ matchingExperimentIds { ids } }'],
    ['{ featureFlags(first: 3, projectId: "@current") { nodes { id projectId } } }'],
    ['{ project { id } }'],
    ['{ project(id: "@current") { id posthogId } }'],
    ['{ viewer { id currentProjectId currentProject { id } } }'],
    ['{ experimentSetupContext { sharedMetrics { data { metrics { savedMetric { id } } } } } }'],
  ])('no id has `@current` in it: %s', async (document) => {
    const { data, errors } = await graph.query(document);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toMatch(/null}$|\[\]/);
    expect(currentIn(data)).toEqual([]);
  });

  it('a flag has one id, however it was reached', async () => {
    const list = await graph.query(
      '{ experiments(first: 1, filter: { status: RUNNING }) { nodes { featureFlag { key id } } } }',
    );
    const { key, id } = list.data['experiments'].nodes[0].featureFlag;
    const { data } = await graph.query('query ($key: String) { featureFlag(key: $key) { id } }', {
      key,
    });
    expect(data['featureFlag'].id).toBe(id);
    expect(decoded(id)).toMatch(/^FeatureFlag:1:\d+$/);
  });

  it('a list of experiments takes no further call, because its rows say their project', async () => {
    const { data, calls } = await graph.query(
      '{ experiments(first: 5) { nodes { id projectId featureFlag { id } } } }',
    );
    expect(data['experiments'].nodes).toHaveLength(5);
    expect(calls).toBe(1);
  });

  it('the number is read once for a key and known for a minute', async () => {
    const flag = '{ featureFlag(id: "39") { id } }';
    expect((await graph.query(flag)).calls).toBe(2);
    expect((await graph.query('{ holdouts(first: 1) { nodes { id } } }')).calls).toBe(1);
    clock += 61_000;
    expect((await graph.query(flag)).calls).toBe(2);
  });

  it('the number that a list of experiments said saves the call afterwards', async () => {
    await graph.query('{ experiments(first: 1) { nodes { id } } }');
    expect((await graph.query('{ featureFlag(id: "39") { id } }')).calls).toBe(1);
  });

  it('several fields of one document share the call, with the account too', async () => {
    const { calls, errors } = await graph.query(
      '{ viewer { email } featureFlag(id: "39") { id } holdouts(first: 1) { nodes { id } } cohort(id: "1") { id } }',
    );
    expect(errors).toBeUndefined();
    expect(calls).toBe(4);
  });

  it('an id that names its project takes no call for the number', async () => {
    const { data, calls } = await graph.query(
      'query ($id: ID!, $flag: ID) { node(id: $id) { id } featureFlag(id: $flag) { id } }',
      { id: idOf('Holdout:1:1'), flag: idOf('FeatureFlag:1:39') },
    );
    expect(data['node'].id).toBe(idOf('Holdout:1:1'));
    expect(calls).toBe(2);
  });

  it('a mutation answers with the number, and takes the number from its input', async () => {
    const { data } = await graph.query(
      `mutation ($id: ID!) {
        flag: updateFeatureFlag(input: { id: "39", active: false }) {
          ... on UpdateFeatureFlagPayload { featureFlag { id projectId } }
        }
        holdout: createHoldout(input: { name: "New", exclusionPercentage: 5, projectId: "@current" }) {
          ... on CreateHoldoutPayload { holdout { id } }
        }
        deleted: deleteSavedMetric(input: { id: $id }) {
          ... on DeleteSavedMetricPayload { deletedId }
        }
      }`,
      { id: idOf('SavedMetric:@current:2') },
    );
    expect(currentIn(data)).toEqual([]);
    expect(data['flag'].featureFlag).toEqual({ id: idOf('FeatureFlag:1:39'), projectId: '1' });
    expect(decoded(data['holdout'].holdout.id)).toMatch(/^Holdout:1:\d+$/);
    expect(data['deleted'].deletedId).toBe(idOf('SavedMetric:1:2'));
  });

  it.each(['FeatureFlag:39', 'Holdout:1', 'SavedMetric:1', 'Cohort:1', 'Experiment:15'])(
    'an id that an earlier version gave under `@current` still finds its object: %s',
    async (object) => {
      const [type, number] = object.split(':');
      const { data, errors } = await graph.query(
        'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }',
        { id: idOf(`${type}:@current:${number}`), ids: [idOf(`${type}:@current:${number}`)] },
      );
      expect(errors).toBeUndefined();
      expect(data['node'].id).toBe(idOf(`${type}:1:${number}`));
      expect(data['nodes'][0].id).toBe(data['node'].id);
    },
  );

  it('references of a gateway may say `@current`, and are answered with the number', async () => {
    const { data, errors } = await graph.query(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on FeatureFlag { id projectId }
          ... on Experiment { id projectId }
        }
      }`,
      {
        representations: [
          { __typename: 'FeatureFlag', projectId: '@current', key: 'signup-passkeys' },
          { __typename: 'FeatureFlag', projectId: '1', key: 'signup-passkeys' },
          { __typename: 'Experiment', projectId: '@current', posthogId: 15 },
          { __typename: 'Experiment', id: idOf('Experiment:@current:15') },
        ],
      },
    );
    expect(errors).toBeUndefined();
    const [flag, sameFlag, experiment, sameExperiment] = data['_entities'];
    expect(flag).toEqual(sameFlag);
    expect(experiment).toEqual(sameExperiment);
    expect(currentIn(data)).toEqual([]);
  });

  it.each([
    '{ featureFlag(id: "39") { id } }',
    '{ project(id: "@current") { name } }',
    '{ project { name } }',
    '{ viewer { email } project(id: "@current") { name } }',
    '{ myFlags { featureFlag { key experimentIds } } }',
    '{ holdouts(first: 2) { nodes { id } } cohorts(first: 2) { nodes { id } } }',
    '{ experiments(first: 2) { nodes { id } } }',
    'mutation { updateFeatureFlag(input: { id: "39", active: false }) { __typename } }',
    `{ node(id: "${Buffer.from('Holdout:@current:1').toString('base64url')}") { id } }`,
  ])('a document is priced at no less than it takes: %s', async (document) => {
    const { extensions } = await graph.query(document, {}, { extensions: { explain: true } });
    const { calls } = await graph.query(document);
    expect(extensions['explain'].calls).toBeGreaterThanOrEqual(calls);
  });

  it('a project secret key is never asked for its account', async () => {
    const posthog = await manglingPostHog(graph.sandbox.url, 'phx_sandbox');
    await using other = await startGraph({ projectId: '@current', host: posthog.url });
    const key = 'phs_of_a_project';
    const { data, errors } = await other.query(
      '{ experiments(first: 2) { nodes { id projectId } } }',
      {},
      { key },
    );
    expect(errors).toBeUndefined();
    expect(data['experiments'].nodes[0].projectId).toBe('1');
    await other.query('{ holdouts(first: 1) { nodes { id } } }', {}, { key: 'phs_of_another' });
    expect(posthog.passed.join()).toContain('/api/projects/@current/experiments/');
    expect(posthog.passed.join()).not.toContain('/users/');
    await posthog.close();
  });

  it('a key that may not read its account takes the number from an experiment', async () => {
    const { key } = await load(graph.sandbox, {
      experiment: { state: 'running' },
      key_scopes: ['feature_flag:read', 'experiment:read'],
    });
    const { data, errors, calls } = await graph.query(
      '{ featureFlags(first: 1) { nodes { id projectId } } }',
      {},
      { key },
    );
    expect(errors).toBeUndefined();
    expect(data['featureFlags'].nodes[0].projectId).toMatch(/^\d+$/);
    expect(calls).toBe(3);
  });

  it('a key that may read neither is refused, and told to name the project', async () => {
    const { key } = await load(graph.sandbox, {
      experiment: { state: 'running' },
      key_scopes: ['feature_flag:read'],
    });
    const { errors } = await graph.query(
      '{ featureFlags(first: 1) { nodes { id } } }',
      {},
      { key },
    );
    expect(errors?.[0]?.message).toContain('POSTHOG_PROJECT_ID');
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});
