import { describe, expect, it } from 'vitest';
import { fakePostHog, json, type Respond } from '../../support/fake-posthog.ts';

const args = { path: { project_id: '7' }, query: { status: 'running' } } as const;

/** A list of numbered rows with at most `cap` rows per page, paged by limit and offset like PostHog's. */
const listOf =
  (total: number, cap = Infinity, count: unknown = total): Respond =>
  (response, request, index) => {
    const { searchParams } = new URL(request.url, 'http://posthog');
    const offset = Number(searchParams.get('offset'));
    const size = Math.min(Number(searchParams.get('limit')), cap, Math.max(0, total - offset));
    const results = Array.from({ length: size }, (_, at) => ({ id: offset + at }));
    json(200, { count, next: null, previous: null, results })(response, request, index);
  };
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => from + at);

describe('pages', () => {
  it.each([
    { offset: 0, limit: 25, total: 240, asked: [[0, 25]] },
    { offset: 30, limit: 100, total: 240, asked: [[30, 100]] },
    {
      offset: 0,
      limit: 240,
      total: 500,
      asked: [
        [0, 100],
        [100, 100],
        [200, 40],
      ],
    },
    { offset: 150, limit: 200, total: 240, asked: [[150, 100]] },
    { offset: 0, limit: 300, total: 100, asked: [[0, 100]] },
    { offset: 300, limit: 10, total: 240, asked: [[300, 10]] },
    {
      offset: 0,
      limit: undefined,
      total: 101,
      asked: [
        [0, 100],
        [100, 1],
      ],
    },
  ])('$limit rows from $offset of $total', async ({ offset, limit, total, asked }) => {
    await using posthog = await fakePostHog(listOf(total));
    const page = await posthog.client().pages('experiments_list', args, { offset, limit });
    expect(page.count).toBe(total);
    expect(page.results.map((row) => row.id)).toEqual(
      numbers(Math.min(offset, total), Math.min(total, offset + (limit ?? total))),
    );
    const windows = posthog.received.map(({ url }) => {
      const { searchParams } = new URL(url, posthog.host);
      expect(searchParams.get('status')).toBe('running');
      return [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
    });
    expect(windows.sort(([a = 0], [b = 0]) => a - b)).toEqual(asked);
  });

  it('a limit of 0 requests only the count: PostHog would treat 0 as its default of 100', async () => {
    await using posthog = await fakePostHog(listOf(12));
    const page = await posthog.client().pages('experiments_list', args, { limit: 0 });
    expect(page).toEqual({ count: 12, results: [] });
    expect(posthog.received[0]?.url).toContain('limit=1');
  });

  it('a server with smaller pages than requested is read in pages of that size', async () => {
    await using posthog = await fakePostHog(listOf(70, 30));
    const page = await posthog
      .client()
      .pages('cohorts_list', { path: { project_id: '7' } }, { limit: 65 });
    expect(page.results.map((row) => row.id)).toEqual(numbers(0, 65));
    expect(posthog.ledger.calls).toBe(3);
  });

  it('an empty page ends the reading, whatever the count says', async () => {
    await using posthog = await fakePostHog(json(200, { count: 50, results: [] }));
    const page = await posthog.client().pages('experiments_list', args, { limit: 50 });
    expect(page.results).toEqual([]);
    expect(posthog.ledger.calls).toBe(1);
  });
});

describe('all pages', () => {
  it('returns every row', async () => {
    await using posthog = await fakePostHog(listOf(250));
    const all = await posthog.client().allPages('experiments_list', args);
    expect(all.complete).toBe(true);
    expect(all.results.map((row) => row.id)).toEqual(numbers(0, 250));
    expect(posthog.ledger.calls).toBe(3);
  });

  it('stops at its limit and reports that', async () => {
    await using posthog = await fakePostHog(listOf(250));
    const all = await posthog.client().allPages('experiments_list', args, { maxRows: 120 });
    expect(all.complete).toBe(false);
    expect(all.results).toHaveLength(120);
    expect(posthog.ledger.calls).toBe(2);
  });

  it.each([null, -1, 1.5, 'many'])(
    'are read up to the first that is not full where the number of rows is %s',
    async (count) => {
      await using posthog = await fakePostHog(listOf(250, Infinity, count));
      const client = posthog.client();
      const all = await client.allPages('experiments_list', args);
      expect(all.complete).toBe(true);
      expect(all.results.map((row) => row.id)).toEqual(numbers(0, 250));
      expect(posthog.ledger.calls).toBe(3);

      const some = await client.allPages('experiments_list', args, { maxRows: 150 });
      expect(some.complete).toBe(false);
      expect(some.results.map((row) => row.id)).toEqual(numbers(0, 150));
    },
  );

  it('read no second page to fill one of at most 100 rows', async () => {
    await using posthog = await fakePostHog(listOf(250, Infinity, null));
    const page = await posthog.client().pages('experiments_list', args, { limit: 100 });
    expect(page.results).toHaveLength(100);
    expect(page.count).toMatchObject({
      kind: 'malformed',
      path: 'count',
      message: expect.stringContaining('count is null, not a whole number'),
    });
    expect(posthog.ledger.calls).toBe(1);
  });
});
