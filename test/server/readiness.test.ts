import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../../src/server/listen.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { codes, post } from '../support/post.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function startOver(posthog: string): Promise<InProcess> {
  const server = await startInProcess({ POSTHOG_HOST: posthog, POSTHOG_API_KEY: 'phx_held_key' });
  open.push(() => server.stop());
  return server;
}

/** A server that is not PostHog. */
async function impostor(answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => {
    answer(response);
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  open.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${port}`;
}

const impostors = {
  'no server': () => Promise.resolve('http://127.0.0.1:1'),
  'a page': () =>
    impostor((response) => {
      response.setHeader('content-type', 'text/html').end('<html>Sign in</html>');
    }),
  'truncated JSON': () =>
    impostor((response) => {
      response.setHeader('content-type', 'application/json').end('{"count": 3, "resu');
    }),
  'a connection closed in the middle': () =>
    impostor((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      response.destroy();
    }),
  'a redirect': () =>
    impostor((response) => {
      response.writeHead(302, { location: 'https://example.com' }).end();
    }),
};

const upstreamCodes = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_MALFORMED'];

describe('a POSTHOG_HOST with', () => {
  it.each(Object.entries(impostors))(
    '%s: the process runs, is not ready, and reports the reason as a code',
    async (_, make) => {
      const server = await startOver(await make());
      const { body } = await post(server.url, '{ experiments { totalCount } }');
      expect(upstreamCodes).toContain(codes(body)[0]);
      const ready = await fetch(`${server.url}/ready`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toEqual({
        ready: false,
        reason: expect.any(String) as string,
        sharedStore: { status: 'none', replicas: 1 },
      });
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      expect(JSON.stringify(body) + server.logText()).not.toContain('phx_held_key');
    },
  );
});

describe('probes', () => {
  it('that are frequent cost one call to PostHog', async () => {
    let calls = 0;
    const host = await impostor((response) => {
      calls += 1;
      response.statusCode = 401;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          type: 'authentication_error',
          code: 'not_authenticated',
          detail: 'Authentication credentials were not provided.',
          attr: null,
        }),
      );
    });
    const server = await startOver(host);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await fetch(`${server.url}/ready`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(calls).toBe(1);
  });
});
