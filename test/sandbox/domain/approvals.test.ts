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
        projects: { 1: { change_requests: [{ action_key: action, state: 'pending' }] } },
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

  it.each([
    ['launch', 'launch/', {}, 'experiment.launch', { experiment: DRAFT }],
    ['pause', 'pause/', {}, 'experiment.pause', { experiment: RUNNING }],
    ['resume', 'resume/', {}, 'experiment.launch', PAUSED],
    [
      'ship',
      'ship_variant/',
      { variant_key: 'test' },
      'experiment.update',
      { experiment: RUNNING },
    ],
  ])(
    'blocks %s under an experiment policy in an organisation that has them',
    async (_what, path, body, action, given) => {
      await load({ ...given, approval_policies: [action] });
      expect(await caller(sandbox()).call('POST', PATH + path, body)).toMatchObject({
        status: 409,
        body: { resource_type: 'feature_flag', change_request: { action_key: action } },
      });
    },
  );

  it('applies flag policies only to other flags in an organisation with experiment policies', async () => {
    await load({
      experiment: RUNNING,
      flags: [{ key: 'loose', active: true }],
      approval_policies: ['feature_flag.disable', 'experiment.update'],
    });
    const { call, ok } = caller(sandbox());
    expect((await call('POST', `${PATH}pause/`)).status).toBe(200);
    const flags = (await ok('GET', '/api/projects/1/feature_flags/'))['results'];
    const loose = (Array.isArray(flags) ? flags : []).find(({ key }) => key === 'loose');
    expect(
      await call('PATCH', `/api/projects/1/feature_flags/${loose?.id}/`, { active: false }),
    ).toMatchObject({
      status: 409,
      body: { change_request: { action_key: 'feature_flag.disable' } },
    });
  });

  it('covers the flag of an experiment that is edited through the flags API', async () => {
    await load({ experiment: RUNNING, approval_policies: ['experiment.pause'] });
    expect(
      await caller(sandbox()).call('PATCH', '/api/projects/1/feature_flags/1/', { active: false }),
    ).toMatchObject({
      status: 409,
      body: { change_request: { action_key: 'experiment.pause' } },
    });
  });

  it('covers a flag that is created active with its experiment, and creates neither', async () => {
    await load({ approval_policies: ['feature_flag.enable'] });
    const { call, ok } = caller(sandbox());
    const body = { name: 'E', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' };
    expect(await call('POST', '/api/projects/1/experiments/', body)).toMatchObject({
      status: 409,
      body: { resource_id: null, change_request: { action_key: 'feature_flag.enable' } },
    });
    expect(await ok('GET', '/_sandbox/state')).toMatchObject({
      projects: { 1: { experiments: [], feature_flags: [], change_requests: [{}] } },
    });
    const draft = { name: 'E', feature_flag_key: 'e' };
    expect((await call('POST', '/api/projects/1/experiments/', draft)).status).toBe(201);
  });

  it('answers nine keys, the change request with 25 among them', async () => {
    await load({ experiment: RUNNING, approval_policies: ['feature_flag.disable'] });
    const { body } = await caller(sandbox()).call('POST', `${PATH}pause/`);
    const text = 'A change request has been created and is pending approval.';
    expect(body).toMatchObject({
      status: 'approval_required',
      detail: text,
      message: text,
      resource_id: '1',
      required_approvers: { quorum: 1 },
      change_request: {
        intent: { active: false },
        intent_display: { before: { active: true }, after: { active: false } },
        validation_status: 'valid',
        apply_error: '',
        applied_at: null,
        approvals: [],
      },
    });
    const answer: Record<string, unknown> = { ...(body as object) };
    expect(Object.keys(answer)).toHaveLength(9);
    const change: Record<string, unknown> = { ...(answer['change_request'] as object) };
    expect(Object.keys(change)).toHaveLength(25);
    expect(
      Date.parse(String(change['expires_at'])) - Date.parse(String(change['created_at'])),
    ).toBe(14 * 86_400_000);
  });

  it('accepts a new request after the open one has expired', async () => {
    await load({ experiment: RUNNING, approval_policies: ['feature_flag.disable'] });
    const { call } = caller(sandbox());
    await call('POST', `${PATH}pause/`);
    sandbox().setClock({ advance: '15d' });
    expect(await call('POST', `${PATH}pause/`)).toMatchObject({
      status: 409,
      body: { code: 'approval_required' },
    });
  });

  it('says that others must approve to an approver who may not approve their own request', async () => {
    await load({
      experiment: RUNNING,
      approval_policies: [{ action: 'feature_flag.disable', allow_self_approve: false }],
    });
    expect(await caller(sandbox(), 'phx_case').call('POST', `${PATH}pause/`)).toMatchObject({
      body: {
        detail: 'A change request has been created and is pending approval from others.',
      },
    });
  });

  it('answers 403 where a policy denies, and 400 where policies clash', async () => {
    const action = 'feature_flag.disable';
    await load({ experiment: RUNNING, approval_policies: [{ action, effect: 'deny' }] });
    const { call } = caller(sandbox());
    expect(await call('POST', `${PATH}pause/`)).toMatchObject({
      status: 403,
      body: {
        code: 'permission_denied',
        detail: expect.stringMatching(/^This action is not allowed by approval policy: ./),
      },
    });
    await load({ experiment: RUNNING, approval_policies: [action, action] });
    expect(await call('POST', `${PATH}pause/`)).toMatchObject({
      status: 400,
      body: { code: 'policy_conflict', conflicting_policies: [{}, {}] },
    });
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
