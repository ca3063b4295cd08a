import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLiveGraph, type LiveGraph, type LiveGraphOptions } from '../../support/live.ts';
import { asColleague, injectFault, load, loadHundred } from '../../support/sandbox-control.ts';

let graph: LiveGraph;
let id: string;
let otherKey: string;
async function start(options: LiveGraphOptions = {}): Promise<void> {
  graph = await startLiveGraph(options);
  ({ id, key: otherKey } = await load(graph.sandbox, {
    experiment: { name: 'Checkout', feature_flag_key: 'checkout', metrics: [] },
    flag: { key: 'checkout', active: false },
  }));
  graph.sandbox.clearRequests();
}
beforeEach(() => start());
afterEach(async () => {
  vi.useRealTimers();
  await graph.close();
});

const query = `subscription ($id: ID!) {
  experimentChanged(id: $id) {
    isFirst pace nextCheckAt checkedAt changes { field after } experiment { name }
  }
}`;
const listen = (key?: string) => graph.subscribe({ query, variables: { id } }, key);
const reads = () => graph.sandbox.requests().filter(({ method }) => method === 'GET').length;
const rename = (name: string) =>
  asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { name });

const other = (n: number) =>
  graph.subscribe({
    query: 'subscription ($id: ID!) { recalculationProgress(experimentId: $id) { isRunning } }',
    variables: { id: String(n) },
  });
const name = async () =>
  (await graph.ask('query ($id: ID!) { experiment(id: $id) { name metrics { uuid } } }', { id }))[
    'experiment'
  ].name;
const listed = async () =>
  (await graph.ask('{ experiments { nodes { name } } }'))['experiments'].nodes[0].name;

describe('pollers', () => {
  it('are shared by all who listen to the same topic with the same key, and all of them are notified', async () => {
    const streams = Array.from({ length: 20 }, () => listen());
    const firsts = await Promise.all(streams.map((stream) => stream.next()));
    await graph.resting();
    expect(reads()).toBe(1);
    // Counted once, however many listeners received it.
    expect(firsts.reduce((sum, answer) => sum + Number(answer?.upstream['calls']), 0)).toBe(1);
    expect(firsts.reduce((sum, answer) => sum + Number(answer?.upstream['deduplicated']), 0)).toBe(
      19,
    );
    await rename('Renamed');
    graph.time.pass(10_000);
    const events = await Promise.all(streams.map((stream) => stream.next()));
    expect(events.map((answer) => answer?.event['experiment'].name)).toEqual(
      Array.from({ length: 20 }, () => 'Renamed'),
    );
    expect(reads()).toBe(2);
  });

  it('are separate for each key: none reads with another key’s', async () => {
    await Promise.all([listen().next(), listen(otherKey).next()]);
    await graph.resting(2);
    expect(reads()).toBe(2);
    expect(new Set(graph.sandbox.requests().map(({ key }) => key)).size).toBe(2);
  });

  it('give a late listener the latest state, without a call', async () => {
    await listen().next();
    await graph.resting();
    const answer = await listen().next();
    expect(answer?.event).toMatchObject({ isFirst: true, experiment: { name: 'Checkout' } });
    expect(answer?.upstream).toMatchObject({ calls: 0, deduplicated: 1 });
    expect(reads()).toBe(1);
  });

  it('stop with the last listener, and not before', async () => {
    const [one, other] = [listen(), listen()];
    await Promise.all([one.next(), other.next()]);
    await graph.resting();
    one.stop();
    await rename('Still heard');
    graph.time.pass(10_000);
    expect((await other.next())?.event['experiment'].name).toBe('Still heard');
    await graph.resting();
    other.stop();
    await graph.resting(0);
    const before = reads();
    graph.time.pass(600_000);
    expect(reads()).toBe(before);
  });

  it("report everything that changed since a listener's last event in one event", async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    await rename('One');
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, { description: 'Two' });
    graph.time.pass(10_000);
    const fields = (await stream.next())?.event['changes'].map(
      ({ field }: { field: string }) => field,
    );
    expect(fields).toEqual(['name', 'description', 'version']);
  });

  it('refuse more than a hundred different topics for one key', async () => {
    await loadHundred(graph.sandbox);
    await Promise.all(Array.from({ length: 100 }, (_, n) => other(n + 1).next()));
    const answer = await listen().next();
    expect(answer?.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
  });
});

describe('a poller and the budget', () => {
  it('slows down in favour of interactive requests when little is left, reports it, and recovers', async () => {
    await graph.close();
    vi.useFakeTimers({ toFake: ['Date'] });
    await start({ upstream: { budget: { perMinute: 8, perHour: 1_000 } } });
    const stream = listen();
    await stream.next();
    for (const _ of Array.from({ length: 6 })) {
      await graph.ask('query ($id: ID!) { experiment(id: $id) { metrics { uuid } } }', { id });
    }
    await graph.resting();
    graph.time.pass(10_000);
    const short = await stream.next();
    expect(short?.event).toMatchObject({ pace: 'BUDGET_SHORT', changes: [] });
    const { checkedAt, nextCheckAt } = short!.event;
    expect(Date.parse(nextCheckAt) - Date.parse(checkedAt)).toBe(300_000);
    await graph.resting();
    vi.setSystemTime(Date.now() + 60_000);
    graph.time.pass(300_000);
    expect((await stream.next())?.event).toMatchObject({ pace: 'QUIET', changes: [] });
  });

  it('counts the calls of each check', async () => {
    const stream = listen();
    await stream.next();
    for (const wait of [10_000, 10_000, 20_000]) {
      await graph.resting();
      graph.time.pass(wait);
    }
    await graph.resting();
    await rename('At last');
    graph.time.pass(40_000);
    expect((await stream.next())?.upstream).toMatchObject({ calls: 4, predicted: 1 });
  });
});

describe('a change found by a poller', () => {
  const freshness = {
    seconds: { experiments: 3_600, settings: 3_600, results: 3_600 },
    maxStaleMs: 0,
    maxBytes: 10_000_000,
  };
  it('replaces the cached experiment, and evicts the lists that contain it', async () => {
    await graph.close();
    await start({ upstream: { freshness } });
    expect([await name(), await listed()]).toEqual(['Checkout', 'Checkout']);
    const stream = listen();
    await stream.next();
    await graph.resting();
    await rename('Renamed');
    expect([await name(), await listed()]).toEqual(['Checkout', 'Checkout']);
    graph.time.pass(10_000);
    await stream.next();
    graph.sandbox.clearRequests();
    expect([await name(), await listed()]).toEqual(['Renamed', 'Renamed']);
    // The list alone: the experiment itself is cached as the poller read it.
    expect(reads()).toBe(1);
  });

  it('waits at most a day when PostHog asks for longer, and reports the actual time of the next check', async () => {
    const stream = listen();
    await stream.next();
    await graph.resting();
    await injectFault(graph.sandbox, '.', { status: 429, retry_after: 4_000_000, times: 1 });
    graph.time.pass(10_000);
    const before = graph.sandbox.now().getTime();
    await vi.waitUntil(() => graph.time.asked.length === 2);
    const [, asked = 0] = graph.time.asked;
    expect(asked).toBe(86_400_000);
    const event = (await stream.next())?.event;
    expect(event?.['pace']).toBe('BUDGET_SHORT');
    const next = Date.parse(event?.['nextCheckAt']);
    expect(next).toBeGreaterThanOrEqual(before + asked);
    expect(next).toBeLessThanOrEqual(graph.sandbox.now().getTime() + asked);
  });
});
