import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';

const idOf = (text: string) => Buffer.from(text).toString('base64url');
const decoded = (id: unknown) => Buffer.from(String(id), 'base64url').toString();

const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Experiment { id projectId } ... on FeatureFlag { id projectId }
  ... on Holdout { id } ... on SavedMetric { id } ... on Cohort { id }
} }`;

let graph: TestGraph;
beforeEach(async () => {
  graph = await startGraph({ projectId: '@current' });
  graph.sandbox.clearRequests();
});
afterEach(() => graph.close());

type Reference = Readonly<Record<string, unknown>>;

async function ask(r: readonly Reference[], key = 'phx_sandbox') {
  graph.sandbox.clearRequests();
  const { data, errors = [], extensions } = await graph.query(query, { r }, { key });
  const found = data['_entities'] as ({ id: string; projectId?: string } | null)[];
  return {
    ids: found.map((one) => one && decoded(one.id)),
    projects: found.flatMap((one) => one?.projectId ?? []),
    errors: errors.map(({ path = [], extensions: { code } }) => [path[1], code]),
    paths: graph.sandbox.requests().map(({ path }) => path),
    predicted: extensions['upstream'].predicted as number,
  };
}

const account = '/api/users/@me/';

describe('references under `@current`', () => {
  it.each([
    ['Experiment', { id: 15 }],
    ['Experiment', { projectId: '@current', posthogId: 15 }],
    ['Experiment', { projectId: '@current', featureFlagKey: 'one-page-checkout' }],
    ['FeatureFlag', { id: '39' }],
    ['FeatureFlag', { projectId: '@current', key: 'signup-passkeys' }],
    ['Holdout', { id: 1 }],
    ['Holdout', { id: idOf('Holdout:@current:1') }],
    ['SavedMetric', { id: 1 }],
    ['Cohort', { id: '1' }],
  ])(
    'give %s %j an id with the number of its project, at the price that was said',
    async (__typename, key) => {
      const { ids, projects, errors, paths, predicted } = await ask([{ __typename, ...key }]);
      expect(errors).toEqual([]);
      expect(ids[0]).toMatch(new RegExp(`^${__typename}:1:\\d+$`));
      expect(projects.every((project) => project === '1')).toBe(true);
      expect(paths[0]).toBe(account);
      expect(predicted).toBe(paths.length);
    },
  );

  it('read nothing more where all name their project', async () => {
    const { ids, paths, predicted } = await ask([
      { __typename: 'Holdout', id: idOf('Holdout:1:1') },
      { __typename: 'Experiment', projectId: '1', posthogId: 15 },
    ]);
    expect(ids).toEqual(['Holdout:1:1', 'Experiment:1:15']);
    expect(paths).not.toContain(account);
    expect(predicted).toBe(2);
  });

  it('are read once, by number and by id', async () => {
    const { ids, paths } = await ask([
      { __typename: 'Experiment', id: 15 },
      { __typename: 'Experiment', id: '15' },
      { __typename: 'Experiment', id: idOf('Experiment:1:15') },
      { __typename: 'Experiment', projectId: 1, posthogId: 15 },
    ]);
    expect(ids).toEqual(Array.from({ length: 4 }, () => 'Experiment:1:15'));
    expect(paths).toEqual([account, '/api/projects/1/experiments/15/']);
  });

  it('fail each for itself where the number cannot be read', async () => {
    const { ids, errors } = await ask(
      [
        { __typename: 'Holdout', id: 1 },
        { __typename: 'Holdout', id: idOf('Holdout:2:1') },
        { __typename: 'Nothing', id: 'x' },
      ],
      'phx_wrong',
    );
    expect(ids).toEqual([null, null, null]);
    expect(errors).toEqual([
      [0, 'UNAUTHENTICATED'],
      [1, 'UNAUTHENTICATED'],
      [2, 'BAD_USER_INPUT'],
    ]);
  });
});

describe('references under the number of a project', () => {
  it('are one object by number and by id, in the price too', async () => {
    await graph.close();
    graph = await startGraph();
    const { ids, paths, predicted } = await ask([
      { __typename: 'Experiment', id: 15 },
      { __typename: 'Experiment', id: idOf('Experiment:1:15') },
    ]);
    expect(ids).toEqual(['Experiment:1:15', 'Experiment:1:15']);
    expect([paths.length, predicted]).toEqual([1, 1]);
  });

  it('are of the project that they name beside a number', async () => {
    await graph.close();
    graph = await startGraph();
    const { paths } = await ask([{ __typename: 'Experiment', id: 1, projectId: 2 }]);
    expect(paths).toEqual(['/api/projects/2/experiments/1/']);
  });
});
