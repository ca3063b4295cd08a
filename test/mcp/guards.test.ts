import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, lineOf } from '../support/in-process.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

const listing = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const usual = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

/** Sends headers unchanged: fetch does not allow `Host`. */
function send(
  url: string,
  headers: Record<string, string>,
  body = listing,
  method = 'POST',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: Record<string, unknown>;
    text: string;
  }>();
  const sent = request(url, { method, headers: { ...usual, ...headers } }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => (text += part));
    response.on('end', () => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

const codeOf = (text: string) =>
  (JSON.parse(text) as { error: { data: { code: string } } }).error.data.code;

describe('the MCP server', () => {
  let mcp: TestMcp;
  beforeAll(async () => {
    mcp = await startMcp();
  });
  afterAll(() => mcp.close());

  it('answers programs, which do not send an origin', async () => {
    expect((await send(mcp.url, {})).status).toBe(200);
  });

  it('refuses a page whose host name was rebound to this machine', async () => {
    const { status, text } = await send(mcp.url, {
      host: 'evil.example',
      origin: 'http://evil.example',
    });
    expect(status).toBe(421);
    expect(codeOf(text)).toBe('HOST_NOT_ALLOWED');
  });

  it('refuses pages of other origins, and allows configured ones', async () => {
    const foreign = await send(mcp.url, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(codeOf(foreign.text)).toBe('ORIGIN_NOT_ALLOWED');
    const ours = await send(mcp.url, { origin: 'https://app.example' });
    expect(ours.status).toBe(200);
    expect(ours.headers['access-control-allow-origin']).toBe('https://app.example');
  });

  it('lists the headers a configured page may send', async () => {
    const { status, headers } = await send(
      mcp.url,
      { origin: 'https://app.example', 'access-control-request-method': 'POST' },
      '',
      'OPTIONS',
    );
    expect(status).toBe(204);
    expect(headers['access-control-allow-headers']).toContain('mcp-protocol-version');
  });

  it.each([
    ['a body that is not JSON', '{"jsonrpc"', {}, 400],
    ['a body over 1 MB', JSON.stringify({ pad: 'x'.repeat(1_000_001) }), {}, 413],
    ['another type', listing, { 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_, body, headers, status) => {
    expect((await send(mcp.url, headers, body)).status).toBe(status);
  });

  it('has no sessions: there is nothing to get or delete', async () => {
    expect((await send(mcp.url, {}, '', 'GET')).status).toBe(405);
    expect((await send(mcp.url, {}, '', 'DELETE')).status).toBe(405);
  });

  it('requires the gateway token if one is set', async () => {
    await using guarded = await startMcp({ gatewayToken: 'a-token-of-our-own' });
    const { status, text } = await send(guarded.url, {});
    expect(status).toBe(401);
    expect(codeOf(text)).toBe('GATEWAY_TOKEN_REQUIRED');
    expect((await send(guarded.url, { 'x-gateway-token': 'a-token-of-our-own' })).status).toBe(200);
  });
});

describe('npm start', () => {
  it('serves MCP on the common port, and prints its URL', async () => {
    const running = await startInProcess();
    const url = lineOf(running.printed, 'MCP') ?? '';
    expect(url).toBe(`${running.url}/mcp`);
    expect((await send(url, {})).status).toBe(200);
    expect(await running.stop()).toBe(0);
  });

  it('can serve MCP alone on its own port', async () => {
    const running = await startInProcess({ MCP_PORT: '0' });
    const url = lineOf(running.printed, 'MCP') ?? '';
    expect(new URL(url).port).not.toBe(new URL(running.url).port);
    expect((await send(url, {})).status).toBe(200);
    expect((await send(`${running.url}/mcp`, {})).status).toBe(404);
    expect((await send(new URL('/graphql', url).href, {})).status).toBe(404);
    expect((await send(url, { host: 'evil.example' })).status).toBe(421);
    expect(await running.stop()).toBe(0);
  });

  it('uses the configured key for callers without one', async () => {
    const running = await startInProcess();
    const call = { name: 'experiment-list', arguments: { limit: 1 } };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call });
    const { text } = await send(`${running.url}/mcp`, {}, body);
    expect(text).toContain('"count"');
    const wrong = await send(`${running.url}/mcp`, { authorization: 'Bearer phx_nobody' }, body);
    expect(wrong.text).toContain('UNAUTHENTICATED');
    expect(wrong.text + running.logText()).not.toContain('phx_nobody');
    expect(await running.stop()).toBe(0);
  });
});
