import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/sandbox/model/profile.ts';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const FLAGS = '/api/projects/1/feature_flags/';
const ONE = `${FLAGS}1/`;
const RUNNING = { name: 'N', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' };
const variants = (...keys: string[]) =>
  keys.map((key) => ({ key, rollout_percentage: 100 / keys.length }));
const filters = (...keys: string[]) => ({
  groups: [{ properties: [], rollout_percentage: 40 }],
  ...(keys.length > 0 ? { multivariate: { variants: variants(...keys) } } : {}),
});
const FLAG = { id: '{f}', key: 'e', active: true, filters: filters('control', 'test') };

describe('the flags API', () => {
  const sandbox = useCheckedSandbox();
  const load = (given: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given });
  const call = (method: string, path: string, body?: unknown) =>
    caller(sandbox()).call(method, path, body);
  const keysOf = async (query: string) => {
    const { results } = await caller(sandbox()).ok('GET', `${FLAGS}?${query}`);
    return (Array.isArray(results) ? results : []).map(({ key }) => String(key));
  };

  describe('lists', () => {
    const many = Array.from({ length: 20 }, (_none, index) => `v${index}`);
    const loadFlags = () =>
      load({
        flags: [
          { key: 'ab', filters: filters('a', 'b') },
          { key: 'twenty', filters: filters(...many) },
          { key: 'too-many', filters: filters(...many, 'v20') },
          { key: 'boolean', filters: filters() },
          { key: 'archived', active: false, archived: true, filters: filters('control', 'test') },
          { key: 'survey', creation_context: 'surveys', filters: filters('control', 'test') },
          { key: 'ab-2', active: false, filters: filters('control', 'test') },
        ],
      });

    it('flags that an experiment can use, whatever the keys of their variants', async () => {
      await loadFlags();
      expect(await keysOf('eligible_for_experiment=true&order=key')).toEqual([
        'ab',
        'ab-2',
        'twenty',
      ]);
      expect(await keysOf('eligible_for_experiment=true&order=-key&limit=1')).toEqual(['twenty']);
      expect(await keysOf('eligible_for_experiment=true&active=false')).toEqual(['ab-2']);
      expect(await keysOf('eligible_for_experiment=true&search=two')).toEqual([]);
    });

    it('all flags for another value of eligible_for_experiment, and on a server that does not know it', async () => {
      await loadFlags();
      const all = await keysOf('');
      expect(await keysOf('eligible_for_experiment=1')).toEqual(all);
      sandbox().setProfile(PROFILES.older);
      expect(await keysOf('eligible_for_experiment=true')).toEqual(all);
      expect(await keysOf('key=ab')).toEqual(all);
      sandbox().setProfile(PROFILES.default);
    });

    it('the flag with a key, whole and ignoring case', async () => {
      await loadFlags();
      expect(await keysOf('key=AB')).toEqual(['ab']);
      expect(await keysOf('key=a')).toEqual([]);
    });

    it('the newest flag first, in the same order after one was changed', async () => {
      await loadFlags();
      const before = await keysOf('');
      await call('PATCH', ONE, { name: 'Changed' });
      expect(await keysOf('')).toEqual(before);
    });

    it('the values of the flags that are named', async () => {
      await loadFlags();
      const named = async (query: string) => {
        const { body } = await call('GET', `${FLAGS}my_flags/${query}`);
        return (body as { feature_flag: { key: string } }[]).map(
          ({ feature_flag: flag }) => flag.key,
        );
      };
      expect(await named('?flag_keys=ab&flag_keys=boolean')).toEqual(['ab', 'boolean']);
      expect(await named('?flag_keys=["twenty"]')).toEqual(['twenty']);
      expect(await named('')).toHaveLength(7);
    });
  });

  describe('with a running experiment on the flag', () => {
    it('refuses to drop or rename a variant', async () => {
      await load({
        experiment: RUNNING,
        more_experiments: [{ ...RUNNING, name: 'M' }],
        flag: FLAG,
      });
      const detail =
        'from a feature flag that is linked to running experiment(s): "N" (ID: 1), "M" (ID: 2). Please stop the experiment(s) before removing variants.';
      expect(await call('PATCH', ONE, { filters: filters('control', 'renamed') })).toEqual({
        status: 400,
        body: {
          type: 'validation_error',
          code: 'invalid_input',
          detail: `Cannot remove variant(s) 'test' ${detail}`,
          attr: 'filters',
        },
      });
      expect(
        await call('PATCH', ONE, { filters: { ...filters(), multivariate: null } }),
      ).toMatchObject({ body: { detail: `Cannot remove variant(s) 'control', 'test' ${detail}` } });
    });

    it('accepts new shares, and filters without variants, which stay', async () => {
      await load({ experiment: RUNNING, flag: FLAG });
      const uneven = [
        { key: 'control', rollout_percentage: 80 },
        { key: 'test', rollout_percentage: 20 },
      ];
      const multivariate = { variants: uneven };
      expect(await call('PATCH', ONE, { filters: { multivariate } })).toMatchObject({
        status: 200,
        body: { filters: { multivariate, groups: FLAG.filters.groups } },
      });
      const groups = [{ properties: [], rollout_percentage: 5 }];
      expect(await call('PATCH', ONE, { filters: { groups } })).toMatchObject({
        status: 200,
        body: { filters: { multivariate, groups } },
      });
    });

    it('refuses to delete it', async () => {
      await load({ experiment: RUNNING, flag: FLAG });
      expect(await call('PATCH', ONE, { deleted: true })).toMatchObject({
        status: 400,
        body: {
          attr: null,
          detail:
            'Cannot delete a feature flag that is linked to running experiment(s): "N" (ID: 1). Please stop the experiment(s) before deleting the flag.',
        },
      });
    });

    it.each([
      ['a draft', { ...RUNNING, start_date: null }],
      ['a stopped one', { ...RUNNING, end_date: '2026-01-20T09:00:00Z' }],
      ['a deleted one', { ...RUNNING, deleted: true }],
    ])('does not count %s as running', async (_state, experiment) => {
      await load({ experiment, flag: FLAG });
      expect((await call('PATCH', ONE, { filters: filters('a', 'b') })).status).toBe(200);
      expect((await call('PATCH', ONE, { deleted: true })).status).toBe(200);
    });
  });

  it('enables no archived flag and archives no enabled one', async () => {
    await load({ flags: [{ ...FLAG, active: false, archived: true }] });
    expect(await call('PATCH', ONE, { active: true })).toMatchObject({
      status: 400,
      body: { detail: 'Cannot enable an archived feature flag. Unarchive it first.' },
    });
    expect((await call('PATCH', ONE, { active: true, archived: false })).status).toBe(200);
    expect(await call('PATCH', ONE, { archived: true })).toMatchObject({
      status: 400,
      body: {
        detail:
          'Cannot archive an enabled feature flag. Disable it first, or send active: false in the same request.',
      },
    });
    expect(await call('PATCH', ONE, { archived: true, active: false })).toMatchObject({
      status: 200,
      body: { archived: true, active: false },
    });
    expect(await call('GET', `${ONE}status/`)).toMatchObject({ body: { status: 'archived' } });
  });

  it('describes the rollout beside the status', async () => {
    await load({ flags: [FLAG] });
    expect(await call('GET', `${ONE}status/`)).toMatchObject({
      body: {
        status: 'active',
        rollout: {
          effectively_full_rollout: false,
          has_targeting_conditions: false,
          max_rollout_percentage: 40,
          is_multivariate: true,
        },
      },
    });
  });

  it('logs deletion and restoration under names of their own', async () => {
    await load({ flags: [FLAG] });
    await call('PATCH', ONE, { deleted: true });
    await call('PATCH', ONE, { deleted: false });
    expect(await call('GET', `${ONE}activity/`)).toMatchObject({
      body: { results: [{ activity: 'restored' }, { activity: 'deleted' }] },
    });
  });
});
