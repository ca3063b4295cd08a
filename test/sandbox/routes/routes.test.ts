import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../src/sandbox/model/profile.ts';
import { ROUTES } from '../../../src/sandbox/routes/routes.ts';
import { operations } from '../support/contract.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';
import { caller } from '../support/caller.ts';

const bySpelling = (one: string, other: string): number => one.localeCompare(other);

describe('the route table', () => {
  const sandbox = useCheckedSandbox();

  it('has every operation of the contract, and no other', () => {
    const mine = ROUTES.map((route) => `${route.operation} ${route.method} ${route.path}`);
    const contracted = [...operations].map(([id, { method, path }]) => `${id} ${method} ${path}`);
    expect(mine.toSorted(bySpelling)).toEqual(contracted.toSorted(bySpelling));
  });

  it.each([...operations])('%s answers with and without the trailing slash', async (_id, known) => {
    sandbox().setProfile(PROFILES.default);
    const path = known.path
      .replace('{project_id}', '1')
      .replace('{organization_id}', '@current')
      .replace(/\{\w+\}/, '999999999');
    const { call } = caller(sandbox());
    const answers = [
      await call(known.method, path, {}),
      await call(known.method, path.replace(/\/$/, ''), {}),
    ];
    for (const { status, body } of answers) {
      expect(status).toBeLessThan(500);
      expect(body).not.toMatchObject({ detail: 'Endpoint not found.' });
    }
    expect(answers[1]?.status).toBe(answers[0]?.status);
  });

  it("answers 404 in PostHog's error format for an unknown path", async () => {
    const { call } = caller(sandbox());
    expect(await call('GET', '/api/projects/1/insights/')).toEqual({
      status: 404,
      body: {
        type: 'invalid_request',
        code: 'not_found',
        detail: 'Endpoint not found.',
        attr: null,
      },
    });
  });

  it('answers 405 to a method that a path does not support', async () => {
    const { call } = caller(sandbox());
    expect(await call('DELETE', '/api/projects/1/experiments/')).toMatchObject({
      status: 405,
      body: { code: 'method_not_allowed', detail: 'Method "DELETE" not allowed.' },
    });
  });

  it('does not have the two endpoints of older servers in the newest profile', async () => {
    const { call } = caller(sandbox());
    sandbox().setProfile(PROFILES.newest);
    for (const gone of ['eligible_feature_flags', 'requires_flag_implementation']) {
      expect(await call('GET', `/api/projects/1/experiments/${gone}/`)).toMatchObject({
        status: 404,
        body: { detail: 'Not found.' },
      });
    }
    sandbox().setProfile(PROFILES.default);
    for (const there of ['eligible_feature_flags', 'requires_flag_implementation']) {
      expect(await call('GET', `/api/projects/1/experiments/${there}/`)).toMatchObject({
        status: 200,
      });
    }
  });

  it('shows whole experiments in lists on an older server only', async () => {
    const { call } = caller(sandbox());
    sandbox().setProfile(PROFILES.older);
    expect(await call('GET', '/api/projects/1/experiments/?limit=1')).toMatchObject({
      body: {
        results: [{ metrics: expect.any(Array), stats_config: { method: expect.any(String) } }],
      },
    });
    sandbox().setProfile(PROFILES.newest);
    const { body } = await call('GET', '/api/projects/1/experiments/?limit=1');
    expect(JSON.stringify(body)).not.toContain('"stats_config"');
  });
});
