import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { connectSocket, openSocket, subscribeTo } from '../support/socket-client.ts';
import { Files } from './support/files.ts';
import { AUDIENCE, Issuer } from './support/issuer.ts';

const policy = `
roles:
  admin: { allow: [read, write, destructive] }
  viewer: { allow: [read] }
`;

describe('tokens of an identity provider', () => {
  const files = new Files();
  let issuer: Issuer;
  let server: InProcess;
  beforeAll(async () => {
    issuer = await Issuer.start();
    server = await startInProcess({
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_ROLE_CLAIM: 'realm_access.roles',
      ACCESS_POLICY_FILE: files.write('policy.yaml', policy),
      POSTHOG_PROJECT_ID: '1',
    });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
    files.remove();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const query = '{ experiments(first: 1) { nodes { name } } }';
  const asked = async (token: string, document = query) => {
    const { status, body, headers } = await post(server.url, document, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { message, extensions } = body.errors?.[0] ?? {};
    return { status, code: extensions?.['code'], message, headers };
  };

  it('lets their callers work with the key of the server', async () => {
    const { status, code } = await asked(await issuer.tokenFor('viewer'));
    expect({ status, code }).toEqual({ status: 200, code: undefined });
  });

  it('refuses a write of a role without it, over REST, GraphQL and MCP', async () => {
    const authorization = `Bearer ${await issuer.tokenFor('viewer')}`;
    const overRest = await fetch(`${server.url}/v1/api/projects/1/experiments/`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Mine', feature_flag_key: 'mine' }),
    });
    expect({ status: overRest.status, body: await overRest.json() }).toMatchObject({
      status: 403,
      body: { code: 'forbidden_by_policy' },
    });
    const { body } = await post(
      server.url,
      'mutation { x: deleteExperiment(input: {id: "1"}) { ... on PermissionDenied { code role missing } } }',
      { headers: { authorization } },
    );
    expect(body.data).toEqual({
      x: { code: 'FORBIDDEN_BY_POLICY', role: 'viewer', missing: 'destructive' },
    });
    const overMcp = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'experiment-launch', arguments: { id: 1 } },
      }),
    });
    expect(await overMcp.text()).toContain('FORBIDDEN_BY_POLICY');
  });

  it.each<[string, () => Promise<string> | string, string]>([
    ['has expired', () => issuer.sign({ exp: 1_700_000_000 }), 'it has expired'],
    ['never expires', () => issuer.sign({ exp: undefined }), 'its claim exp is missing or wrong'],
    ['is for another audience', () => issuer.sign({ aud: 'https://other.test' }), 'its audience'],
    ['is of another issuer', () => issuer.sign({ iss: 'https://other.test' }), 'its issuer'],
    ['is not valid yet', () => issuer.sign({ nbf: 4_000_000_000 }), 'its not-before time'],
    ['has no subject', () => issuer.sign({ sub: undefined }), 'its claim sub'],
    ['has no signature', () => issuer.unsigned(), 'its algorithm is not allowed'],
    ['is signed with the public key', () => issuer.signedWithPublicKey(), 'its algorithm'],
    [
      'was changed',
      async () => (await issuer.sign()).replace(/.{6}$/, 'AAAAAA'),
      'its signature is wrong',
    ],
  ])('refuses one that %s', async (_, token, reason) => {
    const sent = await token();
    const { status, code, message, headers } = await asked(sent);
    expect({ status, code }).toEqual({ status: 401, code: 'INVALID_TOKEN' });
    expect(message).toContain(reason);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(server.logText()).not.toContain(sent);
  });

  it('refuses a caller whose token names no role', async () => {
    const { status, code } = await asked(await issuer.sign({ realm_access: { roles: ['guest'] } }));
    expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN_BY_POLICY' });
  });

  it('takes one as x-gateway-token from a caller with a PostHog key, which the policy does not limit', async () => {
    const { body } = await post(server.url, '{ viewer { email } }', {
      headers: {
        'x-gateway-token': await issuer.tokenFor('viewer'),
        authorization: 'Bearer phx_readonly',
      },
    });
    expect(body.errors).toBe(undefined);
  });

  it('takes one in connection_init, and closes a WebSocket whose token is not valid', async () => {
    const { url } = server;
    const socket = await connectSocket(url, {
      payload: { authorization: `Bearer ${await issuer.tokenFor('viewer')}` },
    });
    subscribeTo(socket, '1', '{ __typename }');
    expect(await socket.next()).toMatchObject({ payload: { data: { __typename: 'Query' } } });
    socket.socket.terminate();
    const refused = openSocket(url);
    refused.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await issuer.sign({ exp: 1_700_000_000 })}` },
    });
    expect(await refused.ended).toEqual({ code: 4401, reason: 'INVALID_TOKEN' });
  });

  it('never sends one to PostHog', async () => {
    const log = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
    expect(await log.text()).not.toContain('eyJ');
  });

  it('takes a new key of the provider, and goes on with it while the provider does not answer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 10_000);
    await issuer.rotate();
    expect((await asked(await issuer.tokenFor('viewer'))).status).toBe(200);
    const token = await issuer.sign();
    const unknown = await issuer.sign({}, { kid: 'third' });
    await issuer.stop();
    vi.setSystemTime(Date.now() + 10_000);
    expect((await asked(token)).status).toBe(200);
    const { status, code, headers } = await asked(unknown);
    expect({ status, code, retryAfter: headers.get('retry-after') }).toEqual({
      status: 503,
      code: 'IDENTITY_PROVIDER_UNAVAILABLE',
      retryAfter: '5',
    });
  });
});
