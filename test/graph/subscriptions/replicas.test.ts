import { describe, expect, it, vi } from 'vitest';
import { asColleague, injectFault } from '../../support/sandbox-control.ts';
import type { Stream } from '../../support/live.ts';
import { useReplicas } from './support/replicas.ts';

const served = useReplicas();
const { listen, reads, read, rename } = served;

const names = (answers: readonly Awaited<ReturnType<Stream['next']>>[]) =>
  answers.map((answer) => answer?.event['experiment'].name as string);
const nexts = (streams: readonly Stream[]) => Promise.all(streams.map((stream) => stream.next()));

describe('two replicas', () => {
  it('ask PostHog once for all who listen to the same thing with the same key', async () => {
    const streams = [listen(served.one), listen(served.other), listen(served.other)];
    const firsts = await nexts(streams);
    expect(names(firsts)).toEqual(['Checkout', 'Checkout', 'Checkout']);
    expect(reads()).toBe(1);
    // Counted once, whichever replica the listener is connected to.
    expect(firsts.reduce((sum, answer) => sum + Number(answer?.upstream['calls']), 0)).toBe(1);
    await served.one.pass(10_000);
    await read(2);
    await rename('Renamed');
    await served.one.pass(10_000);
    const events = await nexts(streams);
    expect(names(events)).toEqual(['Renamed', 'Renamed', 'Renamed']);
    expect(events.map((answer) => answer?.event['changes'])).toEqual(
      events.map(() => [
        { field: 'name', before: 'Checkout', after: 'Renamed' },
        expect.objectContaining({ field: 'version' }),
      ]),
    );
    expect(new Set(events.map((answer) => answer?.id)).size).toBe(1);
    expect(reads()).toBe(3);
    expect(streams.map(({ waiting }) => waiting)).toEqual([0, 0, 0]);
  });

  it('ask separately for each key', async () => {
    await nexts([listen(served.one), listen(served.other, undefined, served.otherKey)]);
    expect(reads()).toBe(2);
    expect(new Set(served.one.sandbox.requests().map(({ key }) => key)).size).toBe(2);
  });

  it('give a listener at the second one the state that the first has read, with the time of the next check', async () => {
    const first = await listen(served.one).next();
    await served.one.pass(3_000);
    const late = await listen(served.other).next();
    expect(late?.event).toEqual({ ...first?.event, isFirst: true });
    expect(late?.upstream).toMatchObject({ calls: 0, deduplicated: 1 });
    expect(reads()).toBe(1);
  });

  it('give a listener at the second one a recent state, which the first has read for it', async () => {
    const stream = listen(served.one);
    await stream.next();
    await served.one.pass(6_000);
    await rename('Renamed');
    const late = listen(served.other).next();
    await served.one.pass(500);
    expect((await late)?.event).toMatchObject({ isFirst: true, experiment: { name: 'Renamed' } });
    expect(names([await stream.next()])).toEqual(['Renamed']);
    expect(reads()).toBe(2);
  });

  it('give a listener at the second one what is known, if the first does not answer for two seconds', async () => {
    await listen(served.one).next();
    await served.one.pass(6_000);
    served.one.freeze();
    const late = listen(served.other).next();
    await served.one.pass(2_500);
    expect((await late)?.event).toMatchObject({ isFirst: true, experiment: { name: 'Checkout' } });
    expect(reads()).toBe(1);
  });

  it('replace one that hangs within two intervals, and report everything once', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    served.one.freeze();
    await rename('Unseen');
    await served.one.pass(20_000);
    expect(names([await streams[1]?.next()])).toEqual(['Unseen']);
    expect(reads()).toBe(2);
    await rename('Seen');
    await served.one.pass(10_000);
    expect(names([await streams[1]?.next()])).toEqual(['Seen']);
    expect(streams[1]?.waiting).toBe(0);
  });

  it('hand over at once when the last listener of the one that asks leaves, and keep the pace', async () => {
    const [leaving, staying] = [listen(served.one), listen(served.other)];
    await nexts([leaving, staying]);
    await served.one.pass(4_000);
    leaving.stop();
    await served.one.pass(5_000);
    expect(reads()).toBe(1);
    await rename('Renamed');
    await served.one.pass(1_500);
    expect(names([await staying.next()])).toEqual(['Renamed']);
    expect(reads()).toBe(2);
  });

  it('hand over when the one that asks is stopped', async () => {
    const [stopped, staying] = [listen(served.one), listen(served.other)];
    await nexts([stopped, staying]);
    served.one.stopStreams();
    expect(await stopped.next()).toBeUndefined();
    await rename('Renamed');
    await served.one.pass(10_500);
    expect(names([await staying.next()])).toEqual(['Renamed']);
    expect(reads()).toBe(2);
  });

  it('look at once when something was written through the one that follows', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    const sent = { id: served.id, name: 'Written' };
    await served.other.ask(
      'mutation ($id: ID!, $name: String!) { updateExperiment(input: { id: $id, name: $name }) { __typename } }',
      sent,
    );
    served.one.sandbox.clearRequests();
    await served.one.pass(500);
    expect(names(await nexts(streams))).toEqual(['Written', 'Written']);
    expect(reads()).toBe(1);
  });

  it('say at both that PostHog asks for fewer checks, and until when', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    await injectFault(served.one.sandbox, '.', { status: 429, retry_after: 3_600, times: 1 });
    await served.one.pass(10_000);
    const short = await nexts(streams);
    expect(short.map((answer) => answer?.event['pace'])).toEqual(['BUDGET_SHORT', 'BUDGET_SHORT']);
    expect(short[0]?.event).toEqual(short[1]?.event);
    expect(reads()).toBe(2);
  });

  it('end the subscriptions at both when the experiment is deleted', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    await asColleague(served.one.sandbox, 'PATCH', `experiments/${served.id}/`, { deleted: true });
    await served.one.pass(11_000);
    const lasts = await nexts(streams);
    expect(lasts.map((answer) => answer?.event['experiment'])).toEqual([null, null]);
    expect(await nexts(streams)).toEqual([undefined, undefined]);
    expect(reads()).toBe(2);
  });

  it('end the subscriptions at both when PostHog refuses the key', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    await injectFault(served.one.sandbox, 'experiments', { status: 401 });
    await served.one.pass(10_500);
    for (const answer of await nexts(streams)) {
      expect(answer?.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });
});

