import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { injectFault } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
let sessions: string[];
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { data } = await graph.query(`{
    experiments(first: 1, filter: { search: "One-page checkout" }) {
      nodes { sessionBucket(bucket: FIRED_ANY, limit: 45) { sessionIds } }
    }
  }`);
  sessions = data['experiments'].nodes[0].sessionBucket.sessionIds;
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

interface Hit {
  readonly eventCount: number;
}
interface MetricHit extends Hit {
  readonly sources: readonly Hit[];
}
interface Seen {
  readonly metricsInSession: readonly MetricHit[];
}

const CONTEXTS = `query ($ids: [String!]!) {
  sessionContexts(sessionIds: $ids) { sessionId experiments { flagKey } }
}`;

describe('the contexts of recordings', () => {
  it('come in the requested order, 20 recordings per upstream call', async () => {
    expect(sessions).toHaveLength(45);
    const { data, calls, errors } = await graph.query(CONTEXTS, { ids: sessions });
    expect(errors).toBeUndefined();
    expect(
      data['sessionContexts'].map((context: { sessionId: string }) => context.sessionId),
    ).toEqual(sessions);
    for (const { experiments } of data['sessionContexts']) {
      expect(experiments).toContainEqual({ flagKey: 'one-page-checkout' });
    }
    expect(calls).toBe(3);
  });

  it('are null where PostHog does not know the recording', async () => {
    const { data, calls, errors } = await graph.query(CONTEXTS, {
      ids: ['unknown', sessions[0], 'unknown-too'],
    });
    expect(errors).toBeUndefined();
    expect(data['sessionContexts']).toEqual([
      null,
      expect.objectContaining({ sessionId: sessions[0] }),
      null,
    ]);
    expect(calls).toBe(1);
  });

  it('requested individually and together share their calls, and each is requested once', async () => {
    const { data, calls } = await graph.query(
      `query ($a: String!, $b: String!, $ids: [String!]!) {
        a: sessionContext(sessionId: $a) { sessionId }
        b: sessionContext(sessionId: $b) { sessionId }
        none: sessionContext(sessionId: "unknown") { sessionId }
        all: sessionContexts(sessionIds: $ids) { sessionId }
      }`,
      { a: sessions[0], b: sessions[1], ids: sessions.slice(0, 19) },
    );
    expect(data['a'].sessionId).toBe(sessions[0]);
    expect(data['b'].sessionId).toBe(sessions[1]);
    expect(data['none']).toBeNull();
    expect(data['all']).toHaveLength(19);
    expect(calls).toBe(1);
  });

  it('list the variants seen and the metrics that occurred, and link to all experiments in 1 call', async () => {
    const { data, calls, errors } = await graph.query(
      `query ($id: String!) {
        sessionContext(sessionId: $id) {
          experiments {
            experimentId experimentName flagKey variant variantsSeen multipleVariants
            firstExposureTimestamp experimentStartDate experimentEndDate
            metricsInSession {
              metricUuid metricName eventCount firstTimestamp timestamps
              sources { role name index total eventCount firstTimestamp timestamps }
            }
            experiment { posthogId name startDate endDate }
          }
        }
      }`,
      { id: sessions[0] },
    );
    expect(errors).toBeUndefined();
    const { experiments } = data['sessionContext'];
    for (const seen of experiments) {
      expect(seen.experiment).toEqual({
        posthogId: seen.experimentId,
        name: seen.experimentName,
        startDate: seen.experimentStartDate,
        endDate: seen.experimentEndDate,
      });
      expect(seen.variantsSeen).toContain(seen.variant);
      expect(seen.multipleVariants).toBe(seen.variantsSeen.length > 1);
      for (const hit of seen.metricsInSession) {
        const counts = hit.sources.map(({ eventCount }: Hit) => eventCount);
        expect(hit.eventCount).toBe(counts.reduce((sum: number, count: number) => sum + count, 0));
        expect(hit.timestamps).toContain(hit.firstTimestamp);
      }
    }
    expect(experiments.some(({ metricsInSession }: Seen) => metricsInSession.length > 0)).toBe(
      true,
    );
    expect(experiments.length).toBeGreaterThan(2);
    expect(calls).toBe(2);
  });

  it('of a call that fails are null with the reason; those of other calls are answered', async () => {
    await injectFault(graph.sandbox, 'session_contexts', { times: 1, status: 403 });
    const { data, errors } = await graph.query(CONTEXTS, { ids: sessions.slice(0, 25) });
    const missing = data['sessionContexts'].filter((context: unknown) => context === null).length;
    expect([5, 20]).toContain(missing);
    expect(errors).toHaveLength(missing);
  });

  it.each([
    ['none', []],
    ['more than 100', Array.from({ length: 101 }, (_, index) => `s${index}`)],
    ['an empty one', ['']],
  ])('are refused before any call for %s', async (_what, ids) => {
    const { errors, calls } = await graph.query(CONTEXTS, { ids });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'sessionIds',
    });
    expect(calls).toBe(0);
  });
});
