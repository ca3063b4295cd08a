import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';
import type { WireObject } from '../../support/sandbox-control.ts';

type Reference = Readonly<Record<string, unknown>>;

const entities = (selection: string) =>
  `query ($references: [_Any!]!) { _entities(representations: $references) { __typename ${selection} } }`;

const anyId = `
  ... on Node { id }
  ... on Metric { uuid }
  ... on FeatureFlag { key posthogId }
  ... on Experiment { posthogId }
  ... on Project { timezone }
`;

describe('_entities', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph({ sandbox: { experiments: 120 } });
  });
  afterAll(() => graph.close());

  const resolve = async (references: readonly Reference[], selection = anyId) => {
    graph.sandbox.clearRequests();
    const answer = await graph.query(entities(selection), { references });
    expect(graph.sandbox.requests()).toHaveLength(answer.calls);
    return { ...answer, found: answer.data['_entities'] as WireObject[] };
  };

  /** One object of each type, as the graph itself returns it. */
  async function samples() {
    const { data } = await graph.query(`{
      experiments(first: 1, filter: { status: RUNNING }) { nodes {
        __typename id projectId posthogId featureFlagKey metrics { __typename id }
        featureFlag { __typename id projectId key }
      } }
      holdouts(first: 1) { nodes { __typename id } }
      savedMetrics(first: 1) { nodes { __typename id } }
      projects { __typename id }
    }`);
    return data;
  }

  it('finds every type by its id', async () => {
    const data = await samples();
    const [experiment] = data['experiments'].nodes;
    const references = [
      experiment,
      experiment.featureFlag,
      data['holdouts'].nodes[0],
      data['savedMetrics'].nodes[0],
      experiment.metrics[0],
      data['projects'][0],
    ].map(({ __typename, id }) => ({ __typename, id }));
    const { found, errors } = await resolve(references);
    expect(errors).toBeUndefined();
    expect(found.map(({ __typename, id }) => ({ __typename, id }))).toEqual(references);
  });

  it('finds an experiment by number and by the key of its flag, a flag by its key', async () => {
    const [experiment] = (await samples())['experiments'].nodes;
    const { projectId, posthogId, featureFlagKey, featureFlag } = experiment;
    const { found } = await resolve([
      { __typename: 'Experiment', projectId, posthogId },
      { __typename: 'Experiment', projectId, featureFlagKey },
      { __typename: 'FeatureFlag', projectId, key: featureFlag.key },
    ]);
    expect(found.map(({ id }) => id)).toEqual([experiment.id, experiment.id, featureFlag.id]);
  });

  it('finds a metric whose kind the other subgraph does not know', async () => {
    const [{ metrics }] = (await samples())['experiments'].nodes;
    const { found } = await resolve([{ __typename: 'Metric', id: metrics[0].id }]);
    expect(found[0]).toMatchObject(metrics[0]);
  });

  it('gives null for objects that do not exist, and an individual error for an invalid reference', async () => {
    const [{ posthogId }] = (await samples())['experiments'].nodes;
    const { found, errors } = await resolve([
      { __typename: 'Experiment', projectId: '1', posthogId: 999_999 },
      { __typename: 'Experiment', projectId: '1', posthogId },
      { __typename: 'Holdout', id: 'nonsense' },
      { __typename: 'FeatureFlag', projectId: 'nowhere', key: 'a' },
      { __typename: 'Experiment', projectId: '1' },
    ]);
    expect(found.map((one) => one?.['posthogId'] ?? null)).toEqual([
      null,
      posthogId,
      null,
      null,
      null,
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['_entities', 2], 'INVALID_ID'],
      [['_entities', 3], 'BAD_USER_INPUT'],
      [['_entities', 4], 'BAD_USER_INPUT'],
    ]);
  });

  /** 50 experiments of the list, as references by some of their fields. */
  async function fifty(...fields: string[]): Promise<Reference[]> {
    const { data } = await graph.query(
      `{ experiments(first: 50) { nodes { __typename ${fields.join(' ')} } } }`,
    );
    expect(data['experiments'].nodes).toHaveLength(50);
    return data['experiments'].nodes as Reference[];
  }

  it.each([
    ['by id', ['id']],
    ['by number', ['projectId', 'posthogId']],
    ['by the key of their flags', ['projectId', 'featureFlagKey']],
  ])('reads 50 experiments %s in 1 or 2 upstream calls, as predicted', async (_, fields) => {
    const references = await fifty(...fields);
    const { found, errors, calls, extensions } = await resolve(
      references,
      `... on Experiment { ${fields.join(' ')} name status featureFlag { active } }`,
    );
    expect(errors).toBeUndefined();
    expect(found).toMatchObject(references);
    expect(calls).toBeLessThanOrEqual(2);
    expect(extensions['upstream'].predicted).toBe(1);
  });

  it('reads 50 flags by key in 1 upstream call, including fields of the full flag', async () => {
    const { data } = await graph.query('{ featureFlags(first: 50) { nodes { projectId key } } }');
    const references = (data['featureFlags'].nodes as Reference[]).map((flag) => ({
      __typename: 'FeatureFlag',
      ...flag,
    }));
    const { found, calls, extensions } = await resolve(
      references,
      '... on FeatureFlag { projectId key status tags }',
    );
    expect(found).toMatchObject(references);
    expect([calls, extensions['upstream'].predicted]).toEqual([1, 1]);
  });

  it('reads the detail of each when the selection needs it, and no list in addition', async () => {
    const references = (await fifty('projectId', 'posthogId')).slice(0, 10);
    const { calls, extensions } = await resolve(
      references,
      '... on Experiment { name metrics { name } }',
    );
    expect(graph.sandbox.requests().map(({ path }) => path)).not.toContain(
      '/api/projects/1/experiments/',
    );
    expect(calls).toBe(10);
    expect(extensions['upstream'].predicted).toBeLessThanOrEqual(11);
  });

  it('explains its price without a call', async () => {
    const references = await fifty('projectId', 'posthogId');
    graph.sandbox.clearRequests();
    const { extensions } = await graph.query(
      entities('... on Experiment { name }'),
      { references },
      { extensions: { explain: true } },
    );
    expect(extensions['explain']).toMatchObject({
      calls: 1,
      summary: 'experiments_list ×1 = 1 calls',
    });
    expect(graph.sandbox.requests()).toEqual([]);
  });
});
