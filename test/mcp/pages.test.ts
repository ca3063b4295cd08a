import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakePostHog, raw } from '../support/fake-posthog.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

const LISTS = [
  'experiment-list',
  'experiment-holdout-list',
  'experiment-saved-metric-list',
  'feature-flag-list',
  'cohort-list',
  'project-list',
];

describe('a page', () => {
  it.each(LISTS)('of %s says where the next one begins, and not at which address', async (tool) => {
    const { structured, text } = await mcp.call(tool, { limit: 1 });
    expect(structured).not.toHaveProperty('next');
    expect(structured).not.toHaveProperty('previous');
    expect(text).not.toContain(mcp.sandbox.url);
    expect(structured['nextOffset']).toBe(structured['count'] > 1 ? 1 : undefined);
    expect(JSON.parse(text)).toEqual(structured);
  });

  it('can be followed to the last one and back', async () => {
    const ids: number[] = [];
    let offset: number | undefined = 0;
    let count = 0;
    while (offset !== undefined) {
      const { structured } = await mcp.call('experiment-list', { limit: 10, offset });
      ids.push(...structured['results'].map(({ id }: { id: number }) => id));
      offset = structured['nextOffset'];
      count = structured['count'];
    }
    expect(new Set(ids).size).toBe(count);
    const second = await mcp.call('experiment-list', { limit: 10, offset: 10 });
    expect(second.structured).toMatchObject({ previousOffset: 0, nextOffset: 20 });
  });

  it('of a change history has page numbers', async () => {
    const first = await mcp.call('experiment-activity', { id: 15, limit: 1 });
    expect(first.structured['nextPage']).toBe(2);
    const second = await mcp.call('experiment-activity', { id: 15, limit: 1, page: 2 });
    expect(second.structured).toMatchObject({ previousPage: 1 });
    expect(first.text + second.text).not.toContain(mcp.sandbox.url);
  });
});

describe('an error', () => {
  it('does not tell where PostHog’s address redirects', async () => {
    const location = 'http://posthog.internal:8000/login?next=/api/';
    await using posthog = await fakePostHog(raw(302, { location }));
    await using other = await startMcp({ host: posthog.host });
    for (const [tool, args] of [
      ['experiment-get', { id: 4 }],
      ['experiment-overview', { id: 4 }],
      ['graphql', { query: '{ experiments(first: 1) { totalCount } }' }],
    ] as const) {
      const { isError, text } = await other.call(tool, args);
      expect(isError).toBe(true);
      expect(text).toContain('redirects (302) to /login');
      expect(text).not.toContain('posthog.internal');
      expect(text).not.toContain(posthog.host);
    }
  });
});
