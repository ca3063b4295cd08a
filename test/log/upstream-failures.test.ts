import { expect, it } from 'vitest';
import { Instrumentation } from '../../src/instrumentation/instrumentation.ts';
import { createLog } from '../../src/log/log.ts';
import { UpstreamFailureLog } from '../../src/log/upstream-failures.ts';
import { freePort } from '../support/free-port.ts';
import { startInProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';

it('an unreachable PostHog is logged with the request that met it, and without the key', async () => {
  const server = await startInProcess({
    LOG_LEVEL: 'warn',
    POSTHOG_HOST: `http://127.0.0.1:${await freePort()}`,
    POSTHOG_API_KEY: 'phx_a_real_key',
    BREAKER: 'off',
  });
  await post(server.url, '{ experiment(id: 3) { name } }');
  await server.stop();
  expect(server.log).toMatchObject([
    {
      level: 'warn',
      msg: 'a call to PostHog failed',
      requestId: expect.any(String) as string,
      failure: 'UPSTREAM_UNAVAILABLE',
      reason: 'ECONNREFUSED',
      operation: 'experiments_retrieve',
      attempt: 1,
    },
  ]);
  expect(server.logText()).not.toContain('real_key');
});

it('failures of one kind have one line in ten seconds, which counts those before it', () => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  let now = 0;
  const log = createLog({ level: 'warn', secrets: [], destination: { write } });
  const instrumentation = new Instrumentation([new UpstreamFailureLog(log, () => now)]);
  const fail = (status: number | undefined, failure: string) => {
    const call = instrumentation.startCall({
      operation: 'experiments_list',
      method: 'GET',
      route: '/api/projects/{project_id}/experiments/',
      project: '1',
      cause: undefined,
      attempt: 1,
      budgetWaitMs: 0,
    });
    const isAbandoned = failure === 'CANCELLED';
    instrumentation.endCall(call!, { status, failure, reason: undefined, isAbandoned });
  };
  for (let i = 0; i < 1_000; i++) fail(503, 'UPSTREAM_UNAVAILABLE');
  fail(429, 'RATE_LIMITED');
  fail(404, 'NOT_FOUND');
  fail(undefined, 'CANCELLED');
  expect(lines.map(({ status }) => status)).toEqual([503, 429]);
  now = 10_000;
  fail(503, 'UPSTREAM_UNAVAILABLE');
  expect(lines.at(-1)).toMatchObject({ status: 503, unlogged: 999 });
});
