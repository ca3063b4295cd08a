import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph, type StreamedAnswer } from '../../support/live.ts';
import { asColleague, injectFault } from '../../support/sandbox-control.ts';

const RUNNING = 15;
const freshness = {
  seconds: { experiments: 5, settings: 60, results: 3_600 },
  maxStaleMs: 60_000,
  maxBytes: 10_000_000,
};

let graph: LiveGraph;
beforeEach(async () => {
  graph = await startLiveGraph({
    sandbox: { now: '2026-11-14T12:00:00Z' },
    upstream: { freshness, sleep: () => Promise.resolve() },
  });
});
afterEach(() => graph.close());

const reads = () => graph.sandbox.requests().filter(({ method }) => method === 'GET').length;
const rename = (name: string) =>
  asColleague(graph.sandbox, 'PATCH', `experiments/${RUNNING}/`, { name });
const listen = () =>
  graph.subscribe({
    query: `subscription { experimentChanged(id: "${RUNNING}") { isFirst pace checkedAt experiment { name asOf } } }`,
  });
const nameOf = (answer: StreamedAnswer | undefined) => answer?.event['experiment'].name as string;

/** Begins to listen, and resolves when the next check is awaited. */
async function listening() {
  const stream = listen();
  const first = await stream.next();
  await graph.resting();
  graph.sandbox.clearRequests();
  return { stream, first };
}

describe('a client that begins to listen to what another one listens to', () => {
  it('gets a state that is no older than the answer to a query, and so does the other one', async () => {
    const { stream } = await listening();
    await rename('Another name');
    graph.time.pass(5_000);
    const late = await listen().next();
    expect(late?.event['isFirst']).toBe(true);
    expect(nameOf(late)).toBe('Another name');
    const event = await stream.next();
    expect(nameOf(event)).toBe('Another name');
    expect(reads()).toBe(1);
    // The call is counted once, for one of the two.
    expect(Number(late?.upstream['calls']) + Number(event?.upstream['calls'])).toBe(1);
  });

  it('shares its call with all that come at the same time', async () => {
    await listening();
    graph.time.pass(5_000);
    const answers = await Promise.all(Array.from({ length: 200 }, () => listen().next()));
    expect(answers.every((answer) => answer?.event['isFirst'] === true)).toBe(true);
    expect(reads()).toBe(1);
  });

  it('causes no call within five seconds after a check', async () => {
    const { first } = await listening();
    graph.time.pass(4_000);
    const late = await listen().next();
    expect(late?.event['checkedAt']).toBe(first?.event['checkedAt']);
    expect(reads()).toBe(0);
  });

  it('gets what a query has just read, without a call', async () => {
    await listening();
    await rename('Read by a query');
    graph.time.pass(6_000);
    const { experiment } = await graph.ask(`{ experiment(id: "${RUNNING}") { name description } }`);
    expect(experiment.name).toBe('Read by a query');
    expect(reads()).toBe(1);
    expect(nameOf(await listen().next())).toBe('Read by a query');
    expect(reads()).toBe(1);
  });

  it('does not put off the next check of the other one', async () => {
    const { stream } = await listening();
    graph.time.pass(8_000);
    await listen().next();
    await graph.resting();
    await rename('Seen when it was due');
    graph.time.pass(2_000);
    expect(nameOf(await stream.next())).toBe('Seen when it was due');
    expect(reads()).toBe(2);
  });

  it('gets the state that is known while PostHog does not answer, which the pace says', async () => {
    const { first } = await listening();
    await injectFault(graph.sandbox, '.', { status: 500 });
    graph.time.pass(6_000);
    const [late, later] = [await listen().next(), await listen().next()];
    for (const answer of [late, later]) {
      expect(answer?.event).toMatchObject({ isFirst: true, pace: 'RETRYING' });
      expect(answer?.event['checkedAt']).toBe(first?.event['checkedAt']);
      expect(answer?.event['experiment'].asOf).toBe(first?.event['experiment'].asOf);
    }
  });
});

describe('a client that begins to listen to events', () => {
  it('causes no check: the first event says nothing of the state', async () => {
    const query = 'subscription { experimentEvents { isFirst events { type } } }';
    await graph.subscribe({ query }).next();
    await graph.resting();
    graph.sandbox.clearRequests();
    graph.time.pass(20_000);
    await graph.subscribe({ query }).next();
    expect(reads()).toBe(0);
  });
});
