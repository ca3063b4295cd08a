import { describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const ONE = '/api/projects/1/experiments/1/';
const EXPERIMENT = { name: 'E', feature_flag_key: 'e', start_date: null };

describe('experiments', () => {
  const sandbox = useCheckedSandbox();
  const load = (experiment: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given: { experiment } });

  it('keep the fields that a PUT leaves out, but need its required ones', async () => {
    await load({
      ...EXPERIMENT,
      description: 'Still here',
      tags: ['growth'],
      parameters: { variant_notes: { test: 'n' } },
    });
    const { call } = caller(sandbox());
    expect(await call('PUT', ONE, { name: 'Renamed', feature_flag_key: 'e' })).toMatchObject({
      status: 200,
      body: {
        name: 'Renamed',
        description: 'Still here',
        tags: ['growth'],
        parameters: { variant_notes: { test: 'n' } },
      },
    });
    expect(await call('PUT', ONE, { feature_flag_key: 'e' })).toMatchObject({
      status: 400,
      body: { code: 'required', attr: 'name' },
    });
  });

  it.each([
    ['a draft', null, '$feature_flag_called'],
    ['one started before September 2026', '2026-08-31T23:59:59Z', '$feature_flag_called'],
    ['one started in September 2026', '2026-09-01T00:00:00Z', '$experiment_exposure'],
  ])('resolve the exposure event of %s by its date', async (_which, start, event) => {
    const custom = { exposure_config: { kind: 'ActionsNode', id: 1, properties: [] } };
    for (const criteria of [{ filterTestAccounts: true }, custom]) {
      await load({ ...EXPERIMENT, start_date: start, exposure_criteria: criteria });
      expect(await caller(sandbox()).ok('GET', ONE)).toMatchObject({
        resolved_exposure_event: event,
      });
    }
  });

  it('log lifecycle actions under their names, with the client that asked', async () => {
    await load({ ...EXPERIMENT, start_date: '2026-01-05T09:00:00Z' });
    const { ok } = caller(sandbox());
    for (const action of ['pause', 'resume', 'freeze_exposure', 'unfreeze_exposure']) {
      sandbox().setClock({ advance: '1m' });
      await ok('POST', `${ONE}${action}/`);
    }
    await ok('POST', `${ONE}ship_variant/`, { variant_key: 'test' });
    sandbox().setClock({ advance: '1m' });
    await fetch(sandbox().url + ONE, {
      method: 'PATCH',
      headers: {
        authorization: 'Bearer phx_sandbox',
        'content-type': 'application/json',
        'x-posthog-client': 'mcp',
      },
      body: JSON.stringify({ deleted: true }),
    });
    await fetch(sandbox().url + ONE, {
      method: 'PATCH',
      headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
      body: JSON.stringify({ deleted: false }),
    });
    const { results } = await ok('GET', `${ONE}activity/?limit=50`);
    const entries = (results as { scope: string; activity: string; client: string | null }[])
      .filter(({ scope }) => scope === 'Experiment')
      .map(({ activity, client }) => [activity, client]);
    expect(new Set(entries.map(([activity]) => activity))).toEqual(
      new Set([
        'restored',
        'deleted',
        'variant_shipped',
        'exposure_unfrozen',
        'exposure_frozen',
        'resumed',
        'paused',
      ]),
    );
    expect(entries).toContainEqual(['deleted', 'mcp']);
    expect(entries).toContainEqual(['restored', null]);
  });

  it('hide the log of their flag from a key that may not see flags', async () => {
    const { ok } = caller(sandbox());
    const loaded = await ok('POST', '/_sandbox/load', {
      given: {
        experiment: { ...EXPERIMENT, start_date: '2026-01-05T09:00:00Z' },
        key_scopes: ['experiment:write', 'activity_log:read'],
      },
    });
    const own = caller(sandbox(), String(loaded['api_key']));
    await own.ok('POST', `${ONE}pause/`);
    expect(await own.ok('GET', `${ONE}activity/`)).toMatchObject({
      total_count: 1,
      results: [{ scope: 'Experiment', activity: 'paused' }],
    });
    expect(await ok('GET', `${ONE}activity/`)).toMatchObject({ total_count: 2 });
  });
});
