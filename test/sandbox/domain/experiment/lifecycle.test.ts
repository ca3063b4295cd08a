import { describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const PATH = '/api/projects/1/experiments/1/';
const DRAFT = { name: 'E', feature_flag_key: 'e', start_date: null };
const RUNNING = { ...DRAFT, start_date: '2026-01-05T09:00:00Z' };
const STOPPED = { ...RUNNING, end_date: '2026-01-20T09:00:00Z', conclusion: 'won' };

const NOT_LAUNCHED = 'Experiment has not been launched yet.';
const ENDED = 'Experiment has already ended.';

describe('the lifecycle', () => {
  const sandbox = useCheckedSandbox();
  const load = (given: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given });
  const post = (action: string, body?: object): ReturnType<ReturnType<typeof caller>['call']> =>
    caller(sandbox()).call('POST', `${PATH}${action}/`, body);

  const flagArchived = async (): Promise<unknown> =>
    (await caller(sandbox()).ok('GET', '/api/projects/1/feature_flags/1/'))['archived'];

  it.each([
    ['launch', RUNNING, 'Experiment has already been launched.'],
    ['pause', STOPPED, ENDED],
    ['resume', DRAFT, NOT_LAUNCHED],
    ['resume', RUNNING, 'Experiment is not paused.'],
    ['ship_variant', DRAFT, NOT_LAUNCHED],
    ['reset', DRAFT, 'Experiment is already in draft state.'],
    ['freeze_exposure', STOPPED, ENDED],
    ['unfreeze_exposure', RUNNING, 'Experiment exposure is not frozen.'],
    ['archive', DRAFT, 'Experiment must be ended before it can be archived.'],
    ['unarchive', STOPPED, 'Experiment is not archived.'],
  ])('refuses %s of %j', async (action, experiment, detail) => {
    await load({ experiment });
    expect(await post(action, { variant_key: 'test' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', attr: null, detail },
    });
  });

  it('can be run through completely, and the flag follows it', async () => {
    await load({ experiment: DRAFT, flag: { key: 'e', active: false } });
    const steps: [string, object | undefined, string, boolean][] = [
      ['launch', undefined, 'running', true],
      ['pause', undefined, 'paused', false],
      ['resume', undefined, 'running', true],
      ['freeze_exposure', undefined, 'exposure_frozen', true],
      ['unfreeze_exposure', undefined, 'running', true],
      ['freeze_exposure', undefined, 'exposure_frozen', true],
      ['end', { conclusion: 'lost' }, 'stopped', true],
      ['archive', {}, 'stopped', true],
      ['unarchive', undefined, 'stopped', true],
      ['reset', undefined, 'draft', true],
    ];
    // Time passes between launch and freeze, so that users have been exposed.
    for (const [action, body, status, active] of steps) {
      sandbox().setClock({ advance: '1d' });
      expect(await post(action, body)).toMatchObject({
        status: 200,
        body: { status, feature_flag: { active } },
      });
    }
    const { ok } = caller(sandbox());
    expect(JSON.stringify((await ok('GET', PATH))['feature_flag'])).not.toContain(
      'exposure_frozen',
    );
  });

  it('adds the frozen cohort to every release group and removes it again', async () => {
    const group = {
      properties: [{ key: 'country', value: ['US'], operator: 'exact', type: 'person' }],
      rollout_percentage: 60,
    };
    const variants = [
      { key: 'control', rollout_percentage: 50 },
      { key: 'test', rollout_percentage: 50 },
    ];
    const flag = {
      key: 'e',
      active: true,
      filters: { groups: [group, group], multivariate: { variants } },
    };
    await load({ experiment: RUNNING, flag });
    const frozen = {
      ...group,
      properties: [...group.properties, { key: 'id', type: 'cohort', value: 1, operator: 'in' }],
      exposure_frozen: true,
      exposure_frozen_cohort: 1,
    };
    expect(await post('freeze_exposure')).toMatchObject({
      body: {
        status: 'exposure_frozen',
        can_freeze_exposure: false,
        feature_flag: { filters: { groups: [frozen, frozen] } },
      },
    });
    expect(await caller(sandbox()).ok('GET', '/api/projects/1/cohorts/1/')).toMatchObject({
      is_static: true,
    });
    expect(await post('unfreeze_exposure')).toMatchObject({
      body: {
        status: 'running',
        can_freeze_exposure: true,
        feature_flag: { filters: { groups: [group, group] } },
      },
    });
  });

  it('does not freeze an experiment without exposures, a paused one, or one with a holdout', async () => {
    await load({ experiment: RUNNING, exposed_users: 0 });
    expect(await post('freeze_exposure')).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^No users have been exposed to this experiment yet/) },
    });
    await load({ experiment: RUNNING, flag: { key: 'e', active: false } });
    expect(await post('freeze_exposure')).toMatchObject({
      body: { detail: 'Cannot freeze a paused experiment. Resume it first.' },
    });
    await load({ experiment: { ...RUNNING, holdout_id: '{h}' }, holdouts: [{ id: '{h}' }] });
    expect(await post('freeze_exposure')).toMatchObject({ status: 400 });
  });

  it('overwrites the conclusion on end, and preserves it on ship when none is sent', async () => {
    await load({ experiment: { ...RUNNING, conclusion: 'won', conclusion_comment: 'c' } });
    expect(await post('end', {})).toMatchObject({
      body: { conclusion: null, conclusion_comment: null },
    });
    await load({ experiment: STOPPED });
    expect(await post('ship_variant', { variant_key: 'test' })).toMatchObject({
      body: { conclusion: 'won', end_date: '2026-01-20T09:00:00Z' },
    });
    expect(await post('ship_variant', { variant_key: 'control' })).toMatchObject({
      status: 200,
      body: {
        parameters: {
          feature_flag_variants: [
            { key: 'control', rollout_percentage: 100 },
            { key: 'test', rollout_percentage: 0 },
          ],
        },
      },
    });
  });

  it('archives an inactive flag with its only experiment and restores it', async () => {
    const flag = { key: 'e', active: false };
    await load({ experiment: STOPPED, flag });
    await post('archive', {});
    expect(await flagArchived()).toBe(true);
    await post('unarchive');
    expect(await flagArchived()).toBe(false);
    await load({ experiment: STOPPED, flag, experiments: [{ ...DRAFT, name: 'Other' }] });
    await post('archive', {});
    expect(await flagArchived()).toBe(false);
  });

  it('deactivates and archives an active flag on request', async () => {
    await load({ experiment: STOPPED });
    expect(await post('archive', { disable_feature_flag: true })).toMatchObject({
      body: { archived: true, feature_flag: { active: false } },
    });
    expect(await post('unarchive')).toMatchObject({ body: { feature_flag: { active: false } } });
  });

  it('counts versions on saves of the experiment, not on pause and resume', async () => {
    await load({ experiment: RUNNING });
    const versions: unknown[] = [];
    for (const action of ['pause', 'resume', 'end', 'archive', 'unarchive', 'reset']) {
      const { body } = await post(action, {});
      versions.push(body !== null && typeof body === 'object' && 'version' in body && body.version);
    }
    expect(versions).toEqual([0, 0, 1, 2, 3, 4]);
  });
});
