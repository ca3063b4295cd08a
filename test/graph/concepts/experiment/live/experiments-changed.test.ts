import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLiveGraph, type LiveGraph } from '../../../../support/live.ts';
import { asColleague } from '../../../../support/sandbox-control.ts';

const RUNNING = 15;
const id = (posthogId: number) => Buffer.from(`Experiment:1:${posthogId}`).toString('base64url');

const query = `subscription {
  experimentsChanged { isFirst pace changedIds removedIds totalCount changes { field before after } }
}`;

describe('experimentsChanged', () => {
  let graph: LiveGraph;
  beforeEach(async () => {
    graph = await startLiveGraph({ sandbox: { now: '2026-11-14T12:00:00Z' } });
    graph.sandbox.clearRequests();
  });
  afterEach(() => graph.close());

  const reads = () => graph.sandbox.requests().filter(({ method }) => method === 'GET').length;

  /** Begins to listen, and resolves when the next check is awaited. */
  async function listening() {
    const stream = graph.subscribe({ query });
    const first = await stream.next();
    await graph.resting();
    return { stream, first, total: first!.event['totalCount'] as number };
  }

  it('begins with the number of experiments, by one call for all of them', async () => {
    const { first, total } = await listening();
    expect(first?.errors).toBeUndefined();
    expect(first?.event).toMatchObject({
      isFirst: true,
      pace: 'STEADY',
      changedIds: [],
      removedIds: [],
      changes: [],
    });
    expect(total).toBeGreaterThan(20);
    expect(first?.upstream).toMatchObject({ calls: 1, predicted: 1 });
    expect(reads()).toBe(1);
  });

  it('names the experiment that a colleague renamed, and counts one call a check', async () => {
    const { stream } = await listening();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${RUNNING}/`, { name: 'Another name' });
    const next = await graph.passUntil(15_000, stream.next());
    expect(next?.event).toMatchObject({
      isFirst: false,
      changedIds: [id(RUNNING)],
      removedIds: [],
      changes: [{ field: 'changedIds', before: null, after: ['1:15'] }],
    });
    expect(next?.upstream['calls']).toBe(1);
  });

  it('names the experiment whose flag a colleague turned off, which does not change the experiment itself', async () => {
    const { stream } = await listening();
    await asColleague(graph.sandbox, 'POST', `experiments/${RUNNING}/pause/`, {});
    const next = await graph.passUntil(15_000, stream.next());
    expect(next?.event['changedIds']).toEqual([id(RUNNING)]);
  });

  it('names a new experiment, and afterwards that it was deleted, with their number', async () => {
    const { stream, total } = await listening();
    const created = await asColleague(graph.sandbox, 'POST', 'experiments/', {
      name: 'Footer links',
      feature_flag_key: 'footer-links',
    });
    const number = created['id'] as number;
    const next = await graph.passUntil(15_000, stream.next());
    expect(next?.event).toMatchObject({ changedIds: [id(number)], totalCount: total + 1 });
    await graph.resting();
    await asColleague(graph.sandbox, 'PATCH', `experiments/${number}/`, { deleted: true });
    const last = await graph.passUntil(15_000, stream.next());
    expect(last?.event).toMatchObject({
      changedIds: [],
      removedIds: [id(number)],
      totalCount: total,
    });
  });

  it('says nothing while nothing changes', async () => {
    const { stream } = await listening();
    await graph.pass(20_000);
    expect(stream.waiting).toBe(0);
    expect(reads()).toBe(2);
  });
});

describe('experimentsChanged of a project with more experiments than one call lists', () => {
  it('names the one that changed, wherever it stands on the list, and none that others moved', async () => {
    const graph = await startLiveGraph({
      sandbox: { now: '2026-11-14T12:00:00Z', experiments: 300 },
    });
    graph.sandbox.clearRequests();
    const stream = graph.subscribe({ query });
    const first = await stream.next();
    expect(first?.event['totalCount']).toBeGreaterThan(200);
    expect(first?.upstream['calls']).toBe(1);
    await graph.resting();
    const oldestFirst = await asColleague(
      graph.sandbox,
      'GET',
      'experiments/?status=stopped&order=updated_at&limit=1',
    );
    // Nobody has changed this one for the longest time, so it is not compared yet.
    const oldest = oldestFirst['results'][0].id as number;
    await asColleague(graph.sandbox, 'PATCH', `experiments/${oldest}/`, { description: 'Changed' });
    const next = await graph.passUntil(15_000, stream.next());
    expect(next?.event).toMatchObject({ changedIds: [id(oldest)], removedIds: [] });
    expect(next?.upstream['calls']).toBe(1);
    await graph.resting();
    // One of the compared experiments goes, so an older one moves up, which is no news.
    const stopped = await asColleague(
      graph.sandbox,
      'GET',
      'experiments/?status=stopped&order=-updated_at&limit=2',
    );
    const gone = stopped['results'][1].id as number;
    await asColleague(graph.sandbox, 'PATCH', `experiments/${gone}/`, { archived: true });
    const last = await graph.passUntil(15_000, stream.next());
    expect(last?.event).toMatchObject({ changedIds: [], removedIds: [id(gone)] });
    await graph.close();
  });
});
