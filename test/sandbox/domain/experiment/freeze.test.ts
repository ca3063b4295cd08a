import { describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const RUNNING = { name: 'Checkout', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' };
const GROUP = { properties: [], rollout_percentage: 40, description: 'Beta testers first.' };
const VARIANTS = [
  { key: 'control', rollout_percentage: 50 },
  { key: 'test', rollout_percentage: 50 },
];
const FILTERS = { groups: [GROUP], multivariate: { variants: VARIANTS } };
const FLAG = { key: 'e', active: true, filters: FILTERS };
const PATH = '/api/projects/1/experiments/1/';
const COHORT = '/api/projects/1/cohorts/1/';

describe('a freeze of exposure', () => {
  const sandbox = useCheckedSandbox();
  const load = (given: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given });
  const post = (action: string, body?: unknown) =>
    caller(sandbox()).call('POST', `${PATH}${action}/`, body);
  const state = async () => (await caller(sandbox()).call('GET', PATH)).body;
  const cohort = () => caller(sandbox()).call('GET', COHORT);

  const flagWith = (filters: object) => ({
    ...FLAG,
    filters: { ...FILTERS, ...filters },
  });

  it.each([
    [
      'a flag aggregated by group',
      { flag: flagWith({ aggregation_group_type_index: 0 }) },
      'Group-aggregated experiments cannot have their exposure frozen.',
    ],
    [
      'a holdout',
      { experiment: { ...RUNNING, holdout_id: '{h}' }, holdouts: [{ id: '{h}' }] },
      'Experiments in a holdout cannot have their exposure frozen: holdout assignment is evaluated before release conditions, so new users would keep entering the holdout.',
    ],
    [
      'early access conditions',
      { flag: flagWith({ super_groups: [GROUP] }) },
      "This experiment's feature flag has early access conditions, which are evaluated before release conditions, so freezing cannot stop new enrollment.",
    ],
    [
      'no release conditions',
      { flag: flagWith({ groups: [] }) },
      "Experiment's feature flag has no release conditions to freeze.",
    ],
    [
      'more than 100,000 exposed users',
      { exposed_users: 100_001 },
      "This experiment has too many exposed users (over 100,000) to freeze instantly. Freezing very large experiments isn't supported yet.",
    ],
    [
      'more than 5 % of the exposed users without a person profile',
      { experiment: { ...RUNNING, exposed_without_person: 1_250 }, exposed_users: 5_000 },
      "1,250 of this experiment's 5,000 exposed users (25%) are anonymous or deleted, so they have no person profile and cannot be held in a cohort. Freezing would remove their variant. Freezing exposure requires an experiment whose exposed users are identified.",
    ],
    [
      'a deleted flag',
      { flag: { ...FLAG, deleted: true } },
      "Experiment's feature flag has been deleted.",
    ],
  ])('is refused for %s, and changes nothing', async (_case, given, detail) => {
    await load({ experiment: RUNNING, flag: FLAG, ...given });
    const before = await state();
    expect(await post('freeze_exposure')).toEqual({
      status: 400,
      body: { type: 'validation_error', code: 'invalid_input', detail, attr: null },
    });
    expect(await state()).toEqual(before);
    expect((await cohort()).status).toBe(404);
  });

  it('is refused when it is frozen already', async () => {
    await load({ experiment: RUNNING, flag: FLAG });
    await post('freeze_exposure');
    expect(await post('freeze_exposure')).toMatchObject({
      status: 400,
      body: { detail: 'Experiment exposure is already frozen.' },
    });
  });

  it('tolerates 5 % of users without a person profile, who are not in the cohort', async () => {
    await load({
      experiment: { ...RUNNING, exposed_without_person: 5 },
      flag: FLAG,
      exposed_users: 100,
    });
    expect(await post('freeze_exposure')).toMatchObject({ status: 200 });
    expect(await cohort()).toMatchObject({ body: { count: 95 } });
  });

  it('names its cohort after the experiment and leaves a note in the description of every group', async () => {
    await load({ experiment: RUNNING, flag: FLAG });
    await post('freeze_exposure');
    expect(await cohort()).toMatchObject({
      status: 200,
      body: { name: 'Exposure snapshot for experiment "Checkout"', is_static: true },
    });
    expect(await state()).toMatchObject({
      status: 'exposure_frozen',
      feature_flag: {
        filters: {
          groups: [
            {
              exposure_frozen: true,
              exposure_frozen_cohort: 1,
              description: expect.stringMatching(/^Beta testers first\. .*frozen/i),
              properties: [{ key: 'id', type: 'cohort', value: 1, operator: 'in' }],
            },
          ],
        },
      },
    });
  });

  it('cuts the name of its cohort at 400 characters', async () => {
    await load({ experiment: { ...RUNNING, name: 'x'.repeat(400) }, flag: FLAG });
    await post('freeze_exposure');
    const { body } = await cohort();
    expect(body).toMatchObject({ name: expect.stringMatching(/^.{400}$/) });
  });

  it('survives a pause', async () => {
    await load({ experiment: RUNNING, flag: FLAG });
    await post('freeze_exposure');
    expect(await post('pause')).toMatchObject({ body: { status: 'paused' } });
    expect(await post('resume')).toMatchObject({ body: { status: 'exposure_frozen' } });
  });

  it.each([
    ['unfreeze_exposure', undefined],
    ['reset', undefined],
    ['ship_variant', { variant_key: 'test' }],
  ])('is undone by %s, which deletes its cohort', async (action, body) => {
    await load({ experiment: RUNNING, flag: FLAG });
    await post('freeze_exposure');
    expect(await post(action, body)).toMatchObject({ status: 200 });
    expect(await state()).toMatchObject({ feature_flag: { filters: { groups: [GROUP] } } });
    expect((await cohort()).status).toBe(404);
  });

  it('leaves a cohort that another active flag uses', async () => {
    const condition = { key: 'id', type: 'cohort', value: 1, operator: 'in' };
    await load({
      experiment: RUNNING,
      flag: FLAG,
      flags: [{ key: 'other', active: true, filters: { groups: [{ properties: [condition] }] } }],
    });
    await post('freeze_exposure');
    await post('unfreeze_exposure');
    expect((await cohort()).status).toBe(200);
  });

  it('ends when a group without its marks is added to the flag', async () => {
    await load({ experiment: RUNNING, flag: { ...FLAG, id: '{f}' } });
    await post('freeze_exposure');
    const { filters } = await caller(sandbox()).ok('GET', '/api/projects/1/feature_flags/1/');
    const groups = filters !== null && typeof filters === 'object' ? { ...filters } : {};
    await caller(sandbox()).ok('PATCH', '/api/projects/1/feature_flags/1/', {
      filters: { ...groups, groups: [GROUP] },
    });
    expect(await state()).toMatchObject({ status: 'running', can_freeze_exposure: true });
  });
});
