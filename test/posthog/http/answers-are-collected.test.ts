import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/posthog/api/operations.ts';
import { Decoder } from '../../../src/posthog/http/decoding/decoder.ts';
import { lazyPage } from '../../../src/posthog/http/lazy-json/page.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;

/** Bytes of objects that have survived young collections. */
const oldBytes = () =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')!.space_used_size;

const ROWS = 400;
const row = { id: 1, name: 'Banner', description: 'x', tags: Array.from({ length: 40 }, String) };
const page = Buffer.from(
  JSON.stringify({ count: ROWS, next: null, previous: null, results: Array(ROWS).fill(row) }),
);
const detail = JSON.stringify({ ...row, tags: Array.from({ length: 2_000 }, String) });

describe('an answer that nobody holds any more is collected with the young objects', () => {
  it.each([
    ['a page', operations.experiments_list, () => lazyPage(page, () => new Error('malformed'))],
    ['a single object', operations.experiments_retrieve, () => JSON.parse(detail) as unknown],
  ])('when it is %s', (_what, operation, answer) => {
    const decoder = new Decoder(() => undefined);
    const decodeMany = () => {
      for (let round = 0; round < 20; round += 1) {
        for (let n = 0; n < 20; n += 1) decoder.decode(operation, answer());
        collect({ type: 'minor' });
        collect({ type: 'minor' });
      }
    };
    decodeMany();
    const before = oldBytes();
    decodeMany();
    // 400 answers: if they were kept, this would be many megabytes.
    expect(oldBytes() - before).toBeLessThan(1_000_000);
  });
});
