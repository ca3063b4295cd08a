import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const many = <Value>(value: Value, length = 1_001) => Array.from({ length }, () => value);
const id = Buffer.from('Experiment:1:4').toString('base64url');

describe('a list among the arguments', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['ids', 'query ($v: [ID!]!) { nodes(ids: $v) { id } }', { v: many(id) }],
    [
      'representations',
      'query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }',
      { v: many({ __typename: 'Experiment', id }) },
    ],
    [
      'filter.tags',
      'query ($v: ExperimentFilter) { experiments(filter: $v) { totalCount } }',
      { v: { tags: many('t') } },
    ],
    [
      'sessionIds',
      'query ($v: [String!]!) { sessionContexts(sessionIds: $v) { sessionId } }',
      { v: many('s') },
    ],
    [
      'input.ids',
      'mutation ($v: [ID!]!) { bulkUpdateTags(input: { ids: $v, action: ADD, tags: ["t"] }) { __typename } }',
      { v: many(id) },
    ],
    ['ids', `{ nodes(ids: [${many(`"${id}"`).join(' ')}]) { id } }`, {}],
  ])(
    'is refused above 1,000 entries, before any call: %s',
    async (argument, document, variables) => {
      const { status, errors, calls } = await graph.query(document, variables);
      expect(errors?.[0]).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', argument, found: 1_001, limit: 1_000 },
      });
      expect({ status, calls }).toEqual({ status: 400, calls: 0 });
    },
  );

  it('is taken with 1,000 entries', async () => {
    const { data, errors, calls } = await graph.query(
      'query ($v: [ID!]!) { nodes(ids: $v) { id } }',
      { v: many(id, 1_000) },
    );
    expect(errors).toBeUndefined();
    expect(data['nodes']).toHaveLength(1_000);
    expect(calls).toBeLessThanOrEqual(1);
  });
});

describe('variables', () => {
  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('are refused when %s are nested too deep', async (_, open, close) => {
    const deep: unknown = JSON.parse(`${open.repeat(1_000)}1${close.repeat(1_000)}`);
    for (const document of [
      'query ($v: ExperimentFilter) { experiments(filter: $v) { totalCount } }',
      'query ($v: JSON!) { planExperiment(spec: $v) { __typename } }',
      'query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }',
    ]) {
      const { status, errors } = await graph.query(document, { v: deep });
      expect(status).toBe(400);
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    }
    expect(graph.unexpected).toEqual([]);
  });

  it('are told about 50 mistakes at most', async () => {
    const { status, errors } = await graph.query('query ($v: [ID!]!) { nodes(ids: $v) { id } }', {
      v: many({}, 20_000),
    });
    expect(status).toBe(400);
    expect(errors!.length).toBeLessThanOrEqual(51);
  });
});
