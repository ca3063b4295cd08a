import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/codegen/error-codes.ts';

const root = new URL('../../', import.meta.url);

/**
 * `code: 'WORD'` in an object, or `'code', 'WORD'`: the two ways in which this code base sets error
 * codes.
 */
const GIVEN = /\bcode: '([A-Z][A-Z_]+)'/g;

describe('the table of error codes', () => {
  it('lists every code that the graph and the server return', () => {
    const given = globSync('src/{graph,server}/**/*.ts', { cwd: root }).flatMap((path) =>
      [...readFileSync(new URL(path, root), 'utf8').matchAll(GIVEN)].map(([, code]) => code),
    );
    expect(given.length).toBeGreaterThan(10);
    const documented = new Set(errorCodes.map(({ code }) => code));
    expect(given.filter((code) => code !== undefined && !documented.has(code))).toEqual([]);
  });

  it('lists every code once', () => {
    const names = errorCodes.map(({ code, seen }) => `${code} ${seen}`);
    expect(names).toEqual([...new Set(names)]);
  });
});
