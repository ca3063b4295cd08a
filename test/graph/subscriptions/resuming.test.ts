import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph, type Stream } from '../../support/live.ts';
import { asColleague, load } from '../../support/sandbox-control.ts';
import { useReplicas } from './support/replicas.ts';

let graph: LiveGraph;
let id: string;
let otherKey: string;

beforeEach(async () => {
  graph = await startLiveGraph();
  ({ id, key: otherKey } = await load(graph.sandbox, {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
    flag: { key: 'checkout', active: false },
  }));
  graph.sandbox.clearRequests();
});
afterEach(() => graph.close());

const CHANGED = `subscription ($id: ID!) {
  experimentChanged(id: $id) { isFirst changes { field before after } experiment { name } }
}`;
const extended = (lastEventId: unknown) =>
  lastEventId === undefined ? {} : { extensions: { lastEventId } };
const listen = (lastEventId?: unknown, key?: string) =>
  graph.subscribe({ query: CHANGED, variables: { id }, ...extended(lastEventId) }, key);
const rename = (name: string) =>
  asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name });
const reads = () => graph.sandbox.requests().filter(({ method }) => method === 'GET').length;

/** The first event of a subscriber that then leaves. */
async function seenOnce(stream: Stream) {
  const answer = await stream.next();
  stream.stop();
  await graph.resting(0);
  return answer;
}

describe('a subscriber that gives the id of the last event it saw', () => {
  it('first gets what has changed since, in one event', async () => {
    const seen = await seenOnce(listen());
    expect(seen).toMatchObject({ event: { isFirst: true }, resumed: undefined });
    await rename('One');
    await rename('Two');
    const answer = await listen(seen?.id).next();
    expect(answer?.event).toMatchObject({
      isFirst: false,
      experiment: { name: 'Two' },
      changes: [{ field: 'name', before: 'Checkout', after: 'Two' }, { field: 'version' }],
    });
    expect(answer?.resumed).toBe(true);
    expect(reads()).toBe(2);
  });

  it('gets nothing where nothing has changed, and then the next change', async () => {
    const seen = await seenOnce(listen());
    const stream = listen(seen?.id);
    await graph.resting();
    await rename('Renamed');
    graph.time.pass(10_000);
    const answer = await stream.next();
    expect(answer?.event).toMatchObject({ isFirst: false, experiment: { name: 'Renamed' } });
    expect(answer?.resumed).toBe(true);
    await graph.resting();
    await rename('Again');
    graph.time.pass(10_000);
    expect(await stream.next()).toMatchObject({ resumed: undefined, event: { isFirst: false } });
  });

  it('continues after any event, not only after the last', async () => {
    const stream = listen();
    const first = await stream.next();
    await graph.resting();
    await rename('One');
    graph.time.pass(10_000);
    const second = await stream.next();
    expect(second?.id).not.toBe(first?.id);
    const [fromFirst, fromSecond] = [listen(first?.id), listen(second?.id)];
    expect((await fromFirst.next())?.event['changes'][0]).toEqual({
      field: 'name',
      before: 'Checkout',
      after: 'One',
    });
    await graph.resting();
    await rename('Two');
    graph.time.pass(10_000);
    const news = await Promise.all([fromFirst, fromSecond].map((one) => one.next()));
    expect(news.map((answer) => answer?.event['changes'][0])).toEqual([
      { field: 'name', before: 'One', after: 'Two' },
      { field: 'name', before: 'One', after: 'Two' },
    ]);
    expect(fromSecond.waiting).toBe(0);
  });

  it('hears that the experiment was deleted while it was away', async () => {
    const seen = await seenOnce(listen());
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { deleted: true });
    const stream = listen(seen?.id);
    expect((await stream.next())?.event).toMatchObject({
      experiment: null,
      changes: [{ field: 'deleted', before: false, after: true }],
    });
    expect(await stream.next()).toBeUndefined();
  });

  it('sees one id for one state, however often it comes back', async () => {
    const seen = await seenOnce(listen());
    const again = await seenOnce(listen());
    expect(again?.id).toBe(seen?.id);
  });

  it.each([
    ['of another key', async () => (await seenOnce(listen(undefined, otherKey)))?.id],
    ['of another process', () => 'AbCdEfGhIjKl.1764400000000-1'],
    [
      'of another subscription',
      async () => {
        const query = `subscription { recalculationProgress(experimentId: ${id}) { isRunning } }`;
        return (await seenOnce(graph.subscribe({ query })))?.id;
      },
    ],
    [
      'that has expired',
      async () => {
        const seen = await seenOnce(listen());
        graph.time.pass(3_700_000);
        return seen?.id;
      },
    ],
  ])(
    'gets the present state, marked as not resumed, for the id of an event %s',
    async (_which, made) => {
      const answer = await listen(await made()).next();
      expect(answer).toMatchObject({
        resumed: false,
        event: { isFirst: true, changes: [], experiment: { name: 'Checkout' } },
      });
    },
  );

  it('can come back after more than an hour with the same state', async () => {
    const stream = listen();
    const seen = await stream.next();
    for (let checks = 0; checks < 70; checks += 1) {
      await graph.resting();
      graph.time.pass(60_000);
    }
    await graph.resting();
    stream.stop();
    await graph.resting(0);
    await rename('Renamed');
    expect(await listen(seen?.id).next()).toMatchObject({
      resumed: true,
      event: { isFirst: false, experiment: { name: 'Renamed' } },
    });
  });

  it.each(['x', 'AbCdEfGhIjKl', 'AbCdEfGhIjKl.1', `${'A'.repeat(12)}.1-1\n`, 'é', 3, {}, [], true])(
    'is refused where %j cannot be one, without a call',
    async (lastEventId) => {
      expect((await listen(lastEventId).next())?.errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', argument: 'extensions.lastEventId' } },
      ]);
      expect(reads()).toBe(0);
    },
  );
});

describe('a subscriber that comes back to another replica', () => {
  const served = useReplicas();

  it('gets what has changed since, and nothing twice', async () => {
    const stream = served.listen(served.one);
    const seen = await stream.next();
    stream.stop();
    await served.rename('Renamed');
    const back = served.listen(served.other, seen?.id);
    await served.one.pass(500);
    const answer = await back.next();
    expect(answer).toMatchObject({
      resumed: true,
      event: { isFirst: false, changes: [{ field: 'name', after: 'Renamed' }, {}] },
    });
    await served.one.pass(10_000);
    expect(back.waiting).toBe(0);
  });

  it('does so when the one it came from hangs', async () => {
    const stream = served.listen(served.one);
    const seen = await stream.next();
    served.one.freeze();
    await served.rename('Renamed');
    const back = served.listen(served.other, seen?.id);
    await served.one.pass(20_000);
    expect(await back.next()).toMatchObject({
      resumed: true,
      event: { isFirst: false, changes: [{ field: 'name', after: 'Renamed' }, {}] },
    });
    expect(back.waiting).toBe(0);
    expect(served.reads()).toBeLessThan(4);
  });

  it('gets the present state, marked as not resumed, while the store cannot be used', async () => {
    const stream = served.listen(served.one);
    const seen = await stream.next();
    served.stores.interrupt();
    expect(await served.listen(served.other, seen?.id).next()).toMatchObject({
      resumed: false,
      event: { isFirst: true },
    });
  });

  it('gets nothing of another key', async () => {
    const seen = await served.listen(served.one).next();
    const back = served.listen(served.other, seen?.id, served.otherKey);
    expect(await back.next()).toMatchObject({ resumed: false, event: { isFirst: true } });
  });
});
