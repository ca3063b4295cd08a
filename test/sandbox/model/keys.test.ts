import { afterEach, describe, expect, it } from 'vitest';
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
    expect(await call('POST', '/api/projects/1/experiment_holdouts/', {})).toMatchObject({
      status: 400,
    });
  });
});
