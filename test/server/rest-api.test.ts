import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf, startInProcess, type InProcess } from '../support/in-process.ts';
import { send } from '../support/rest.ts';

const stats = '/v1/api/projects/1/experiments/stats';

describe('the REST API of a server', () => {
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ CORS_ORIGINS: 'https://app.example.com' });
  });
  afterAll(() => server.stop());

  it('is at the URL in the banner', async () => {
    const url = lineOf(server.printed, 'REST');
    expect(url).toBe(`${server.url}/v1`);
    expect((await send(server.url + stats, 'GET')).status).toBe(200);
    expect((await send(server.url + stats.replace('/v1', ''), 'GET')).status).toBe(200);
  });

  it.each(['/v1/nope', '/api/nope/', '/api'])(
    'answers the unknown path %s itself',
    async (path) => {
      const { status, body } = await send(server.url + path, 'GET');
      expect({ status, detail: body.detail }).toEqual({
        status: 404,
        detail: 'Endpoint not found.',
      });
    },
  );

  it("refuses pages of other origins, in PostHog's error format", async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const { status, body } = await send(
      `${server.url}/v1/api/projects/1/experiments/5/launch`,
      'POST',
      { headers },
    );
    expect(status).toBe(403);
    expect(body).toMatchObject({
      type: 'authentication_error',
      code: 'origin_not_allowed',
      attr: null,
    });
  });

  it('lets pages of CORS_ORIGINS use every method and read the response headers they need', async () => {
    const origin = 'https://app.example.com';
    const asked = { origin, 'access-control-request-method': 'PATCH' };
    const preflight = await fetch(server.url + stats, { method: 'OPTIONS', headers: asked });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('if-none-match');
    const { status, headers } = await send(server.url + stats, 'GET', { headers: { origin } });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-expose-headers')).toContain('x-upstream-calls');
    expect(headers.get('vary')).toContain('origin');
  });

  it('logs neither keys nor query strings', async () => {
    await send(`${server.url}/v1/api/projects/1/experiments?search=hush`, 'GET');
    await expect
      .poll(() => server.log.at(-1))
      .toMatchObject({ method: 'GET', path: '/v1/api/projects/1/experiments', status: 200 });
    expect(server.logText()).not.toContain('hush');
    expect(server.logText()).not.toContain('phx_sandbox');
  });
});

describe('REST_PORT', () => {
  let server: InProcess;
  let rest: string;
  beforeAll(async () => {
    server = await startInProcess({ REST_PORT: '0' });
    rest = lineOf(server.printed, 'REST')?.replace('/v1', '') ?? '';
  });
  afterAll(() => server.stop());

  it('opens a separate port for REST', async () => {
    expect(rest).toMatch(/^http:/);
    expect(rest).not.toBe(server.url);
    expect((await send(rest + stats, 'GET')).status).toBe(200);
    expect((await send(`${rest}/graphql?query={__typename}`, 'GET')).status).toBe(404);
  });

  it('removes REST from the other port', async () => {
    expect((await send(server.url + stats, 'GET')).status).toBe(404);
    expect((await send(`${server.url}/graphql?query={__typename}`, 'GET')).status).toBe(200);
  });
});

describe('a gateway token', () => {
  const token = 'only-for-friends-of-ours';
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({ GATEWAY_TOKEN: token });
  });
  afterAll(() => server.stop());

  it('is required for REST too, before any call to PostHog', async () => {
    await fetch(`${server.sandboxUrl}/_sandbox/requests`, { method: 'DELETE' });
    const { status, body } = await send(server.url + stats, 'GET');
    expect(status).toBe(401);
    expect(body).toMatchObject({ type: 'authentication_error', code: 'gateway_token_required' });
    const log = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
    expect(await log.json()).toEqual([]);
    const headers = { 'x-gateway-token': token };
    expect((await send(server.url + stats, 'GET', { headers })).status).toBe(200);
  });

  it('is not required for the description of the API', async () => {
    for (const path of ['/v1', '/v1/openapi.json', '/v1/viewer/swagger-ui.css']) {
      expect((await fetch(server.url + path)).status).toBe(200);
    }
  });
});
