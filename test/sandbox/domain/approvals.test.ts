import { afterEach, describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const PATH = '/api/projects/1/experiments/1/';
const RUNNING = { name: 'E', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' };
const DRAFT = { name: 'E', feature_flag_key: 'e', start_date: null };
const STOPPED = { ...RUNNING, end_date: '2026-01-20T09:00:00Z' };
const PAUSED = { experiment: RUNNING, flag: { key: 'e', active: false } };

describe('the approval gate', () => {
  const sandbox = useCheckedSandbox();
  const load = (given: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given });

  afterEach(() => {
    sandbox().reset();
  });

  it.each([
    ['launch', 'POST', 'launch/', {}, 'feature_flag.enable', { experiment: DRAFT }],
    [
      'a start date',
      'PATCH',
      '',
      { start_date: '2026-01-05T09:00:00Z' },
      'feature_flag.enable',
      { experiment: DRAFT },
    ],
    ['resume', 'POST', 'resume/', {}, 'feature_flag.enable', PAUSED],
    ['pause', 'POST', 'pause/', {}, 'feature_flag.disable', { experiment: RUNNING }],
    [
      'ship',
      'POST',
      'ship_variant/',
      { variant_key: 'test' },
      'feature_flag.update',
      { experiment: RUNNING },
    ],
    [
      'a new rollout',
      'PATCH',
      '',
      { parameters: { rollout_percentage: 10 } },
      'feature_flag.update',
      { experiment: DRAFT },
    ],
  ])(
    'blocks %s, changes nothing and creates one change request',
    async (_what, method, path, body, action, given) => {
      await load({ ...given, approval_policies: [action] });
      const { call, ok } = caller(sandbox());
      const before = await ok('GET', PATH);
      expect(await call(method, PATH + path, body)).toMatchObject({
        status: 409,
        body: {
          code: 'approval_required',
          resource_type: 'feature_flag',
          change_request: { action_key: action },
        },
      });
      expect(await call(method, PATH + path, body)).toMatchObject({
        status: 409,
        body: {
          code: 'change_request_pending',
          message: 'A pending approval request already exists for this action',
          required_approvers: {},
        },
      });
      expect(await ok('GET', PATH)).toEqual(before);
      expect(await ok('GET', '/_sandbox/state')).toMatchObject({
        projects: { 1: { change_requests: [{ action, status: 'pending' }] } },
      });
    },
  );

  it('allows actions that are not gated: end, reset, freeze, copies', async () => {
    await load({
      experiment: RUNNING,
      approval_policies: ['feature_flag.enable', 'feature_flag.disable', 'feature_flag.update'],
    });
    const { call } = caller(sandbox());
    for (const path of ['freeze_exposure/', 'unfreeze_exposure/', 'duplicate/', 'end/', 'reset/']) {
      expect((await call('POST', PATH + path, {})).status).toBeLessThan(300);
    }
  });

  it('refuses archiving with the flag without creating a change request', async () => {
    await load({ experiment: STOPPED, approval_policies: ['feature_flag.disable'] });
    const { call } = caller(sandbox());
    expect(await call('POST', `${PATH}archive/`, { disable_feature_flag: true })).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/^Disabling this feature flag requires approval\./) },
    });
    expect(await call('POST', `${PATH}archive/`, {})).toMatchObject({ status: 200 });
  });

  it('can be enabled for every organisation by the profile', async () => {
    await load({ experiment: RUNNING });
    const { call, ok } = caller(sandbox());
    await ok('POST', '/_sandbox/profile', { approvals: ['feature_flag.disable'] });
    expect((await call('POST', `${PATH}pause/`)).status).toBe(409);
    await ok('POST', '/_sandbox/profile', { approvals: [] });
    expect((await call('POST', `${PATH}pause/`)).status).toBe(200);
  });
});
