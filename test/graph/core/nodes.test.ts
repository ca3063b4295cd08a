import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injectFault } from '../../support/sandbox-control.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const idOf = (type: string, posthogId: number) =>
  Buffer.from(`${type}:1:${posthogId}`).toString('base64url');

const query =
  'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Experiment { metrics { name } } } }';

describe('nodes', () => {
  it('gives null where no object exists, in the requested order', async () => {
    const ids = [idOf('Experiment', 5), idOf('Experiment', 999_999), idOf('Experiment', 6)];
    const { data, errors } = await graph.query(query, { ids });
    expect(errors).toBeUndefined();
    expect(data['nodes'].map((node: { id: string } | null) => node?.id ?? null)).toEqual([
      ids[0],
      null,
      ids[2],
    ]);
  });

  it('fails the item whose read fails, including the last one, and no other', async () => {
    await injectFault(graph.sandbox, 'experiments/7/$', { status: 500 });
    const ids = [5, 7, 6, 7].map((id) => idOf('Experiment', id));
    const { data, errors } = await graph.query(query, { ids });
    expect(data['nodes'].map((node: { id: string } | null) => node?.id ?? null)).toEqual([
      ids[0],
      null,
      ids[2],
      null,
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['nodes', 1], 'UPSTREAM_UNAVAILABLE'],
      [['nodes', 3], 'UPSTREAM_UNAVAILABLE'],
    ]);
  });

  it.each(['User', 'Viewer', 'Nothing'])(
    'refuses an ID of the type %s, which no object has, as any other text that is no ID',
    async (type) => {
      const ids = [idOf('Experiment', 5), idOf(type, 1)];
      const answers = [
        await graph.query(query, { ids }),
        await graph.query('query ($id: ID!) { node(id: $id) { id } }', { id: ids[1] }),
      ];
      for (const { errors, calls } of answers) {
        expect(errors?.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
          [`"${ids[1]}" is not an ID of this API.`, 'INVALID_ID'],
        ]);
        expect(calls).toBe(0);
      }
    },
  );
});
