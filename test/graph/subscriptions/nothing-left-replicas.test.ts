import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { injectFault } from '../../support/sandbox-control.ts';
import {
  answerOf,
  changed,
  countedStore,
  live,
  multipart,
  nothingShared,
  until,
  useLeftovers,
} from './support/leftovers.ts';

const served = useLeftovers(countedStore);
const { open, remaining, leave } = served;

describe('a subscription of one replica leaves no lease, no message channel and no timer behind', () => {
  it.each([
    ['as events', live],
    ['as parts', multipart],
  ])('when its client disconnects at every moment, %s', async (_how, headers) => {
    for (let n = 0; n < 10; n += 1) {
      const socket = open(changed(), headers);
      await wait(n);
      socket.destroy();
    }
    expect(await remaining()).toEqual(nothingShared);
  });

  it.each([
    ['polls', false],
    ['follows another one', true],
  ])('when its client disconnects while it %s', async (_what, follows) => {
    served.shared.isTaken = follows;
    const socket = open(changed(), live);
    if (follows) await vi.waitUntil(() => served.time.sleeping === 1, { timeout: 30_000 });
    else await until(socket, '"pace"');
    expect(await leave(socket)).toEqual(nothingShared);
  });

  it('when it is refused', async () => {
    for (const query of [changed('x'), 'subscription { nope }', changed(999_999)]) {
      const socket = open(query, live);
      expect(await answerOf(socket)).toContain('"errors"');
      socket.destroy();
    }
    expect(await remaining()).toEqual(nothingShared);
  });

  it('when the server stops', async () => {
    const socket = open(changed(), live);
    const answer = answerOf(socket);
    await vi.waitUntil(() => served.time.sleeping === 2, { timeout: 30_000 });
    served.stopping.abort();
    expect(await answer).toContain('event: complete');
    expect(await leave(socket)).toEqual(nothingShared);
  });

  it('when PostHog refuses the key in the middle', async () => {
    const socket = open(changed(), live);
    const answer = answerOf(socket);
    await vi.waitUntil(() => served.time.sleeping === 2, { timeout: 30_000 });
    await injectFault(served.sandbox, 'experiments', { status: 401 });
    // In steps in which the lease is renewed.
    for (let passed = 0; passed < 10_000; passed += 500) {
      served.time.pass(500);
      await wait(3);
    }
    expect(await answer).toContain('UNAUTHENTICATED');
    expect(await leave(socket)).toEqual(nothingShared);
  });
});
