import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { codes, post } from '../support/post.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';
import { Files } from './support/files.ts';

const stays = 'stays=a-token-that-stays-valid';
const goes = 'goes=a-token-that-is-revoked';

describe('a reload of the settings', () => {
  const files = new Files();
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      GATEWAY_TOKENS_FILE: files.write('tokens', `${stays}\n${goes}\n`),
      POSTHOG_API_KEY_FILE: files.write('key', 'phx_readonly\n'),
      PERSISTED_MANIFEST: files.write('manifest.json', '{"first": "{ __typename }"}'),
      POSTHOG_PROJECT_ID: '1',
    });
  });
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  const tokenOf = (entry: string) => ({ 'x-gateway-token': entry.split('=')[1] ?? '' });
  const query = '{ experiments(first: 1) { nodes { name } } }';

  it('revokes a token at once, also on open connections, and drops no other', async () => {
    const { url } = server;
    const [kept, revoked] = await Promise.all(
      [stays, goes].map((entry) => connectSocket(url, { headers: tokenOf(entry) })),
    );
    files.write('tokens', stays);
    await server.reload();
    expect(await revoked!.ended).toEqual({ code: 4403, reason: 'ACCESS_WITHDRAWN' });
    const { status, body } = await post(server.url, query, { headers: tokenOf(goes) });
    expect({ status, codes: codes(body) }).toEqual({
      status: 401,
      codes: ['GATEWAY_TOKEN_REQUIRED'],
    });
    subscribeTo(kept!, '1', query);
    expect(await kept!.next()).toMatchObject({ type: 'next' });
    kept!.socket.terminate();
  });

  it('replaces the key of the server and the persisted operations', async () => {
    files.write('key', 'phx_sandbox');
    files.write('manifest.json', '{"second": "{ viewer { email } }"}');
    await server.reload();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...tokenOf(stays) },
      body: JSON.stringify({
        extensions: { persistedQuery: { version: 1, sha256Hash: 'second' } },
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { viewer: { email: expect.any(String) } },
    });
  });

  it('keeps what was valid where something is wrong, and says so without secrets', async () => {
    files.write('tokens', 'short=token');
    await server.reload();
    expect(server.log.at(-1)).toMatchObject({
      level: 'error',
      msg: 'nothing was reloaded: the configuration is wrong, and the one before stays',
    });
    const { body } = await post(server.url, query, { headers: tokenOf(stays) });
    expect(body.errors).toBe(undefined);
    expect(server.logText()).not.toMatch(/a-token-that|phx_sandbox|phx_readonly/);
  });
});
