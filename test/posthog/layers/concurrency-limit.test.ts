import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { ConcurrencyLimit, QueueFull } from '../../../src/posthog/layers/concurrency-limit.ts';
import {
  apiKey,
  failureOf,
  failureOfKind,
  fakePostHog,
  json,
  type Respond,
} from '../../support/fake-posthog.ts';

const idle = new AbortController().signal;

it('a key has calls in at most half of the slots, and all its calls are admitted in order', async () => {
  const held: (() => void)[] = [];
  const hold: Respond = (response, request, index) => {
    const answer = () => json(200, { id: index })(response, request, index);
    // The first call of a key goes alone.
    if (index === 0) answer();
    else held.push(answer);
  };
  await using posthog = await fakePostHog(hold, { concurrency: 6 });
  const client = posthog.client();
  await client.call('experiments_retrieve', { path: { project_id: '@current', id: 99 } });
  const calls = Array.from({ length: 10 }, (_, id) =>
    client.call('experiments_retrieve', { path: { project_id: '@current', id } }),
  );
  for (let left = 10; left > 0; left -= 1) {
    await vi.waitFor(() => expect(held).toHaveLength(Math.min(left, 3)));
    held.shift()?.();
  }
  await Promise.all(calls);
  expect(posthog.received.slice(1).map((one) => one.url)).toEqual(
    Array.from({ length: 10 }, (_, id) => `/api/projects/@current/experiments/${id}/`),
  );
});

it('a waiter that aborts leaves the queue, and those behind it move up', async () => {
  const gate = new ConcurrencyLimit(1);
  const leave = await gate.enter('one', idle);
  const impatient = new AbortController();
  const second = gate.enter('one', impatient.signal);
  const third = gate.enter('one', idle);
  impatient.abort();
  await expect(second).rejects.toThrow('aborted');
  expect([gate.inside, gate.waiting]).toEqual([1, 1]);
  leave();
  (await third)();
  expect([gate.inside, gate.waiting]).toEqual([0, 0]);
});

it('a released slot goes to the longest waiter, not to a new call', async () => {
  const gate = new ConcurrencyLimit(1);
  const order: string[] = [];
  const pass = async (name: string) => {
    const release = await gate.enter('one', idle);
    order.push(name);
    release();
  };
  const leave = await gate.enter('one', idle);
  const waiting = pass('waiter');
  leave();
  const newcomer = pass('newcomer');
  await Promise.all([waiting, newcomer]);
  expect(order).toEqual(['waiter', 'newcomer']);
});

it('a key whose calls hang leaves half of the slots to the others', async () => {
  const hang: Respond = (response, request, index) => {
    if (!request.url.includes('feature_flags')) json(200, { id: 1 })(response, request, index);
  };
  await using posthog = await fakePostHog(hang, { concurrency: 4 });
  const known = { path: { project_id: '1', id: 1 } };
  await posthog.client().call('experiments_retrieve', known);
  const leaving = new AbortController();
  const hanging = Array.from({ length: 40 }, (_, id) =>
    failureOf(
      posthog
        .client({ signal: leaving.signal })
        .call('feature_flags_retrieve', { path: { project_id: '1', id } }),
    ),
  );
  await vi.waitFor(() => expect(posthog.received).toHaveLength(3));
  const other = posthog.client({}, 'phx_anotherKeyOfSomebody');
  await other.call('experiments_retrieve', known);
  expect(posthog.received).toHaveLength(4);
  leaving.abort();
  await Promise.all(hanging);
  expect(posthog.received).toHaveLength(4);
  expect(posthog.upstream.budget({ apiKey })).toMatchObject({ minuteRemaining: 477 });
});

it('released slots go to the waiting keys in turn', async () => {
  const gate = new ConcurrencyLimit(2);
  const order: string[] = [];
  const leave = [await gate.enter('a', idle), await gate.enter('b', idle)];
  const waiting = ['a1', 'a2', 'a3', 'b1', 'c1', 'c2'].map(async (name) => {
    const release = await gate.enter(name[0]!, idle);
    order.push(name);
    await Promise.resolve();
    release();
  });
  for (const release of leave) release();
  await Promise.all(waiting);
  expect(new Set(order.slice(0, 3).map((name) => name[0])).size).toBe(3);
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect([gate.inside, gate.waiting, gate.keys]).toEqual([0, 0, 0]);
});

it('a key may have a limited number of calls waiting; further ones are refused at no cost', async () => {
  const gate = new ConcurrencyLimit(2, 3);
  const release = await gate.enter('a', idle);
  const waiting = [1, 2, 3].map(() => gate.enter('a', idle));
  expect(() => gate.enter('a', idle)).toThrow(QueueFull);
  (await gate.enter('b', idle))();
  release();
  for (const one of waiting) (await one)();
  expect(gate.keys).toBe(0);
});

it('whatever the order of arrivals and departures, no slot is lost and no key exceeds its share', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('enter', 'leave', 'abort')),
      ),
      async (steps) => {
        const gate = new ConcurrencyLimit(4);
        const held = new Map<string, (() => void)[]>([
          ['a', []],
          ['b', []],
          ['c', []],
        ]);
        const waiters = new Map<string, AbortController[]>([
          ['a', []],
          ['b', []],
          ['c', []],
        ]);
        for (const [key, step] of steps) {
          const controllers = waiters.get(key)!;
          if (step === 'enter') {
            const controller = new AbortController();
            controllers.push(controller);
            const take = async () => {
              const release = await gate.enter(key, controller.signal);
              controllers.splice(controllers.indexOf(controller), 1);
              held.get(key)!.push(release);
            };
            take().catch(() => undefined);
          } else if (step === 'leave') held.get(key)!.shift()?.();
          else controllers.shift()?.abort();
          await new Promise((turn) => {
            setImmediate(turn);
          });
          for (const places of held.values()) expect(places.length).toBeLessThanOrEqual(2);
          const count = [...held.values()].flat().length;
          expect(gate.inside).toBe(count);
          const wanting = [...waiters].some(
            ([name, all]) => all.length > 0 && held.get(name)!.length < 2,
          );
          expect(wanting && count < 4).toBe(false);
        }
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

it('nothing is sent for a caller who leaves while waiting for a slot', async () => {
  const held: (() => void)[] = [];
  const hold: Respond = (response, request, index) =>
    held.push(() => json(200, { id: 1 })(response, request, index));
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
