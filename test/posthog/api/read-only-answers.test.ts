import { expect, expectTypeOf, it } from 'vitest';
import type { OperationResult, RowOf } from '../../../src/posthog/api/operation-types.ts';
import { fakePostHog, json } from '../../support/fake-posthog.ts';

const page = { count: 1, next: null, previous: null, results: [{ id: 12, name: 'Checkout' }] };

it('a row of a page refuses to be changed, and code that changes one does not compile', async () => {
  await using posthog = await fakePostHog(json(200, page), { lazyRows: true });
  const list = posthog.client().pages('experiments_list', { path: { project_id: '2' } });
  const [row] = (await list).results;
  if (!row) throw new Error('The page has a row.');
  expect(() => {
    // @ts-expect-error -- answers are read-only
    row.name = 'Another';
  }).toThrow(TypeError);
  expect(() => {
    // @ts-expect-error -- answers are read-only
    delete row.name;
  }).toThrow(TypeError);
  expect(row.name).toBe('Checkout');
});

it('what answers hold inside is read-only too', () => {
  type Tags = NonNullable<RowOf<'experiments_list'>['tags']>;
  expectTypeOf<Tags>().toEqualTypeOf<readonly string[]>();
  type Variants = NonNullable<OperationResult<'experiments_retrieve'>['excluded_variants']>;
  expectTypeOf<Variants>().toEqualTypeOf<readonly string[]>();
});
