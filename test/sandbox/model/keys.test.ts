import { afterEach, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/sandbox/model/profile.ts';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';

const forbidden = (detail: string): object => ({
  status: 403,
  body: { type: 'authentication_error', code: 'permission_denied', detail, attr: null },
});

describe('keys', () => {
  const sandbox = useCheckedSandbox();

  afterEach(() => {
    sandbox().reset();
  });

  it('refuses requests without a key and with an unknown key, including project tokens', async () => {
    expect(await caller(sandbox(), null).call('GET', LIST)).toMatchObject({
      status: 401,
      body: {
        code: 'not_authenticated',
        detail: 'Authentication credentials were not provided.',
      },
    });
    for (const unknown of ['phx_unknown', 'phc_sandbox_project_1']) {
      expect(await caller(sandbox(), unknown).call('GET', LIST)).toEqual({
        status: 401,
        body: {
          type: 'authentication_error',
          code: 'authentication_failed',
          detail: 'Personal API key found in request Authorization header is invalid.',
          attr: null,
        },
      });
    }
  });

  it('lets the read-only key read and names the scope it lacks for a write', async () => {
    const { call } = caller(sandbox(), 'phx_readonly');
    expect(await call('GET', LIST)).toMatchObject({ status: 200 });
    expect(await call('POST', LIST, { name: 'n', feature_flag_key: 'k' })).toEqual(
      forbidden("API key missing required scope 'experiment:write'"),
    );
  });

  it('restricts the key of project 2 to that project', async () => {
    const { call } = caller(sandbox(), 'phx_project2');
    expect(await call('GET', '/api/projects/2/experiments/')).toMatchObject({ status: 200 });
    expect(await call('GET', LIST)).toEqual(
      forbidden('API key does not have access to the requested project: ID 1.'),
    );
    expect(await call('GET', '/api/users/@me/')).toEqual(
      forbidden('API keys with scoped projects are only supported on project-based endpoints.'),
    );
  });

  it('distinguishes an unknown project from one that the caller is not a member of', async () => {
    const { call, ok } = caller(sandbox());
    expect(await call('GET', '/api/projects/99999999/experiments/')).toMatchObject({
      status: 404,
      body: { detail: 'Project not found.' },
    });
    await ok('POST', '/_sandbox/load', { given: { foreign_projects: ['{foreign}'] } });
    expect(await ok('GET', '/api/projects/')).toMatchObject({ results: [{ id: 1 }, { id: 2 }] });
    expect(await call('GET', '/api/projects/3/experiments/')).toEqual(
      forbidden("You don't have access to the project."),
    );
  });

  it("resolves @current to its owner's current project", async () => {
    const { ok } = caller(sandbox());
    const current = await ok('GET', '/api/projects/@current/experiments/?limit=1');
    expect(current['results']).toEqual((await ok('GET', `${LIST}?limit=1`))['results']);
  });

  it('refuses personal keys for routes without a declared scope', async () => {
    const { call } = caller(sandbox());
    expect(await call('POST', '/api/projects/1/feature_flags/bulk_keys/', { ids: [1] })).toEqual(
      forbidden('This action does not support personal API key access'),
    );
  });

  it('requires additional scopes depending on the raw body', async () => {
    const { ok } = caller(sandbox());
    const load = await ok('POST', '/_sandbox/load', {
      given: {
        experiment: { name: 'E', feature_flag_key: 'e', start_date: '2026-01-05T09:00:00Z' },
        key_scopes: ['experiment:write'],
      },
    });
    const { call } = caller(sandbox(), String(load['api_key']));
    const path = '/api/projects/1/experiments/1/';
    expect(await call('POST', `${path}end/`, { open_cleanup_pr: 'yes' })).toEqual(
      forbidden("API key missing required scope 'task:write'"),
    );
    expect(await call('POST', `${path}archive/`, { disable_feature_flag: 1 })).toEqual(
      forbidden("API key missing required scope 'feature_flag:write'"),
    );
  });

  it('requires the scopes of holdouts, and on an older server those of experiments', async () => {
    const holdouts = '/api/projects/1/experiment_holdouts/';
    const { ok } = caller(sandbox());
    const load = await ok('POST', '/_sandbox/load', {
      given: { key_scopes: ['experiment:write'] },
    });
    const { call } = caller(sandbox(), String(load['api_key']));
    expect(await call('GET', holdouts)).toEqual(
      forbidden("API key missing required scope 'experiment_holdout:read'"),
    );
    expect(await call('POST', holdouts, {})).toEqual(
      forbidden("API key missing required scope 'experiment_holdout:write'"),
    );
    await ok('POST', '/_sandbox/profile', PROFILES.older);
    expect((await call('GET', holdouts)).status).toBe(200);
  });

  it('answers a 401 without the header WWW-Authenticate', async () => {
    const { status, headers } = await fetch(sandbox().url + LIST);
    expect([status, headers.get('www-authenticate')]).toEqual([401, null]);
  });

  it('reads a personal key from the body or the query too, and names the place in a refusal', async () => {
    const { call } = caller(sandbox(), null);
    expect((await call('GET', `${LIST}?personal_api_key=phx_sandbox`)).status).toBe(200);
    expect(await call('GET', `${LIST}?personal_api_key=phx_no`)).toMatchObject({
      status: 401,
      body: { detail: 'Personal API key found in request query string is invalid.' },
    });
    const path = '/api/projects/1/experiments/calculate_running_time/';
    expect(await call('POST', path, { personal_api_key: 'phx_no' })).toMatchObject({
      status: 401,
      body: { detail: 'Personal API key found in request body is invalid.' },
    });
  });

  it('treats an OAuth token like a personal key', async () => {
    const { call } = caller(sandbox(), 'pha_sandbox');
    expect((await call('GET', '/api/users/@me/')).status).toBe(200);
    expect((await call('GET', LIST)).status).toBe(200);
  });
});

describe('a project secret key', () => {
  const sandbox = useCheckedSandbox();
  const secret = () => caller(sandbox(), 'phs_sandbox');

  it('reads the list and the detail of experiments of its project, without access levels', async () => {
    const { results } = await secret().ok('GET', LIST);
    const rows: Record<string, unknown>[] = Array.isArray(results) ? results : [];
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row['user_access_level']))).toEqual(new Set([null]));
    const held = rows.find(({ holdout }) => holdout !== null);
    expect(held?.['holdout']).toMatchObject({ user_access_level: null });
    expect(await secret().ok('GET', `${LIST}${String(held?.['id'])}/`)).toMatchObject({
      user_access_level: null,
      holdout: { user_access_level: null },
    });
    expect(await secret().ok('GET', '/api/projects/@current/experiments/')).toMatchObject({
      count: rows.length,
    });
  });

  it.each([
    ['GET', `${LIST}stats/`],
    ['GET', `${LIST}1/timeseries_results/`],
    ['POST', `${LIST}1/launch/`],
    ['PATCH', `${LIST}1/`],
  ])('is refused for another action of the experiments view: %s %s', async (method, path) => {
    expect(await secret().call(method, path, {})).toEqual(
      forbidden('This action does not support project secret API key access'),
    );
  });

  it.each([
    '/api/users/@me/',
    '/api/projects/',
    '/api/projects/1/feature_flags/',
    '/api/projects/1/experiment_holdouts/',
    '/api/projects/1/experiment_saved_metrics/',
  ])('is unknown to a view that does not take such keys: %s', async (path) => {
    expect(await secret().call('GET', path)).toMatchObject({
      status: 401,
      body: { code: 'authentication_failed' },
    });
  });

  it('is refused for another project and without the scope', async () => {
    expect(await secret().call('GET', '/api/projects/2/experiments/')).toEqual(
      forbidden('API key does not have access to the requested project: ID 2.'),
    );
    const given = { key_kind: 'project_secret', key_scopes: ['feature_flag:read'] };
    const load = await caller(sandbox()).ok('POST', '/_sandbox/load', { given });
    expect(load['api_key']).toMatch(/^phs_/);
    expect(await caller(sandbox(), String(load['api_key'])).call('GET', LIST)).toEqual(
      forbidden("API key missing required scope 'experiment:read'"),
    );
    sandbox().reset();
  });
});
