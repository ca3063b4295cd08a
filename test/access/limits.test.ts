import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { codes, post } from '../support/post.ts';
import { Files } from './support/files.ts';

const policy = `
roles:
  once: { allow: [read], requestsPerMinute: 1 }
  poor: { allow: [read], budgetPercent: 1 }
  blind: { allow: [read], introspection: false }
callers: { once: once, twin: once, poor: poor }
defaultRole: blind
ownKeys: { requestsPerMinute: 2 }
`;

describe('the limits of a policy', () => {
  const files = new Files();
  let server: InProcess;
  beforeAll(async () => {
    const names = ['once', 'twin', 'poor', 'blind', 'own'];
    server = await startInProcess({
      GATEWAY_TOKENS: names.map((name) => `${name}=the-token-of-${name}-here`).join(','),
      ACCESS_POLICY_FILE: files.write('policy.yaml', policy),
      POSTHOG_CALLS_PER_MINUTE: '100',
      FRESH_EXPERIMENTS_SECONDS: '0',
      STALE_MAX_SECONDS: '0',
      REQUEST_TIMEOUT_MS: '5000',
      POSTHOG_PROJECT_ID: '1',
    });
  });
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  const asked = async (name: string, query: string, headers: Record<string, string> = {}) => {
    const answer = await post(server.url, query, {
      headers: { 'x-gateway-token': `the-token-of-${name}-here`, ...headers },
    });
    return {
      status: answer.status,
      codes: codes(answer.body),
      headers: answer.headers,
      body: answer.body,
    };
  };

  it('refuse a caller its second request of a minute with 429, and no other caller of its role', async () => {
    expect((await asked('once', '{ __typename }')).status).toBe(200);
    const second = await asked('once', '{ __typename }');
    expect({ status: second.status, codes: second.codes }).toEqual({
      status: 429,
      codes: ['TOO_MANY_REQUESTS'],
    });
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await asked('twin', '{ __typename }')).status).toBe(200);
  });

  it('count for callers with a PostHog key of their own as well', async () => {
    const own = { authorization: 'Bearer phx_sandbox' };
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      statuses.push((await asked('own', '{ __typename }', own)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('leave a role only its share of the budget of the key', async () => {
    const query = '{ experiments(first: 1) { nodes { name } } }';
    expect((await asked('poor', query)).codes).toEqual([]);
    expect((await asked('poor', query)).codes).toEqual(['BUDGET_EXCEEDED']);
    expect((await asked('blind', query)).codes).toEqual([]);
  });

  it('hide the schema from a role without introspection, with the suggestions of errors', async () => {
    const schema = '{ a: __type(name: "Query") { name } }';
    expect(await asked('poor', schema)).toMatchObject({ status: 200 });
    expect((await asked('blind', schema)).codes).toEqual(['INTROSPECTION_DISABLED']);
    const viaFragment = 'query { ...f } fragment f on Query { ... { _service { sdl } } }';
    expect((await asked('blind', viaFragment)).codes).toEqual(['INTROSPECTION_DISABLED']);
    const misspelt = '{ experimentz { nodes { name } } }';
    const { body } = await asked('blind', misspelt);
    expect(body.errors?.[0]?.message).toBe('Cannot query field "experimentz" on type "Query".');
    expect((await asked('poor', misspelt)).body.errors?.[0]?.message).toContain('Did you mean');
  });

  it('answer with where to get a token, which anybody may read', async () => {
    const refused = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: '{}',
    });
    const challenge = refused.headers.get('www-authenticate') ?? '';
    const [, address = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    expect({ status: refused.status, address }).toEqual({
      status: 401,
      address: `${server.url}/.well-known/oauth-protected-resource/mcp`,
    });
    const metadata = await fetch(address);
    expect(await metadata.json()).toMatchObject({
      resource: `${server.url}/mcp`,
      authorization_servers: [server.sandboxUrl],
      bearer_methods_supported: ['header'],
      scopes_supported: expect.arrayContaining(['experiment:read']),
    });
  });
});
