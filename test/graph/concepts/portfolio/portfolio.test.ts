import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-11-14T12:00:00Z' } });
});
afterAll(() => graph.close());

const STATISTICS =
  'experiments drafts running ended won lost inconclusive stoppedEarly invalid winRate medianDurationDays';

describe('the portfolio of a project', () => {
  it('counts experiments by conclusion, archived ones included, for 2 calls', async () => {
    const { data, errors, calls, extensions } = await graph.query(
      `{ portfolio { isComplete statistics { ${STATISTICS} } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data['portfolio']).toEqual({
      isComplete: true,
      statistics: {
        experiments: 29,
        drafts: 4,
        running: 16,
        ended: 9,
        won: 3,
        lost: 2,
        inconclusive: 1,
        stoppedEarly: 1,
        invalid: 1,
        winRate: 3 / 7,
        medianDurationDays: expect.closeTo(21.2146, 3),
      },
    });
    expect([calls, extensions['upstream'].predicted]).toEqual([2, 2]);
  });

  it('has the numbers by tag and by owner', async () => {
    const { data } = await graph.query(`{ portfolio {
      byTag { tag statistics { experiments ended won winRate } }
      byOwner { owner { firstName } statistics { experiments } }
    } }`);
    const { byTag, byOwner } = data['portfolio'];
    expect(byTag[0]).toEqual({
      tag: 'growth',
      statistics: { experiments: 8, ended: 2, won: 2, winRate: 1 },
    });
    expect(byTag.find(({ tag }: { tag: string }) => tag === 'ai').statistics).toEqual({
      experiments: 1,
      ended: 0,
      won: 0,
      winRate: null,
    });
    const sizes = byOwner.map(
      ({ statistics }: { statistics: { experiments: number } }) => statistics.experiments,
    );
    expect(sizes).toEqual(sizes.toSorted((a: number, b: number) => b - a));
    expect(sizes.reduce((sum: number, size: number) => sum + size, 0)).toBe(29);
  });

  it('answers the newest results and decisions of many at two calls for each', async () => {
    const { data, calls, extensions } = await graph.query(
      `{ portfolio(filter: { status: RUNNING, tags: ["search"] }) {
        experiments(first: 5) { name decision { recommendation } metrics { verdict { state } } }
      } }`,
    );
    expect(data['portfolio'].experiments).toMatchObject([
      { name: 'Search ranking v3', decision: { recommendation: 'KEEP_RUNNING' } },
    ]);
    expect(calls).toBe(2 + 2);
    expect(extensions['upstream'].predicted).toBeGreaterThanOrEqual(calls);
  });

  it('says that it is not complete, and costs 1 call for archived ones alone', async () => {
    const few = await graph.query(
      '{ portfolio(first: 5) { isComplete statistics { experiments } } }',
    );
    expect(few.data['portfolio']).toEqual({ isComplete: false, statistics: { experiments: 7 } });
    const archived = await graph.query(
      '{ portfolio(filter: { archived: true }) { experiments(first: 9) { name } } }',
    );
    expect(archived.data['portfolio'].experiments).toEqual([
      { name: 'Sticky upgrade banner' },
      { name: 'Chat widget for free plans' },
    ]);
    expect([archived.calls, archived.extensions['upstream'].predicted]).toEqual([1, 1]);
  });

  it('refuses to read more than 500, without a call', async () => {
    const { errors, calls } = await graph.query('{ portfolio(first: 501) { isComplete } }');
    expect(errors).toMatchObject([{ extensions: { code: 'PAGE_OUT_OF_RANGE' } }]);
    expect(calls).toBe(0);
  });
});
