import { describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const HOLDOUT = '/api/projects/1/experiment_holdouts/1/';
const share = (percentage: number) => ({
  filters: [{ properties: [], rollout_percentage: percentage }],
});

describe('the approval of a change of a holdout', () => {
  const sandbox = useCheckedSandbox();
  const load = (...policies: string[]): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', {
      given: {
        experiment: { name: 'E', feature_flag_key: 'e', start_date: null, holdout_id: '{h}' },
        holdouts: [{ id: '{h}', name: 'H', ...share(20) }],
        approval_policies: policies,
      },
    });
  const refused = (action: string) => ({
    status: 409,
    body: {
      code: 'approval_required',
      resource_type: 'experiment_holdout',
      resource_id: '1',
      change_request: { action_key: action, resource_type: 'experiment_holdout' },
      required_approvers: { quorum: 1 },
    },
  });

  it.each([
    ['PATCH', share(30), 'experiment_holdout.update'],
    ['PUT', { name: 'H', ...share(30) }, 'experiment_holdout.update'],
    ['DELETE', undefined, 'experiment_holdout.delete'],
  ])('is required for %s, which then changes nothing', async (method, body, action) => {
    await load(action);
    const { call, ok } = caller(sandbox());
    const before = [await ok('GET', HOLDOUT), await ok('GET', '/api/projects/1/experiments/1/')];
    expect(await call(method, HOLDOUT, body)).toMatchObject(refused(action));
    expect(await call(method, HOLDOUT, body)).toMatchObject({
      status: 409,
      body: { code: 'change_request_pending', required_approvers: {} },
    });
    expect([await ok('GET', HOLDOUT), await ok('GET', '/api/projects/1/experiments/1/')]).toEqual(
      before,
    );
  });

  it.each(['experiment.update', 'feature_flag.update'])(
    'falls back to the policy for %s',
    async (policy) => {
      await load(policy);
      const { call } = caller(sandbox());
      expect(await call('PATCH', HOLDOUT, share(30))).toMatchObject(
        refused('experiment_holdout.update'),
      );
      expect(await call('DELETE', HOLDOUT)).toMatchObject(refused('experiment_holdout.delete'));
    },
  );

  it('is not needed for a change that leaves the share of the first group alone', async () => {
    await load('experiment_holdout.update', 'experiment_holdout.delete');
    const { call } = caller(sandbox());
    expect(await call('PATCH', HOLDOUT, { name: 'Renamed', ...share(20) })).toMatchObject({
      status: 200,
      body: { name: 'Renamed' },
    });
  });

  it('is not needed under policies for other actions', async () => {
    await load('feature_flag.enable', 'experiment.launch');
    expect((await caller(sandbox()).call('DELETE', HOLDOUT)).status).toBe(204);
  });
});
