import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';
import type { WireObject } from '../../../../support/sandbox-control.ts';

/** "One-page checkout", which runs. */
const EXPERIMENT = 15;

let graph: ChangedGraph;
beforeAll(async () => {
  graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
});
afterAll(() => graph.close());

const QUERY = `{ experiment(id: ${EXPERIMENT}) {
  sampleRatioUntested
  sampleRatioMismatch { suspicious arms { key } }
  decision { recommendation variant because }
  findings(code: [VARIANT_KEYS_DIFFER, SAMPLE_RATIO_UNTESTED, SAMPLE_RATIO_MISMATCH]) { code message }
  results(correction: BONFERRONI) { family comparisons { variant { key } } }
  metrics {
    verdict { state variant }
    latestResult { baseline { key samples } variants { key } holdout { key samples delta significant } }
    timeseries { latest { variants { key } holdout { key } } }
  }
} }`;

/** Adds the people of a holdout to results, as PostHog has them: far better than everybody else. */
function withHoldout(): void {
  const added = (result: WireObject | null) => {
    const [test] = (result?.['variant_results'] ?? []) as WireObject[];
    if (!result || !test) return;
    result['variant_results'].push({
      ...test,
      key: 'holdout-3',
      number_of_samples: 900,
      sum: test['sum'],
      significant: true,
      chance_to_win: 0.9999,
    });
  };
  graph.changes(/metrics_recalculation\/latest|timeseries_results/, (json) => {
    if (json.timeseries) for (const day of Object.values(json.timeseries)) added(day as WireObject);
    else for (const entry of json.results) added(entry.result);
  });
}

it('the people of a holdout are no arm of a result: nothing is tested, corrected, found or decided by them', async () => {
  graph.posthog.mangles();
  const before = await graph.query(QUERY);
  withHoldout();
  const { data, errors } = await graph.query(QUERY);
  expect(errors).toBeUndefined();
  const withoutHoldout = (experiment: WireObject) => ({
    ...experiment,
    metrics: experiment['metrics'].map(({ latestResult, timeseries, ...rest }: WireObject) => ({
      ...rest,
      variants: latestResult.variants,
      days: timeseries.latest.variants,
    })),
  });
  expect(withoutHoldout(data['experiment'])).toEqual(withoutHoldout(before.data['experiment']));
  expect(data['experiment'].sampleRatioMismatch).not.toBeNull();
  expect(data['experiment'].findings).toEqual([]);
});

it('the people of a holdout are shown beside the arms, and are null without a holdout', async () => {
  withHoldout();
  const { data } = await graph.query(QUERY);
  const [metric] = data['experiment'].metrics;
  expect(metric.latestResult.variants).toEqual([{ key: 'test' }]);
  expect(metric.latestResult.holdout).toMatchObject({ key: 'holdout-3', samples: 900 });
  expect(metric.timeseries.latest.holdout).toEqual({ key: 'holdout-3' });
  graph.posthog.mangles();
  const { data: plain } = await graph.query(QUERY);
  expect(plain['experiment'].metrics[0].latestResult.holdout).toBeNull();
});
