import { expect, it } from 'vitest';
import { exampleEvent } from '../../src/events/example-event.ts';
import { createMemoryStore } from '../../src/shared-store/memory-store.ts';
import { createSharedState } from '../../src/watch-state/shared-state.ts';
import type { DeadLetters } from '../../src/webhooks/dead-letters.ts';
import { EndpointQueue, type QueueParts } from '../../src/webhooks/endpoint-queue.ts';
import type { Endpoint } from '../../src/webhooks/endpoint.ts';

const HOUR_MS = 3_600_000;

/** A queue of an endpoint that never accepts anything, with a clock that the test sets. */
function failingQueue() {
  let ms = Date.parse('2026-11-14T12:00:00Z');
  const now = () => new Date(ms);
  const givenUp: string[] = [];
  const counts: number[] = [];
  const nothing = () => undefined;
  const parts: QueueParts = {
    state: createSharedState({
      store: createMemoryStore({ now: () => ms, isShared: true }),
      now: () => ms,
    }),
    deadLetters: {
      append: (letters) => {
        givenUp.push(...letters.map(({ event }) => event.id));
        return Promise.resolve();
      },
    } as Pick<DeadLetters, 'append'> as DeadLetters,
    post: () => Promise.resolve({ kind: 'failed', reason: 'it was answered with 500' }),
    log: {
      attempted: nothing,
      onDisabled: nothing,
      onFailing: nothing,
      onGivenUp: (_name, count) => counts.push(count),
      onRecovered: nothing,
      onStateFailure: nothing,
      waiting: nothing,
    },
    now,
    random: () => 0,
  };
  const endpoint = {
    name: 'team',
    url: 'https://hooks.example.com/x',
    secrets: [`whsec_${Buffer.alloc(24, 7).toString('base64')}`],
    format: 'STANDARD',
  } as unknown as Endpoint;
  const queue = new EndpointQueue(endpoint, parts);
  return {
    queue,
    givenUp,
    counts,
    pass: (hours: number) => {
      ms += hours * HOUR_MS;
    },
    /** Puts so many events into the queue; resolves to their ids. */
    put: async (count: number): Promise<readonly string[]> => {
      const events = Array.from({ length: count }, (_, index) =>
        exampleEvent(new Date(ms + index)),
      );
      for (const event of events) await queue.put(event);
      return events.map(({ id }) => id);
    },
  };
}

it('gives up all events that have waited for more than three days with one failed attempt, and only those', async () => {
  const { queue, givenUp, pass, put } = failingQueue();
  const old = await put(120);
  pass(48);
  await put(3);
  await queue.deliverDue();
  expect(givenUp).toEqual([]);
  pass(25);
  const wait = await queue.deliverDue();
  expect(givenUp).toEqual(old);
  // The younger ones are tried later.
  expect(wait).toBeGreaterThan(0);
});

it('counts each event that it gives up once', async () => {
  const { queue, counts, pass, put } = failingQueue();
  await put(120);
  pass(73);
  await queue.deliverDue();
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(120);
});
