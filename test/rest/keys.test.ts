import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../support/sandbox-control.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

const path = '/v1/api/projects/1/experiments';
const withHeader = (authorization: string) => ({ key: null, headers: { authorization } });

describe('a REST API without a configured key', () => {
  let rest: RestOnSandbox;
  beforeAll(async () => {
    rest = await startRest();
  });
  afterAll(() => rest.close());

  it.each([
    ['no key', { key: null }],
    ['a header that is not a bearer token', withHeader('Basic cGh4Og==')],
    ['an empty token', withHeader('Bearer ')],
  ])('refuses %s like PostHog, without a call', async (_, sent) => {
    const { status, body, calls } = await rest.call('GET', path, sent);
    expect({ status, calls }).toEqual({ status: 401, calls: 0 });
    expect(body).toEqual({
      type: 'authentication_error',
      code: 'not_authenticated',
      detail: 'Authentication credentials were not provided.',
      attr: null,
    });
  });

  it('checks the key before the body', async () => {
    expect((await rest.call('POST', path, { key: null, body: '{' })).status).toBe(401);
  });

  it("passes on PostHog's error for an unknown key", async () => {
    const { status, body } = await rest.call('GET', path, { key: 'phx_unknown' });
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'authentication_failed' });
  });

  it("passes on PostHog's error for a missing scope", async () => {
    const { id, key } = await load(rest.sandbox, {
      experiment: { name: 'Read me', feature_flag_key: 'read-me' },
      key_scopes: ['experiment:read'],
    });
    const { status, body } = await rest.call('POST', `${path}/${id}/launch`, { key });
    expect(status).toBe(403);
    expect(body.detail).toContain("'experiment:write'");
  });
});

describe('a REST API with a configured key', () => {
  let rest: RestOnSandbox;
  beforeAll(async () => {
    rest = await startRest({ apiKey: 'phx_sandbox' });
  });
  afterAll(() => rest.close());

  it('uses it for callers without one', async () => {
    expect((await rest.call('GET', path, { key: null })).status).toBe(200);
  });

  it.each([
    ["a caller's own key", withHeader('Bearer phx_unknown')],
    ['a header that cannot be parsed', withHeader('Token phx_sandbox')],
  ])('does not use it instead of %s', async (_, sent) => {
    expect((await rest.call('GET', path, sent)).status).toBe(401);
  });
});
