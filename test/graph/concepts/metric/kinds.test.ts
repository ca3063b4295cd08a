import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MetricAnswer } from '../../../support/answers.ts';
import { startGraph, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
/**
 * Every metric of the project by name; where several experiments have one of that name, any of
 * them.
 */
let metrics: Map<string, MetricAnswer & Record<string, unknown>>;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { data, errors } = await graph.query(`{
    experiments(first: 100) { nodes { metrics {
      __typename name goal conversionWindow conversionWindowUnit raw
      ... on MeanMetric { source { ...source } lowerBoundPercentile upperBoundPercentile ignoreZeros threshold }
      ... on FunnelMetric { series { ...source } funnelOrderType }
      ... on RatioMetric {
        numerator { ...source } denominator { ...source }
        numeratorOutlierHandling { upperBoundPercentile } denominatorOutlierHandling { upperBoundPercentile }
      }
      ... on RetentionMetric {
        startEvent { ...source } completionEvent { ...source }
        retentionWindowStart retentionWindowEnd retentionWindowUnit startHandling
      }
      ... on LegacyMetric {
        kind countQuery { kind series { ...source } } exposureQuery { kind } funnelsQuery { kind series { ...source } displayFilter dateRange { dateFrom } raw }
      }
    } } }
  }
  fragment source on MetricSource {
    __typename name math mathProperty properties
    ... on EventSource { event }
    ... on ActionSource { actionId }
    ... on WarehouseSource { tableName timestampField dataWarehouseJoinKey eventsJoinKey }
  }`);
  if (errors) throw new Error(JSON.stringify(errors));
  metrics = new Map(
    data['experiments'].nodes
      .flatMap((node: { metrics: MetricAnswer[] }) => node.metrics)
      .map((metric: MetricAnswer) => [metric.name, metric]),
  );
});
afterAll(() => graph.close());

const event = (name: string, more: Record<string, unknown> = {}) => ({
  __typename: 'EventSource',
  name: null,
  event: name,
  math: null,
  mathProperty: null,
  properties: [],
  ...more,
});

describe('each kind of metric exposes its definition with types', () => {
  it('a mean of a property, its outliers clamped, lower being better', () => {
    expect(metrics.get('Page load (ms)')).toMatchObject({
      __typename: 'MeanMetric',
      goal: 'DECREASE',
      source: event('page_load_measured', { math: 'AVG', mathProperty: 'duration_ms' }),
      lowerBoundPercentile: 0.01,
      upperBoundPercentile: 0.99,
      ignoreZeros: null,
      threshold: null,
    });
  });

  it('a mean of an action with a threshold', () => {
    expect(metrics.get('Shared something')).toMatchObject({
      __typename: 'MeanMetric',
      source: { __typename: 'ActionSource', actionId: 3, name: 'Shared a document' },
      threshold: 1,
    });
  });

  it('a mean over a warehouse table', () => {
    expect(metrics.get('New MRR per account')).toMatchObject({
      __typename: 'MeanMetric',
      source: {
        __typename: 'WarehouseSource',
        tableName: 'stripe_invoices',
        timestampField: 'created_at',
        dataWarehouseJoinKey: 'customer_email',
        eventsJoinKey: 'properties.$user_email',
        math: 'SUM',
        mathProperty: 'amount_paid',
      },
    });
  });

  it('a funnel with its steps, order and window', () => {
    expect(metrics.get('Checkout conversion')).toMatchObject({
      __typename: 'FunnelMetric',
      goal: 'INCREASE',
      series: [event('checkout_started'), event('payment_submitted'), event('order_completed')],
      funnelOrderType: 'ORDERED',
      conversionWindow: 14,
      conversionWindowUnit: 'DAY',
    });
    expect(metrics.get('Invited a teammate')).toMatchObject({ funnelOrderType: 'UNORDERED' });
  });

  it('a ratio with both of its sides', () => {
    expect(metrics.get('Average order value')).toMatchObject({
      __typename: 'RatioMetric',
      numerator: event('order_completed', { math: 'SUM', mathProperty: 'revenue' }),
      denominator: event('order_completed', { math: 'TOTAL' }),
      numeratorOutlierHandling: null,
      denominatorOutlierHandling: null,
    });
  });

  it('retention with its window', () => {
    expect(metrics.get('Returned after a notification')).toMatchObject({
      __typename: 'RetentionMetric',
      startEvent: event('notification_opened'),
      completionEvent: event('$pageview'),
      retentionWindowStart: 1,
      retentionWindowEnd: 3,
      retentionWindowUnit: 'DAY',
      startHandling: 'FIRST_SEEN',
    });
  });

  it('the retired kinds with the insight they are made of', () => {
    const funnel = metrics.get('Sign-up funnel');
    expect(funnel).toMatchObject({
      __typename: 'LegacyMetric',
      kind: 'ExperimentFunnelsQuery',
      goal: 'INCREASE',
      conversionWindow: null,
      countQuery: null,
      exposureQuery: null,
      funnelsQuery: {
        kind: 'FunnelsQuery',
        displayFilter: { funnelWindowInterval: 14 },
        dateRange: null,
        series: [{ event: 'signup_started' }, { event: 'signup_completed' }],
      },
    });
    expect(funnel).toHaveProperty('funnelsQuery.raw', funnel?.raw['funnels_query']);
    expect(metrics.get('Documents created')).toMatchObject({
      __typename: 'LegacyMetric',
      kind: 'ExperimentTrendsQuery',
      countQuery: {
        kind: 'TrendsQuery',
        series: [event('document_created', { name: 'document_created', math: 'TOTAL' })],
      },
      funnelsQuery: null,
    });
  });
});
