import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { load } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
let id: string;
let draft: string;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { data } = await graph.query(`{
    running: experiments(first: 1, filter: { search: "One-page checkout" }) { nodes { id } }
    draft: experiments(first: 1, filter: { status: DRAFT }) { nodes { id } }
  }`);
  id = data['running'].nodes[0].id;
  draft = data['draft'].nodes[0].id;
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const BUCKET = `query ($id: ID!, $bucket: SessionBucketKind!, $metricUuids: [String!], $variant: String, $limit: Int) {
  experiment(id: $id) {
    name
    startDate
    metrics(role: PRIMARY) { uuid name }
    sessionBucket(bucket: $bucket, metricUuids: $metricUuids, variant: $variant, limit: $limit) {
      sessionIds truncated dateFrom dateTo filterTestAccounts usedExposureFallback
      consideredMetrics { metricUuid metricName }
      excludedMetrics { metricUuid metricName reason }
    }
  }
}`;

const keyOf = ({ key }: { key: string }) => key;

const recordings = () => graph.sandbox.requests().filter(({ path }) => path.includes('/session_'));

describe('a bucket of recordings', () => {
  it('contains those in which a metric occurred, for 1 upstream call', async () => {
    const { data, errors } = await graph.query(BUCKET, { id, bucket: 'FIRED_ANY', limit: 5 });
    expect(errors).toBeUndefined();
    const { startDate, sessionBucket } = data['experiment'];
    expect(sessionBucket).toMatchObject({ truncated: true, dateFrom: startDate });
    expect(sessionBucket.sessionIds).toHaveLength(5);
    expect(sessionBucket.consideredMetrics.length).toBeGreaterThan(0);
    expect(recordings()).toHaveLength(1);
  });

  it('can be restricted to some metrics and to a variant', async () => {
    const { data: all } = await graph.query(BUCKET, { id, bucket: 'FIRED_ANY' });
    const [metric] = all['experiment'].metrics;
    const { data, errors } = await graph.query(BUCKET, {
      id,
      bucket: 'FIRED_ANY',
      metricUuids: [metric.uuid],
      variant: 'test',
      limit: 20,
    });
    expect(errors).toBeUndefined();
    const { sessionBucket } = data['experiment'];
    expect(sessionBucket.consideredMetrics).toEqual([
      { metricUuid: metric.uuid, metricName: metric.name },
    ]);
    const { data: contexts } = await graph.query(
      `query ($ids: [String!]!) {
        sessionContexts(sessionIds: $ids) { experiments { flagKey variant metricsInSession { metricUuid } } }
      }`,
      { ids: sessionBucket.sessionIds },
    );
    for (const { experiments } of contexts['sessionContexts']) {
      const own = experiments.find(
        ({ flagKey }: { flagKey: string }) => flagKey === 'one-page-checkout',
      );
      expect(own.variant).toBe('test');
      expect(own.metricsInSession).toContainEqual({ metricUuid: metric.uuid });
    }
  });

  it('names the metrics it cannot search for', async () => {
    const { data } = await graph.query(BUCKET, { id, bucket: 'FUNNEL_DROPOFF' });
    const { consideredMetrics, excludedMetrics } = data['experiment'].sessionBucket;
    expect(consideredMetrics.length).toBeGreaterThan(0);
    expect(excludedMetrics).toContainEqual(
      expect.objectContaining({ metricUuid: expect.any(String), reason: 'not_a_funnel' }),
    );
  });

  it.each([0, 101])('refuses a limit of %i before any call', async (limit) => {
    const { data, errors } = await graph.query(BUCKET, { id, bucket: 'FIRED_ANY', limit });
    expect(data['experiment'].sessionBucket).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'limit' });
    expect(recordings()).toEqual([]);
  });

  it('is null for a draft, with PostHog’s reason, and the rest of the draft is answered', async () => {
    const { data, errors } = await graph.query(BUCKET, { id: draft, bucket: 'FIRED_ANY' });
    expect(data['experiment']).toMatchObject({ startDate: null, sessionBucket: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['experiment', 'sessionBucket'],
      message: 'Experiment has not been started yet',
    });
  });
});

