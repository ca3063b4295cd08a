import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { startInProcess } from '../support/in-process.ts';
import { connectSocket, subscribeTo } from '../support/socket-client.ts';
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

const start = (environment: Record<string, string> = {}) =>
  startInProcess({
    POSTHOG_HOST: turnstile.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    ...environment,
  });

const duplicate = 'mutation { duplicateExperiment(input: {id: "15", name: "t"}) { __typename } }';
const GOING_AWAY = { code: 1001, reason: 'The server is shutting down.' };

it('a WebSocket without an operation is closed at once when the server is asked to stop', async () => {
  const server = await start();
  const raw = await connectSocket(server.url);
  const stopped = server.stop();
  expect(await raw.ended).toEqual(GOING_AWAY);
  expect(await stopped).toBe(0);
});

it('an operation under way over WebSocket is answered before the server stops, and later ones are refused', async () => {
  const server = await start();
  const raw = await connectSocket(server.url);
  subscribeTo(raw, 'one', '{ experiment(id: 15) { posthogId } }');
  await turnstile.waiting;
  const stopped = server.stop();
  await expect.poll(() => server.log.at(-1)).toMatchObject({ msg: 'stopping' });
  subscribeTo(raw, 'late', duplicate);
  expect(await raw.next()).toMatchObject({
    id: 'late',
    type: 'error',
    payload: [{ extensions: { code: 'SERVER_STOPPING' } }],
  });
  turnstile.letThrough();
  expect(await raw.next()).toMatchObject({
    id: 'one',
    payload: { data: { experiment: { posthogId: 15 } } },
  });
  expect(await raw.next()).toEqual({ id: 'one', type: 'complete' });
  expect(await raw.ended).toEqual(GOING_AWAY);
  expect(await stopped).toBe(0);
});

it('a mutation that exceeds the time limit is answered as uncertain before its WebSocket is closed', async () => {
  const server = await start({ SHUTDOWN_TIMEOUT_MS: '100' });
  const raw = await connectSocket(server.url);
  subscribeTo(raw, 'one', duplicate);
  await turnstile.waiting;
  const stopped = server.stop();
  const message = JSON.stringify(await raw.next());
  expect(message).toContain('"code":"UPSTREAM_TIMEOUT"');
  expect(message).toContain('"uncertain":true');
  expect(await raw.ended).toEqual(GOING_AWAY);
  expect(await stopped).toBe(0);
  expect(server.log).toContainEqual(expect.objectContaining({ level: 'warn', requests: 1 }));
});
