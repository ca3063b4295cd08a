import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operations } from '../../../../src/posthog/api/operations.ts';
import { failureOf, fakePostHog, raw } from '../../../support/fake-posthog.ts';

const project = { path: { project_id: '1' } };
/** On whatever `LAZY_ROWS` says: this file is about lazy rows. */
const lazily = { lazyRows: true };

interface Page {
  readonly count: number;
  readonly results: Record<string, unknown>[];
}

/** Reads a list whose answer is the given text, and returns its rows as REST and MCP pass them on. */
async function rowsOf(text: string): Promise<Record<string, unknown>[]> {
  await using posthog = await fakePostHog(
    raw(200, { 'content-type': 'application/json' }, text),
    lazily,
  );
  return ((await posthog.client().perform(operations.experiments_list, project)) as Page).results;
}

/** The page in a text as JSON.parse reads it; undefined where it is no JSON, or no page. */
function pageIn(text: string): string | undefined {
  try {
    const page = JSON.parse(text) as Page | null;
    return Array.isArray(page?.results) ? JSON.stringify(page) : undefined;
  } catch {
    return undefined;
  }
}

const failing = (text: string) => failureOf(rowsOf(text));

describe('the rows of a page', () => {
  it('equal the result of JSON.parse, whatever their content and notation', async () => {
    let text = '';
    await using posthog = await fakePostHog(
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
      lazily,
    );
    const names = fc.constantFrom('name', 'a"b', 'ключ', 'metrics', '2', '__proto__');
    const row = fc.dictionary(names, fc.jsonValue()).map((one) => ({ id: 5, ...one }));
    const indents = fc.constantFrom('', ' ', '\t');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), indents, async (results, indent) => {
        // The last row starts like the others and has a different end.
        const page = { count: results.length, next: null, results: [...results, { id: 1, x: 2 }] };
        text = JSON.stringify({ ...page, count: page.results.length }, null, indent);
        const read = (await posthog.client().perform(operations.experiments_list, project)) as Page;
        const expected = JSON.parse(text) as typeof page;
        expect(read.results).toEqual(expected.results);
        expect(JSON.stringify(read.results)).toBe(JSON.stringify(expected.results));
        expect(read.results.map((one) => ({ ...one }))).toEqual(expected.results);
      }),
      { numRuns: 150 },
    );
  });

  it('return the same nested value on each read', async () => {
    const [row] = await rowsOf(
      '{"count": 1, "results": [{"id": 1, "flag": {"id": 5}, "none": null}]}',
    );
    expect(row!['flag']).toBe(row!['flag']);
    expect(row!['none']).toBeNull();
  });

  it('list their own keys', async () => {
    const [row] = await rowsOf('{"count": 1, "results": [{"id": 1, "b": 1, "a": 2}]}');
    expect(Object.keys(row!)).toEqual(['id', 'b', 'a']);
    expect('a' in row!).toBe(true);
    expect('c' in row!).toBe(false);
    expect(row!['c']).toBeUndefined();
  });

  it('have the last value of a name that occurs twice', async () => {
    const [row] = await rowsOf('{"count": 1, "results": [{"id": 1, "a": 1, "b": 2, "a": 3}]}');
    expect({ ...row }).toEqual({ id: 1, a: 3, b: 2 });
  });

  it('cannot be changed', async () => {
    const [row] = await rowsOf('{"count": 1, "results": [{"id": 1, "a": 1}]}');
    expect(() => (row!['a'] = 2)).toThrow(TypeError);
    expect(() => delete row!['a']).toThrow(TypeError);
    expect(() => Object.assign(row!, { b: 2 })).toThrow(TypeError);
    expect(row!).toEqual({ id: 1, a: 1 });
  });

  it('may have more different layouts than are cached', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      id: index,
      [`name${index}`]: index,
    }));
    expect(await rowsOf(JSON.stringify({ count: 300, results: rows }))).toEqual(rows);
  });
});

describe('a page is malformed', () => {
  it.each([
    '{"count": 1, "results": [{"id": 1}',
    '{"count": 1, "results": [{"id": "1',
    '{"count": 1, "results": [{"id": 1,}]}',
    '{"count": 1, "results": [{"id": 1}]} and more',
    '{"count": 1, "results": [{"id" 1}]}',
    '{"count": 1, "results": [{"id": }]}',
    '{"count": nope, "results": []}',
    '{"count": 1, "results": {}}',
    '{"count": 1, "results": [{"id": 1, "name": "a raw \n line"}]}',
    '{"count": 1, "results": [{"id": 1, "name": "an escaped \\\n line"}]}',
    '{"count": 1, "results": [{"id": 1, "flag": {"key": "a raw \u0001"}}]}',
    '{"count": 1, "results": [{"id": 1, "name": "no \\q escape"}]}',
    '{"count": 1, "results": [{"id": 1, "name": "half \\u12 an escape"}]}',
    '{"count": 1, "results": [{"id": 1, "name": nope}]}',
    '{"count": 1, "results": [{"id": 01}]}',
    '{"count": 1, "results": [{"id": 1, "x": [1 2]}]}',
    '{"count": 1, "results": [{"id": 1, "x": {"a" 1}}]}',
    '{"count": 1, "results": [{"id":\u000b1}]}',
    '[]',
    '',
  ])('as %s', async (text) => {
    expect((await failing(text)).kind).toBe('malformed');
  });

  it('exactly where JSON.parse refuses it, whatever is changed in its text', async () => {
    let text = '';
    await using posthog = await fakePostHog(
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
      { ...lazily, budget: { perMinute: 10_000, perHour: 10_000 } },
    );
    const page = JSON.stringify({
      count: 2,
      results: [
        {
          id: 1,
          'a key': 'tab\t "quoted" \u00e9',
          flag: { on: true, of: [1.5e-3, -0, 'x', null] },
        },
        { id: 2, nested: [[], {}, [{ deep: [false] }]], 'a key': '' },
      ],
    });
    const pieces = [
      '"',
      '\\',
      ',',
      ':',
      '[',
      ']',
      '{',
      '}',
      '0',
      '-',
      '.',
      'e',
      'u',
      ' ',
      '\n',
      '\u0001',
      '\u000b',
      '\u00a0',
      'true',
      'nul',
    ];
    const change = fc.tuple(fc.nat(page.length - 1), fc.nat(2), fc.constantFrom('', ...pieces));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        text = page;
        for (const [at, removed, added] of changes)
          text = text.slice(0, at) + added + text.slice(at + removed);
        const read = await posthog
          .client()
          .perform(operations.experiments_list, project)
          .then(
            (json) => JSON.stringify(json),
            () => undefined,
          );
        expect(read).toBe(pageIn(text));
      }),
      { numRuns: 600 },
    );
  });
});
