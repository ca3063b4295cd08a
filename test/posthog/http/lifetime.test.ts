import { getEventListeners } from 'node:events';
import { Pool } from 'undici';
import { expect, it } from 'vitest';
import { exchangeOnWire } from '../../../src/posthog/http/wire.ts';
import {
  failureOfKind,
  fakePostHog,
  inTurn,
  json,
  silence,
  text,
  type Respond,
} from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '@current', id: 12 } };
const halfAnAnswer: Respond = (response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');

const afterAWhile: Respond = (...to) => {
  setTimeout(() => json(200, { id: 12, status: 'exposure_frozen' })(...to), 80);
};

it('when the caller leaves, the connection to PostHog is closed', async () => {
  await using posthog = await fakePostHog(silence);
  const controller = new AbortController();
  const call = posthog
    .client({ signal: controller.signal })
    .call('experiments_retrieve', experiment);
  await posthog.arrived;
  controller.abort();
  const failure = await failureOfKind('cancelled', call);
  expect(failure.uncertain).toBe(false);
  await expect(posthog.closed).resolves.toBeUndefined();
});

it('when the caller leaves while the answer is arriving, the connection is closed too', async () => {
  await using posthog = await fakePostHog(halfAnAnswer);
  const controller = new AbortController();
  const call = posthog
    .client({ signal: controller.signal })
    .call('experiments_retrieve', experiment);
  await posthog.arrived;
  controller.abort();
  await failureOfKind('cancelled', call);
  await expect(posthog.closed).resolves.toBeUndefined();
});

it('nothing is sent for a caller who has left', async () => {
  await using posthog = await fakePostHog(json(200, { id: 12 }));
  const call = posthog
    .client({ signal: AbortSignal.abort() })
    .call('experiments_launch_create', experiment);
  expect(await failureOfKind('cancelled', call)).toMatchObject({ uncertain: false });
  expect(posthog.received).toHaveLength(0);
  expect(posthog.ledger.calls).toBe(0);
});

it('the deadline ends a call long before its own timeout, and the connection with it', async () => {
  await using posthog = await fakePostHog(silence, { timeoutMs: 60_000 });
  const call = posthog
    .client({ deadline: Date.now() + 500 })
    .call('experiments_retrieve', experiment);
  await failureOfKind('timeout', call);
  await expect(posthog.closed).resolves.toBeUndefined();
});

it('after the deadline nothing is sent, so a write is known not to have happened', async () => {
  await using posthog = await fakePostHog(json(200, { id: 12 }));
  const call = posthog
    .client({ deadline: Date.now() - 1 })
    .call('experiments_launch_create', experiment);
  expect(await failureOfKind('timeout', call)).toMatchObject({ uncertain: false });
  expect(posthog.received).toHaveLength(0);
});

it('a retry that would come after the deadline is not waited for', async () => {
  await using posthog = await fakePostHog(text(503, ''), { now: () => 1_000_000 });
  const call = posthog.client({ deadline: 1_000_060 }).call('experiments_retrieve', experiment);
  await failureOfKind('unavailable', call);
  expect(posthog.slept).toEqual([]);
});

it('a caller who leaves during the wait for a retry gets its error immediately', async () => {
  const controller = new AbortController();
  await using posthog = await fakePostHog(text(503, ''), {
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('woken')));
        controller.abort();
      }),
  });
  const call = posthog
    .client({ signal: controller.signal })
    .call('experiments_retrieve', experiment);
  await failureOfKind('cancelled', call);
  expect(posthog.ledger).toMatchObject({ calls: 1, retries: 0 });
});

it('freezing exposure has a time limit of its own, past the deadline of the GraphQL request', async () => {
  await using posthog = await fakePostHog(afterAWhile, { timeoutMs: 20, inlineTimeoutMs: 5_000 });
  const client = posthog.client({ deadline: Date.now() + 30 });
  expect(await client.call('experiments_freeze_exposure_create', experiment)).toMatchObject({
    status: 'exposure_frozen',
  });
});

it('a call without a deadline ends at its timeout', async () => {
  await using posthog = await fakePostHog(inTurn(silence), { timeoutMs: 500 });
  const failure = await failureOfKind(
    'timeout',
    posthog.client().call('experiments_launch_create', experiment),
  );
  expect(failure).toMatchObject({ uncertain: true });
  expect(failure.message).toContain('the change may have been made');
});

it('a write that is abandoned while its connection is being established is never sent', async () => {
  await using posthog = await fakePostHog(json(200, { id: 12 }));
  const pool = new Pool(posthog.host, { connections: 1 });
  const request = { path: '/', headers: {}, body: undefined };
  const controller = new AbortController();
  const limits = { signal: new AbortController().signal, timeoutMs: 5_000, maxBodyBytes: 100 };
  const abandoned = exchangeOnWire(
    pool,
    { ...request, method: 'POST' },
    { ...limits, signal: controller.signal },
  );
  controller.abort();
  expect(await abandoned).toEqual({ kind: 'aborted', sent: false });
  // The next request on the single connection was answered, so the abandoned one was skipped.
  await exchangeOnWire(pool, { ...request, method: 'GET' }, limits);
  expect(posthog.received.map((one) => one.method)).toEqual(['GET']);
  await pool.close();
});

it("calls remove their listeners from the caller's signal", async () => {
  await using posthog = await fakePostHog(inTurn(text(503, ''), json(200, { id: 12 })));
  const { signal } = new AbortController();
  const client = posthog.client({ signal, deadline: Date.now() + 60_000 });
  await Promise.all(
    Array.from({ length: 20 }, () => client.call('experiments_retrieve', experiment)),
  );
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
