import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { load } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

interface Row {
  readonly id: string;
  readonly name: string;
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
        totalCount pageInfo { hasNextPage endCursor } nodes { id name status startDate endDate }
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
    ['END_DATE', 'DESC', undefined, 5, 3],
    ['END_DATE', 'DESC', undefined, 100, 3],
    ['END_DATE', 'DESC', { status: 'DRAFT' }, 5, 2],
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

  describe('where drafts have an end', () => {
    const names = async (first: number, filter?: object) => {
      const found: string[] = [];
      const calls: number[] = [];
      for (let after: string | null = null; ;) {
        const order = { field: 'END_DATE', direction: 'DESC' };
        const next: Awaited<ReturnType<typeof page>> = await page(order, {
          first,
          after,
          ...(filter && { filter }),
        });
        found.push(...next.nodes.map(({ name }) => name));
        calls.push(next.calls);
        expect(next.extensions['upstream'].predicted).toBeGreaterThanOrEqual(next.calls);
        if (!next.pageInfo.hasNextPage) {
          expect(next.totalCount).toBe(found.length);
          return { found, calls };
        }
        after = next.pageInfo.endCursor;
      }
    };
    beforeAll(async () => {
      const day = (of: number) => `2026-06-${String(of).padStart(2, '0')}T12:00:00Z`;
      await load(graph.sandbox, {
        now: day(20),
        experiments: [
          { name: 'draft', feature_flag_key: 'a' },
          { name: 'draft with an early end', feature_flag_key: 'b', end_date: day(1) },
          { name: 'running', feature_flag_key: 'c', start_date: day(10) },
          { name: 'stopped late', feature_flag_key: 'd', start_date: day(2), end_date: day(15) },
          { name: 'draft with a late end', feature_flag_key: 'e', end_date: day(18) },
          { name: 'stopped early', feature_flag_key: 'f', start_date: day(2), end_date: day(5) },
        ],
      });
    });

    it.each([1, 2, 4, 100])(
      'they stand among the stopped ones by their end, in pages of %i',
      async (first) => {
        const { found, calls } = await names(first);
        expect(found.slice(0, 4)).toEqual([
          'draft with a late end',
          'stopped late',
          'stopped early',
          'draft with an early end',
        ]);
        expect(found.slice(4).toSorted()).toEqual(['draft', 'running']);
        expect(Math.max(...calls)).toBeLessThanOrEqual(6);
      },
    );

    it('they come before the drafts that have none', async () => {
      expect(await names(2, { status: 'DRAFT' })).toEqual({
        found: ['draft with a late end', 'draft with an early end', 'draft'],
        calls: [4, 5],
      });
    });
  });
});
