import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

interface Page {
  readonly totalCount: number;
  readonly pageCursors: readonly string[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly nodes: readonly { readonly id: string }[];
}

async function read(list: string, first: number, after: string | null = null) {
  const answer = await graph.query(
    `query ($first: Int!, $after: String) {
      page: ${list}(first: $first, after: $after) {
        totalCount pageCursors pageInfo { endCursor hasNextPage } nodes { id }
      }
    }`,
    { first, after },
  );
  expect(answer.errors).toBeUndefined();
  return { ...answer, page: answer.data['page'] as Page };
}

const idsOf = (pages: readonly { readonly page: Page }[]) =>
  pages.flatMap(({ page }) => page.nodes.map(({ id }) => id));

describe('the cursors of the pages of a list', () => {
  it('let all pages be read at the same time, for a call each', async () => {
    const first = await read('experiments', 10);
    expect(first.page.pageCursors).toHaveLength(2);
    expect(first.page.pageCursors[0]).toBe(first.page.pageInfo.endCursor);
    const others = await Promise.all(
      first.page.pageCursors.map((after) => read('experiments', 10, after)),
    );
    expect(others.map(({ calls }) => calls)).toEqual([1, 1]);
    const pages = [first, ...others];
    expect(new Set(idsOf(pages)).size).toBe(first.page.totalCount);
    expect(pages.map(({ page }) => page.pageInfo.hasNextPage)).toEqual([true, true, false]);
    // Each page says the same.
    for (const { page } of others) expect(page.pageCursors).toEqual(first.page.pageCursors);
  });

  it.each(['experiments', 'featureFlags', 'holdouts', 'savedMetrics', 'cohorts'])(
    'are none where %s fit on one page',
    async (list) => {
      expect((await read(list, 100)).page.pageCursors).toEqual([]);
    },
  );

  it('are as many as the last row needs, and no more', async () => {
    const { totalCount } = (await read('experiments', 1)).page;
    expect((await read('experiments', totalCount)).page.pageCursors).toEqual([]);
    expect((await read('experiments', totalCount - 1)).page.pageCursors).toHaveLength(1);
    expect((await read('experiments', 1)).page.pageCursors).toHaveLength(totalCount - 1);
  });
});
