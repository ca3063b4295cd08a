import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { codes, post } from '../support/post.ts';

const token = 'only-for-friends-of-ours';

describe('a server with a gateway token', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      GATEWAY_TOKEN: token,
      HOST: '0.0.0.0',
      POSTHOG_API_KEY: 'phx_sandbox',
    });
  });
  afterAll(() => server.stop());

  const query = '{ viewer { __typename } }';

  it('serves callers who send it', async () => {
    const { status, body } = await post(server.url, query, {
      headers: { 'x-gateway-token': token },
    });
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  });

  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another token', { 'x-gateway-token': `${token}!` }],
    ['the token as a PostHog key', { authorization: `Bearer ${token}` }],
    ["a PostHog key of the caller's own and no token", { authorization: 'Bearer phx_sandbox' }],
  ])('refuses %s without a call to PostHog', async (_, headers) => {
    await fetch(`${server.sandboxUrl}/_sandbox/requests`, { method: 'DELETE' });
    const { status, body } = await post(server.url, query, { headers });
    expect({ status, codes: codes(body) }).toEqual({
      status: 401,
      codes: ['GATEWAY_TOKEN_REQUIRED'],
    });
    const log = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
    expect(await log.json()).toEqual([]);
  });

  it('refuses reading the schema by GET without it', async () => {
    const response = await fetch(`${server.url}/graphql?query={__schema{__typename}}`);
    expect(response.status).toBe(401);
  });

  it('does not require it for probes, nor for a browser opening GraphiQL', async () => {
    const page = { headers: { accept: 'text/html' } };
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect((await fetch(`${server.url}/graphql`, page)).status).toBe(200);
  });

  it('never logs the token or sends it to PostHog', async () => {
    await post(server.url, query, { headers: { 'x-gateway-token': token } });
    expect(server.printed.join('\n') + server.logText()).not.toContain(token);
  });
});
