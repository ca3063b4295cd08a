import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { injectFault } from '../../support/sandbox-control.ts';
import { connectSocket, subscribeTo } from '../../support/socket-client.ts';
import { changed, nothing, useLeftovers } from './support/leftovers.ts';

const served = useLeftovers();
const { port, remaining } = served;

describe('a subscription over WebSocket leaves nothing behind', () => {
  const connect = () =>
    connectSocket(`http://127.0.0.1:${port()}`, {
      payload: { authorization: 'Bearer phx_sandbox' },
    });

  it('when its client completes it and leaves', async () => {
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    await raw.next();
    raw.send({ type: 'complete', id: 'one' });
    await vi.waitUntil(() => served.time.sleeping === 0, { timeout: 30_000 });
    raw.socket.close();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects in the middle of several', async () => {
    const raw = await connect();
    for (const id of [3, 4, 5]) subscribeTo(raw, `of ${id}`, changed(id));
    // All have begun: a read that is under way when the client leaves may still be answered.
    for (let events = 0; events < 3; events += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await raw.next();
    }
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects at every moment after it asked', async () => {
    for (let n = 0; n < 10; n += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const raw = await connect();
      subscribeTo(raw, 'one', changed());
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await wait(n);
      raw.socket.terminate();
    }
    const last = await connect();
    subscribeTo(last, 'one', '{ experiment(id: 4) { name } }');
    expect(await last.next()).toMatchObject({ type: 'next' });
    last.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when its client disconnects while PostHog is slow', async () => {
    await injectFault(served.sandbox, 'experiments', { latency_ms: 60_000 });
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    subscribeTo(raw, 'two', '{ experiment(id: 4) { name } }');
    await vi.waitUntil(
      () => served.upstream.budget({ apiKey: 'phx_sandbox' })!.minuteRemaining < 479,
      {
        timeout: 30_000,
      },
    );
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when it is refused', async () => {
    const raw = await connect();
    for (const query of [changed('x'), 'subscription { nope }', changed(999_999)]) {
      subscribeTo(raw, 'one', query);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(JSON.stringify(await raw.next())).toContain('"code"');
    }
    raw.socket.terminate();
    expect(await remaining()).toEqual(nothing);
  });

  it('when the server stops', async () => {
    const raw = await connect();
    subscribeTo(raw, 'one', changed());
    await raw.next();
    served.stopping.abort();
    expect(await raw.next()).toEqual({ type: 'complete', id: 'one' });
    raw.socket.close();
    expect(await remaining()).toEqual(nothing);
  });
});
