import { expect, it, vi } from 'vitest';
import { Gate } from '../../src/posthog/transport/gate.ts';
import { failureOfKind, fakePostHog, json, type Answer } from './fake-posthog.ts';

const idle = new AbortController().signal;

it('no more calls are under way than the gate has places, and all get through in order', async () => {
  const held: (() => void)[] = [];
  const hold: Answer = (response, request, index) => {
    held.push(() => json(200, { id: index })(response, request, index));
  };
  await using posthog = await fakePostHog(hold, { concurrency: 3 });
  const client = posthog.client();
  const calls = Array.from({ length: 10 }, (_, id) =>
    client.call('experiments_retrieve', { path: { project_id: '@current', id } }),
  );
  for (let left = 10; left > 0; left -= 1) {
    await vi.waitFor(() => expect(held).toHaveLength(Math.min(left, 3)));
    held.shift()?.();
  }
  await Promise.all(calls);
  expect(posthog.received.map((one) => one.url)).toEqual(
    Array.from({ length: 10 }, (_, id) => `/api/projects/@current/experiments/${id}/`),
  );
});

it('who waits and leaves frees the queue, and the ones behind move up', async () => {
  const gate = new Gate(1);
  const leave = await gate.enter(idle);
  const impatient = new AbortController();
  const second = gate.enter(impatient.signal);
  const third = gate.enter(idle);
  impatient.abort();
  await expect(second).rejects.toThrow('aborted');
  expect([gate.inside, gate.waiting]).toEqual([1, 1]);
  leave();
  (await third)();
  expect([gate.inside, gate.waiting]).toEqual([0, 0]);
});

it('a place given back goes to the longest waiter, not to a newcomer', async () => {
  const gate = new Gate(1);
  const order: string[] = [];
  const pass = async (name: string) => {
    const release = await gate.enter(idle);
    order.push(name);
    release();
  };
  const leave = await gate.enter(idle);
  const waiting = pass('waiter');
  leave();
  const newcomer = pass('newcomer');
  await Promise.all([waiting, newcomer]);
  expect(order).toEqual(['waiter', 'newcomer']);
});

it('a caller who leaves while waiting for a place has sent nothing', async () => {
  const held: (() => void)[] = [];
  const hold: Answer = (response, request, index) =>
    held.push(() => json(200, {})(response, request, index));
  await using posthog = await fakePostHog(hold, { concurrency: 1 });
  const first = posthog.client().call('experiments_retrieve', { path: { project_id: '1', id: 1 } });
  await posthog.arrived;
  const controller = new AbortController();
  const second = posthog
    .client({ signal: controller.signal })
    .call('experiments_launch_create', { path: { project_id: '1', id: 2 } });
  controller.abort();
  expect(await failureOfKind('cancelled', second)).toMatchObject({ uncertain: false });
  held[0]?.();
  await first;
  expect(posthog.received).toHaveLength(1);
});
