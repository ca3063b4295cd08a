import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../../../src/posthog/errors/errors.ts';
import { findRows } from '../../../../src/graph/core/loading/find-rows.ts';

interface Row {
  readonly id: number;
}

/** Lists of rows with these ids, and a record of the requests to them. */
function world(...lists: number[][]) {
  const asked: string[] = [];
  return {
    asked,
    find: (wanted: readonly number[]) =>
      findRows<number, Row>(wanted, {
        nameOf: String,
        nameOfRow: ({ id }) => String(id),
        lists: lists.map((ids, list) => ({ offset, limit }) => {
          asked.push(`list ${list} from ${offset}`);
          const results = ids.slice(offset, offset + limit).map((id) => ({ id }));
          return Promise.resolve({ count: ids.length, results });
        }),
        one: (id) => {
          asked.push(`one ${id}`);
          return Promise.resolve(lists.flat().includes(id) ? { id } : null);
        },
      }),
  };
}

const refused = (id: number) => Promise.resolve(new Error(`no ${id}`));

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_item, index) => from + index);

describe('finding rows by list or one by one', () => {
  it('reads one row individually, and lists from two on', async () => {
    const single = world(range(1, 50));
    expect(await single.find([7])).toEqual([{ id: 7 }]);
    expect(single.asked).toEqual(['one 7']);

    const two = world(range(1, 50));
    expect(await two.find([7, 8])).toEqual([{ id: 7 }, { id: 8 }]);
    expect(two.asked).toEqual(['list 0 from 0']);
  });

  it('reads further pages while they are no more than the missing rows, else reads one by one', async () => {
    const pages = world(range(1, 300));
    await pages.find([150, 250]);
    expect(pages.asked).toEqual(['list 0 from 0', 'list 0 from 100', 'list 0 from 200']);

    const rows = world(range(1, 301));
    await rows.find([150, 250]);
    expect(rows.asked).toEqual(['list 0 from 0', 'one 150', 'one 250']);
  });

  it('knows without a call that a row does not exist when all lists were read to their end', async () => {
    const whole = world([1, 2], [3]);
    expect(await whole.find([1, 3, 98, 99])).toEqual([{ id: 1 }, { id: 3 }, null, null]);
    expect(whole.asked).toEqual(['list 0 from 0', 'list 1 from 0']);
  });

  /** Lists that fail from a page on, and rows that are read by themselves as long as `alone` allows. */
  function failing(failure: Error, alone: (id: number) => boolean, pages = 0) {
    const asked: string[] = [];
    return {
      asked,
      find: (wanted: readonly number[]) =>
        findRows<number, Row>(wanted, {
          nameOf: String,
          nameOfRow: ({ id }) => String(id),
          lists: [0, 1].map((list) => ({ offset }) => {
            asked.push(`list ${list} from ${offset}`);
            if (offset >= pages * 100) return Promise.reject(failure);
            return Promise.resolve({
              count: 200,
              results: range(offset + 1, offset + 100).map((id) => ({ id })),
            });
          }),
          one: (id) => {
            asked.push(`one ${id}`);
            return alone(id) ? Promise.resolve({ id }) : refused(id);
          },
        }),
    };
  }

  it('tries one row by itself when the list fails, and reads no other if that fails too', async () => {
    const failure = new Error('no list');
    const { asked, find } = failing(failure, () => false);
    expect(await find([1, 2, 3])).toEqual([new Error('no 1'), failure, failure]);
    expect(asked).toEqual(['list 0 from 0', 'one 1']);
  });

  it('reads up to 20 rows by themselves when only the list fails', async () => {
    const failure = new Error('no list');
    const { asked, find } = failing(failure, () => true);
    const rows = await find(range(1, 25));
    expect(rows.slice(0, 20)).toEqual(range(1, 20).map((id) => ({ id })));
    expect(rows.slice(20)).toEqual(range(21, 25).map(() => failure));
    expect(asked).toEqual(['list 0 from 0', ...range(1, 20).map((id) => `one ${id}`)]);
  });

  it('keeps the rows of pages that were read before one fails', async () => {
    const failure = new RateLimitedError({
      operation: 'experiments_list',
      message: 'Throttled.',
      retryAfterSeconds: 9,
    });
    const { asked, find } = failing(failure, () => true, 1);
    expect(await find([150, 1, 151])).toEqual([failure, { id: 1 }, failure]);
    expect(asked).toEqual(['list 0 from 0', 'list 0 from 100']);
  });

  it('returns what reading one by one would return, in at most a list page more calls', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(ids, ids, fc.integer({ min: 0, max: 400 }), async (all, wanted, cut) => {
        const lists = [all.slice(0, cut), all.slice(cut)];
        const { asked, find } = world(...lists);
        const rows = await find(wanted);
        expect(rows).toEqual(wanted.map((id) => (all.includes(id) ? { id } : null)));
        expect(asked.length).toBeLessThanOrEqual(wanted.length + lists.length);
        const pages = lists.reduce(
          (sum, list) => sum + Math.max(1, Math.ceil(list.length / 100)),
          0,
        );
        const singles = asked.filter((call) => call.startsWith('one')).length;
        expect(asked.length - singles).toBeLessThanOrEqual(pages);
      }),
    );
  });
});
