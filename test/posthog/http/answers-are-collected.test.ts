import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/posthog/api/operations.ts';
import { Decoder } from '../../../src/posthog/http/decoding/decoder.ts';
import { lazyPage } from '../../../src/posthog/http/lazy-json/page.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;

const ANSWERS = 400;
const parse = (json: string) => JSON.parse(json) as object;
const row = { id: 1, name: 'Banner', tags: ['a', 'b'] };
const page = Buffer.from(
  JSON.stringify({
    count: 50,
    next: null,
    previous: null,
    results: Array.from({ length: 50 }, () => row),
  }),
);
const metrics = Array.from({ length: 80 }, (_, n) => ({ uuid: `m${n}`, name: `Metric ${n}` }));
const incomplete = JSON.stringify({ ...row, metrics });
const complete = JSON.stringify({
  id: 1,
  name: 'Held out',
  filters: metrics,
  created_by: null,
  created_at: '2026-01-02T13:28:57Z',
  updated_at: '2026-01-02T13:28:57Z',
  user_access_level: 'editor',
});

/** Bytes that only a full collection frees after many answers were decoded, and nobody holds any of them. */
function keptBytes(decoder: Decoder, decodeOne: () => unknown): number {
  collect();
  for (let n = 0; n < ANSWERS; n += 1) {
    decodeOne();
    if (n % 20 === 19) for (let again = 0; again < 2; again += 1) collect({ type: 'minor' });
  }
  const before = process.memoryUsage().heapUsed;
  collect();
  return before - process.memoryUsage().heapUsed;
}

describe('an answer that nobody holds any more is collected with the young objects', () => {
  it('of which one that fits the contract is used as it is', () => {
    const answer = parse(complete);
    expect(
      new Decoder(() => undefined).decode(operations.experiment_holdouts_retrieve, answer),
    ).toBe(answer);
  });

  it.each([
    ['fits the contract', operations.experiment_holdouts_retrieve, () => parse(complete)],
    ['lacks properties', operations.experiments_retrieve, () => parse(incomplete)],
    ['is a page', operations.experiments_list, () => lazyPage(page, () => new Error('malformed'))],
  ])('when it %s', (_what, operation, answer) => {
    const decoder = new Decoder(() => undefined);
    const decodeOne = () => decoder.decode(operation, answer());
    keptBytes(decoder, decodeOne);
    expect(keptBytes(decoder, decodeOne) / ANSWERS).toBeLessThan(2_000);
  });
});
