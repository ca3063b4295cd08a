import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

interface Row {
  readonly id: string;
  readonly status: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

const values = {
  START_DATE: ({ startDate }: Row) => startDate && Date.parse(startDate),
  END_DATE: ({ endDate }: Row) => endDate && Date.parse(endDate),
  DURATION: ({ startDate, endDate }: Row) =>
    startDate &&
    (endDate ? Date.parse(endDate) : graph.sandbox.now().getTime()) - Date.parse(startDate),
} as const;

async function page(
  orderBy: object,
  { first = 100, after, filter }: { first?: number; after?: string | null; filter?: object } = {},
) {
  const answer = await graph.query(
    `query ($orderBy: ExperimentOrder, $first: Int, $after: String, $filter: ExperimentFilter) {
      experiments(first: $first, after: $after, orderBy: $orderBy, filter: $filter) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id status startDate endDate }
      }
    }`,
    { orderBy, first, after, filter },
  );
  expect(answer.errors).toBeUndefined();
  const { totalCount, pageInfo, nodes } = answer.data['experiments'];
  return { ...answer, totalCount, pageInfo, nodes: nodes as Row[] };
}

const cases = Object.keys(values).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction) => [field as keyof typeof values, direction] as const),
);

describe('experiments ordered by a date', () => {
  it.each(cases)('%s %s has those without a value last', async (field, direction) => {
    const { nodes } = await page({ field, direction });
    const found = nodes.map(values[field]);
    const known = found.filter((value) => value !== null);
    expect(found.slice(0, known.length)).toEqual(known);
    expect(known.length).toBeGreaterThan(0);
    expect(known.length).toBeLessThan(found.length);
    const sorted = known.toSorted((one, other) =>
      direction === 'ASC' ? Number(one) - Number(other) : Number(other) - Number(one),
    );
    expect(known).toEqual(sorted);
  });

  it.each(cases)('%s %s is paged without a row twice or left out', async (field, direction) => {
    const whole = await page({ field, direction });
    for (const first of [1, 4, 7, 26]) {
      const ids: string[] = [];
      let after: string | null = null;
      for (;;) {
        const next: Awaited<ReturnType<typeof page>> = await page(
          { field, direction },
          { first, after },
        );
        expect(next.totalCount).toBe(whole.totalCount);
        ids.push(...next.nodes.map(({ id }) => id));
        if (!next.pageInfo.hasNextPage) break;
        after = next.pageInfo.endCursor;
      }
      expect(ids).toEqual(whole.nodes.map(({ id }) => id));
    }
  });

  it.each([
    ['START_DATE', 'ASC', undefined, 5, 1],
    ['START_DATE', 'DESC', undefined, 5, 2],
    ['START_DATE', 'DESC', undefined, 100, 3],
    ['DURATION', 'DESC', undefined, 5, 2],
    ['END_DATE', 'DESC', undefined, 5, 2],
    ['END_DATE', 'DESC', undefined, 100, 2],
    ['START_DATE', 'DESC', { status: 'RUNNING' }, 5, 1],
    ['END_DATE', 'DESC', { status: 'STOPPED' }, 5, 1],
    ['NAME', 'DESC', undefined, 5, 1],
  ])(
    '%s %s with the filter %j and %i rows takes %i calls, and is priced at no less',
    async (field, direction, filter, first, calls) => {
      const answer = await page({ field, direction }, { first, ...(filter && { filter }) });
      expect(answer.calls).toBe(calls);
      expect(answer.extensions['upstream'].predicted).toBeGreaterThanOrEqual(calls);
    },
  );

  it('keeps the other conditions of the filter', async () => {
    const { nodes } = await page(
      { field: 'DURATION', direction: 'DESC' },
      { filter: { search: 'pricing' } },
    );
    const named = await page(
      { field: 'NAME', direction: 'ASC' },
      { filter: { search: 'pricing' } },
    );
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(
      named.nodes.map(({ id }) => id).toSorted(),
    );
  });
});
