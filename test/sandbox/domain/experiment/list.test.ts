import { beforeAll, describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';
const day = (n: number): object => ({ $days_ago: n });

const experiment = (name: string, more: object): object => ({
  name,
  feature_flag_key: `flag-${name}`,
  start_date: null,
  end_date: null,
  ...more,
});

describe('lists', () => {
  const sandbox = useCheckedSandbox();
  const names = async (query: string): Promise<unknown[]> => {
    const { ok } = caller(sandbox());
    const { results } = await ok('GET', `${LIST}?${query}`);
    return Array.isArray(results) ? results.map((row: { name: string }) => row.name) : [];
  };

  beforeAll(async () => {
    await caller(sandbox()).ok('POST', '/_sandbox/load', {
      given: {
        experiments: [
          experiment('beta', {
            start_date: day(9),
            end_date: day(2),
            conclusion: 'lost',
            tags: ['growth'],
          }),
          experiment('Alpha', { tags: ['growth', 'web'] }),
          experiment('gamma', { start_date: day(3) }),
          experiment('delta', { start_date: day(20), end_date: day(1), conclusion: 'won' }),
        ],
      },
    });
  });

  it('show the newest first', async () => {
    expect(await names('')).toEqual(['delta', 'gamma', 'Alpha', 'beta']);
  });

  it.each([
    ['name', ['Alpha', 'beta', 'delta', 'gamma']],
    ['-name', ['gamma', 'delta', 'beta', 'Alpha']],
    ['status', ['Alpha', 'gamma', 'beta', 'delta']],
    ['start_date', ['delta', 'beta', 'gamma', 'Alpha']],
    ['-start_date', ['Alpha', 'gamma', 'beta', 'delta']],
    ['duration', ['gamma', 'beta', 'delta', 'Alpha']],
    ['conclusion', ['delta', 'beta', 'Alpha', 'gamma']],
    ['created_at', ['beta', 'Alpha', 'gamma', 'delta']],
  ])('can be ordered by %s, with nulls in the order of a database', async (order, expected) => {
    expect(await names(`order=${order}`)).toEqual(expected);
  });

  it('can be filtered by included and excluded tags', async () => {
    expect(await names(`tags=${encodeURIComponent('["web"]')}`)).toEqual(['Alpha']);
    expect(await names(`excluded_tags=${encodeURIComponent('["growth"]')}`)).toEqual([
      'delta',
      'gamma',
    ]);
  });

  it('accept creators as one id, a comma list or a JSON list', async () => {
    expect(await names('created_by_id=1')).toHaveLength(4);
    expect(await names('created_by_id=7,1')).toHaveLength(4);
    expect(await names('created_by_id=[7,8]')).toEqual([]);
  });

  it('include the other parameters in page links', async () => {
    const { ok } = caller(sandbox());
    const first = await ok('GET', `${LIST}?order=name&limit=2`);
    expect(first).toMatchObject({
      count: 4,
      next: `${sandbox().url}${LIST}?order=name&limit=2&offset=2`,
      previous: null,
      results: [{ name: 'Alpha' }, { name: 'beta' }],
    });
    const second = await ok('GET', `${LIST}?order=name&limit=2&offset=2`);
    expect(second).toMatchObject({
      next: null,
      previous: `${sandbox().url}${LIST}?order=name&limit=2`,
      results: [{ name: 'delta' }, { name: 'gamma' }],
    });
  });

  it('ignore a limit or an offset that is not a number', async () => {
    expect(await names('limit=few&offset=-3')).toHaveLength(4);
  });

  it('refuse an unknown order on list and detail routes', async () => {
    const { call } = caller(sandbox());
    for (const path of [LIST, `${LIST}1/`]) {
      expect(await call('GET', `${path}?order=secret`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_input', detail: "Invalid order field: 'secret'", attr: null },
      });
    }
  });

  it('apply a search to detail routes, which makes a miss a 404', async () => {
    const { call } = caller(sandbox());
    expect((await call('GET', `${LIST}1/?search=BET`)).status).toBe(200);
    expect((await call('GET', `${LIST}1/?search=zzz`)).status).toBe(404);
  });
});