describe('the recordings worth watching', () => {
  const DELTAS = `query ($id: ID!) {
    experiment(id: $id) {
      variants { key }
      sessionEventDeltas {
        cards {
          kind kindText event variant strength metricName recordingCount sessionIds
          highlights { sessionId reason }
        }
        variants { key persons sessions }
        tooEarly emptyReason emptyReasonText detectableShare metricEvents multipleVariantPersons
        multipleVariantHandling dateFrom dateTo filterTestAccounts usedExposureFallback
        sessionsTruncated eventsTruncated minVariantPersons maxCardRecordings droppedDuplicateCards
      }
    }
  }`;

  it('include what was examined for each variant, for 1 upstream call', async () => {
    const { data, calls, errors } = await graph.query(DELTAS, { id });
    expect(errors).toBeUndefined();
    const { variants, sessionEventDeltas: deltas } = data['experiment'];
    expect(deltas.variants.map(keyOf)).toEqual(variants.map(keyOf));
    expect(deltas.emptyReason === null).toBe(deltas.cards.length > 0);
    for (const card of deltas.cards) {
      expect(card).toMatchObject({ kind: 'METRIC', kindText: 'metric' });
      expect(card.sessionIds.length).toBeLessThanOrEqual(deltas.maxCardRecordings);
      for (const { sessionId } of card.highlights) expect(card.sessionIds).toContain(sessionId);
    }
    expect(calls).toBe(2);
    expect(recordings()).toHaveLength(1);
  });

  it('give the reason when there are none', async () => {
    const { data: found } = await graph.query(
      '{ experiments(first: 1, filter: { status: DRAFT }) { nodes { id posthogId } } }',
    );
    const [{ id: fresh }] = found['experiments'].nodes;
    const launched = await graph.query(
      'mutation ($id: ID!) { launchExperiment(input: { id: $id }) { outcome: __typename } }',
      { id: fresh },
    );
    expect(launched.data['launchExperiment'].outcome).toBe('LaunchExperimentPayload');
    const { data, errors } = await graph.query(DELTAS, { id: fresh });
    expect(errors).toBeUndefined();
    expect(data['experiment'].sessionEventDeltas).toMatchObject({
      cards: [],
      emptyReason: 'NO_RECORDINGS',
      emptyReasonText: 'no_recordings',
      tooEarly: true,
      detectableShare: null,
    });
    graph.sandbox.reset();
  });

  it('need a key with the scope to read recordings', async () => {
    const limited = await startGraph();
    const { id: number, key } = await load(limited.sandbox, {
      key_scopes: ['experiment:read'],
      experiment: { start_date: '2026-03-01T00:00:00Z' },
    });
    const { data, errors } = await limited.query(DELTAS, { id: number }, { key });
    await limited.close();
    expect(data['experiment'].sessionEventDeltas).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      missingScopes: ['session_recording:read'],
    });
  });
});

describe('exposure within a session', () => {
  const EXPOSURE = `query ($id: ID!) {
    experiment(id: $id) { inSessionExposure { available unavailableReason usesStampedFallback } }
  }`;

  it('is present for an experiment in browsers, for 1 upstream call', async () => {
    const { data, calls } = await graph.query(EXPOSURE, { id });
    expect(data['experiment'].inSessionExposure).toEqual({
      available: true,
      unavailableReason: null,
      usesStampedFallback: false,
    });
    expect(calls).toBe(2);
  });

  it('is absent for a draft, with PostHog’s reason', async () => {
    const { data } = await graph.query(EXPOSURE, { id: draft });
    expect(data['experiment'].inSessionExposure).toEqual({
      available: false,
      unavailableReason: 'not_launched',
      usesStampedFallback: false,
    });
  });
});