describe('two replicas whose store cannot be used', () => {
  it('ask each for itself, and together again when it is back, without reporting anything twice', async () => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    served.stores.interrupt();
    await rename('While it is down');
    await served.one.pass(10_500);
    expect(names(await nexts(streams))).toEqual(['While it is down', 'While it is down']);
    expect(reads()).toBe(3);
    expect([served.one.alone, served.other.alone]).toEqual([[true], [true]]);
    served.stores.restore();
    await served.one.pass(500);
    expect([served.one.alone, served.other.alone]).toEqual([
      [true, false],
      [true, false],
    ]);
    served.one.sandbox.clearRequests();
    await served.one.pass(10_000);
    await read(1);
    await rename('Afterwards');
    await served.one.pass(10_000);
    const events = await nexts(streams);
    expect(names(events)).toEqual(['Afterwards', 'Afterwards']);
    expect(new Set(events.map((answer) => answer?.id)).size).toBe(1);
    expect(reads()).toBe(2);
    expect(streams.map(({ waiting }) => waiting)).toEqual([0, 0]);
  });

  it.each([0, 1])('goes on where only one of them cannot use it: number %i', async (replica) => {
    const streams = [listen(served.one), listen(served.other)];
    await nexts(streams);
    served.stores.interrupt([replica]);
    await rename('First');
    await served.one.pass(20_000);
    expect(names(await nexts(streams))).toEqual(['First', 'First']);
    served.stores.restore();
    await served.one.pass(500);
    await rename('Second');
    await served.one.pass(20_000);
    expect(names(await nexts(streams))).toEqual(['Second', 'Second']);
    expect(streams.map(({ waiting }) => waiting)).toEqual([0, 0]);
  });

  it('begin without it', async () => {
    served.stores.interrupt();
    const streams = [listen(served.one), listen(served.other)];
    expect(names(await nexts(streams))).toEqual(['Checkout', 'Checkout']);
    expect(reads()).toBe(2);
    await vi.waitUntil(() => served.one.alone.length === 1);
  });
});
