import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';

describe('control calls', () => {
  const sandbox = useCheckedSandbox();

  afterEach(() => {
    sandbox().reset();
  });

  it('list API requests with hashed keys, but not control calls, and clear the list', async () => {
    const { call, ok } = caller(sandbox());
    await call('DELETE', '/_sandbox/requests');
    await call('GET', `${LIST}?limit=2`);
    await call('GET', '/_sandbox/state');
    const response = await call('GET', '/_sandbox/requests');
    expect(response.body).toEqual([
      {
        method: 'GET',
        path: LIST,
        query: { limit: '2' },
        status: 200,
        ms: expect.any(Number),
        key: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(await call('DELETE', '/_sandbox/requests')).toEqual({ status: 204, body: '' });
    expect(await ok('GET', '/_sandbox/requests')).toEqual({});
  });

  it('restore everything on reset, including the profile', async () => {
    const { call, ok } = caller(sandbox());
    const before = await ok('GET', LIST);
    await ok('POST', LIST, { name: 'Extra', feature_flag_key: 'extra' });
    await ok('POST', '/_sandbox/profile', { fat_lists: true });
    expect((await ok('GET', LIST))['count']).toBe(Number(before['count']) + 1);
    expect(await call('POST', '/_sandbox/reset')).toEqual({ status: 204, body: '' });
    expect((await ok('GET', LIST))['count']).toBe(before['count']);
    expect(await ok('GET', '/_sandbox/profile')).toMatchObject({ fat_lists: false });
  });

  it('load a case onto the profile that was set before it', async () => {
    const { call, ok } = caller(sandbox());
    await ok('POST', '/_sandbox/profile', { approvals: ['experiment.pause'], rate_limit: true });
    const experiment = { name: 'E', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' };
    await ok('POST', '/_sandbox/load', { given: { experiment } });
    expect(await ok('GET', '/_sandbox/profile')).toMatchObject({
      approvals: ['experiment.pause'],
      rate_limit: true,
    });
    expect((await call('POST', `${LIST}1/pause/`)).status).toBe(409);
  });

  it('return every id that a case defines', async () => {
    const { ok } = caller(sandbox());
    const { vars } = await ok('POST', '/_sandbox/load', {
      given: {
        projects: ['{target}'],
        foreign_projects: ['{foreign}'],
        holdouts: [{ id: '{h}' }, { id: '{h_other}', project: '{other_project}' }],
        saved_metrics: [{ id: '{sm}' }],
        actions: [{ id: '{action}' }],
        cohorts: [{ id: '{cohort}' }],
        experiment: { name: 'E', feature_flag_key: 'e', start_date: { $days_ago: 3 } },
        recalculations: [{ id: '{rid}', status: 'pending' }],
      },
    });
    expect(vars).toEqual({
      project: 1,
      other_project: 2,
      target: 3,
      foreign: 4,
      h: 1,
      h_other: 2,
      sm: 1,
      action: 1,
      cohort: 1,
      id: 1,
      rid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('show soft-deleted rows and stored parameters in the state', async () => {
    const { ok } = caller(sandbox());
    await ok('POST', '/_sandbox/load', {
      given: {
        experiment: {
          name: 'Gone',
          feature_flag_key: 'gone',
          start_date: null,
          deleted: true,
          parameters: { variant_notes: { test: 'blue' } },
        },
      },
    });
    expect(await ok('GET', '/_sandbox/state')).toMatchObject({
      projects: {
        1: {
          experiments: [
            { name: 'Gone', deleted: true, parameters: { variant_notes: { test: 'blue' } } },
          ],
          feature_flags: [{ key: 'gone' }],
        },
        2: { experiments: [] },
      },
    });
  });

  it('set and advance the clock, and refuse invalid times', async () => {
    const { call, ok } = caller(sandbox());
    const set = await ok('POST', '/_sandbox/clock', { now: '2031-05-01T12:00:00Z' });
    expect(String(set['now'])).toMatch(/^2031-05-01T12:00:0/);
    const moved = await ok('POST', '/_sandbox/clock', { advance: '14d' });
    expect(String(moved['now'])).toMatch(/^2031-05-15T12:00:0/);
    const made = await ok('POST', LIST, { name: 'Later', feature_flag_key: 'later' });
    expect(String(made['created_at'])).toMatch(/^2031-05-15T12:00:/);
    for (const wrong of [{ advance: 'soon' }, { now: 'noon' }, {}]) {
      expect((await call('POST', '/_sandbox/clock', wrong)).status).toBe(400);
    }
  });

  it('make an experiment harmful, and refuse one or a variant that there is not', async () => {
    const { call, ok } = caller(sandbox());
    const made = await ok('POST', LIST, { name: 'Harmful', feature_flag_key: 'harmful' });
    const truth = { experiment: made['id'], story: 'loser', daily_exposures: 9_000 };
    expect(await ok('POST', '/_sandbox/truth', { ...truth, protagonist: 'test' })).toMatchObject({
      id: made['id'],
      story: 'loser',
      protagonist: 'test',
      daily_exposures: 9_000,
    });
    for (const wrong of [{ experiment: 999_999 }, { protagonist: 'blue' }, { story: 'tragedy' }])
      // oxlint-disable-next-line no-await-in-loop
      expect((await call('POST', '/_sandbox/truth', { ...truth, ...wrong })).status).toBe(400);
  });

  it('refuse unknown calls, methods and settings', async () => {
    const { call } = caller(sandbox());
    expect((await call('POST', '/_sandbox/nothing', {})).status).toBe(404);
    expect((await call('GET', '/_sandbox/reset')).status).toBe(405);
    expect((await call('POST', '/_sandbox/profile', { fat_list: true })).status).toBe(400);
    expect((await call('POST', '/_sandbox/faults', { match: { path: '(' } })).status).toBe(400);
  });
});
