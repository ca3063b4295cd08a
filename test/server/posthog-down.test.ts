import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { manglingPostHog, type ManglingPostHog } from '../support/mangling-posthog.ts';
import { post } from '../support/post.ts';

let sandbox: Sandbox;
let posthog: ManglingPostHog;
let server: InProcess;
beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  posthog = await manglingPostHog(sandbox.url);
  server = await startInProcess({
    POSTHOG_HOST: posthog.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    FRESH_EXPERIMENTS_SECONDS: '0',
  });
  await post(server.url, '{ experiment(id: 3) { name } }');
  // It says itself for how long, so that the test does not depend on how fast it is.
  const headers = { 'retry-after': '120' };
  posthog.mangles(() => ({ status: 503, headers, body: Buffer.from('') }));
  for (const id of [4, 5, 6]) await post(server.url, `{ experiment(id: ${id}) { name } }`);
  for (const id of [1, 2]) await post(server.url, `{ featureFlag(id: ${id}) { key } }`);
});
afterAll(async () => {
  await server.stop();
  await posthog.close();
  await sandbox.close();
});

/** Calls that arrive at PostHog during some work. */
async function calls(work: () => Promise<unknown>): Promise<number> {
  const before = posthog.passed.length;
  await work();
  return posthog.passed.length - before;
}

describe('while PostHog does not answer', () => {
  it('no more than five calls have been made', () => {
    expect(posthog.passed).toHaveLength(5);
  });

  it('a query fails at once, with the seconds', async () => {
    const made = await calls(async () => {
      const { status, body } = await post(server.url, '{ experiment(id: 2) { name } }');
      expect(status).toBe(200);
      expect(body.errors).toMatchObject([
        {
          message: expect.stringMatching(
            /^PostHog is not answering, so nothing was sent\. It will be tried again in \d+ s\.$/,
          ) as string,
          extensions: {
            code: 'UPSTREAM_UNAVAILABLE',
            remedy: 'Nothing was sent: send it again after the seconds given.',
            retryAfterSeconds: expect.any(Number) as number,
          },
        },
      ]);
      expect(body.extensions?.upstream.calls).toBe(0);
    });
    expect(made).toBe(0);
  });

  it('what was read before is answered, marked as stale', async () => {
    const made = await calls(async () => {
      const { body } = await post(server.url, '{ experiment(id: 3) { name isStale staleReason } }');
      expect(body.errors).toBeUndefined();
      expect(body.data).toMatchObject({
        experiment: { isStale: true, staleReason: 'UPSTREAM_DOWN' },
      });
    });
    expect(made).toBe(0);
  });

  it('a mutation is refused before it is sent, and is not uncertain', async () => {
    const made = await calls(async () => {
      const { body } = await post(
        server.url,
        'mutation { duplicateExperiment(input: {id: "15", name: "t"}) { __typename } }',
      );
      const [error] = body.errors ?? [];
      expect(error?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      expect(error?.extensions).not.toHaveProperty('uncertain');
    });
    expect(made).toBe(0);
  });

  it('REST answers 503 with Retry-After, to reads and to writes', async () => {
    const made = await calls(async () => {
      for (const [method, path] of [
        ['GET', 'experiments/2/'],
        ['POST', 'experiments/15/duplicate/'],
      ] as const) {
        const response = await fetch(`${server.url}/v1/api/projects/1/${path}`, {
          method,
          ...(method === 'POST' && {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ name: 'A copy' }),
          }),
        });
        expect(response.status).toBe(503);
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(5);
        expect(await response.json()).toEqual({
          type: 'server_error',
          code: 'upstream_unavailable',
          detail: expect.stringContaining('nothing was sent') as string,
          attr: null,
        });
      }
    });
    expect(made).toBe(0);
  });

  it('an MCP tool says in its text what happened and how long to wait', async () => {
    const made = await calls(async () => {
      const response = await fetch(`${server.url}/mcp`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name: 'experiment-get', arguments: { id: 2 } },
        }),
      });
      const text = await response.text();
      expect(text).toContain('UPSTREAM_UNAVAILABLE: PostHog is not answering');
      expect(text).toMatch(/Wait \d+ seconds\./);
      expect(text).toContain('Nothing was sent: send it again after the seconds given.');
    });
    expect(made).toBe(0);
  });

  it('/ready and the log say so, and the circuit does not decide whether the server is ready', async () => {
    const ready = await fetch(`${server.url}/ready`);
    expect(await ready.json()).toMatchObject({
      circuit: {
        state: 'open',
        since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        retryAfterSeconds: expect.any(Number) as number,
      },
    });
    const lines = server.log.filter(({ circuit }) => circuit !== undefined);
    expect(lines).toMatchObject([
      { level: expect.anything() as unknown, circuit: 'open', scope: 'host', reason: 'HTTP_503' },
    ]);
    expect(server.logText()).not.toContain('phx_sandbox');
  });
});
