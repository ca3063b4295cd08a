import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { openTurnstile, type Turnstile } from '../support/turnstile.ts';

let sandbox: Sandbox;
let turnstile: Turnstile;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  turnstile = await openTurnstile(sandbox.url);
});
afterEach(async () => {
  turnstile.close();
  await sandbox.close();
});

const startBehindTurnstile = (environment: Record<string, string> = {}): Promise<InProcess> =>
  startInProcess({
    POSTHOG_HOST: turnstile.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    ...environment,
  });

const query = '{ experiments { totalCount } }';

describe('asked to stop, the server', () => {
  it('answers what is under way, takes nothing new, and is over', async () => {
    const server = await startBehindTurnstile();
    const underWay = post<{ experiments: { totalCount: number } }>(server.url, query);
    await turnstile.waiting;
    const stopped = server.stop();
    await expect.poll(() => server.log.at(-1)).toMatchObject({ msg: 'stopping' });
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed');
    turnstile.letThrough();
    const { body } = await underWay;
    expect(body.errors).toBeUndefined();
    expect(body.data?.experiments.totalCount).toBeGreaterThan(0);
    expect(await stopped).toBe(0);
  });

  it('cuts off what takes longer than it may', async () => {
    const server = await startBehindTurnstile({ SHUTDOWN_TIMEOUT_MS: '100' });
    const outcome = post(server.url, query).then(
      () => 'answered',
      (error: Error) => error.message,
    );
    await turnstile.waiting;
    expect(await server.stop()).toBe(0);
    expect(await outcome).toBe('fetch failed');
  });
});
