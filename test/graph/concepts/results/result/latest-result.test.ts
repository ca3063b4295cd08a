import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../../../../../src/graph/core/wire.ts';
import type { MetricAnswer } from '../../../../support/answers.ts';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague, control } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());

/** Number of “One-page checkout”, which is running and has five metrics. */
let id: number;
beforeEach(async () => {
  graph.sandbox.reset();
  const { data } = await graph.query(
    '{ experiments(filter: { search: "One-page checkout" }) { nodes { posthogId } } }',
  );
  id = data['experiments'].nodes[0].posthogId;
});

const experiment = async (selection: string) => {
  const answer = await graph.query(`query ($id: ID!) { experiment(id: $id) { ${selection} } }`, {
    id,
  });
  const metrics: MetricAnswer[] = answer.data['experiment'].metrics;
  return { ...answer, metrics };
};
const RESULT =
  'latestResult { source asOf date error baseline { key samples sum mean } variants { key delta chanceToWin significant direction } }';

describe('the newest results', () => {
  it('of all metrics of an experiment cost 1 call beside the experiment, verdicts and forecasts included', async () => {
    const { metrics, calls, errors } = await experiment(
      `metrics { uuid ${RESULT} verdict { state variant because } daysToSignificance } sampleRatioMismatch { pValue } latestRecalculation { uuid }`,
    );
    expect(errors).toBeUndefined();
    expect(calls).toBe(2);
    expect(metrics).toHaveLength(5);
    const run = (await asColleague(
      graph.sandbox,
      'GET',
      `experiments/${id}/metrics_recalculation/latest/`,
    )) as Wire['ExperimentMetricsRecalculationLatest'];
    for (const { uuid, latestResult } of metrics) {
      const entry = run.results.find(({ metric_uuid: of }) => of === uuid);
      const variants = entry?.result?.variant_results as Wire['ExperimentVariantResultBayesian'][];
      expect(latestResult).toMatchObject({
        source: 'RECALCULATION',
        asOf: new Date(run.query_to ?? '').toISOString(),
        date: null,
        error: null,
        baseline: { key: 'control', samples: entry?.result?.baseline?.number_of_samples },
        variants: variants.map((variant) => ({
          key: variant.key,
          chanceToWin: variant.chance_to_win,
          significant: variant.significant,
        })),
      });
    }
  });

  it.each([{ status: 404, body: 'html' }, { status: 404 }, { status: 405 }])(
    'are those of the last day where the server has no runs over all metrics (%o)',
    async (failure) => {
      const whole = await experiment(
        'metrics { timeseries { latest { date baseline { samples } } } }',
      );
      await control(graph.sandbox, 'faults', {
        match: { path: 'metrics_recalculation' },
        ...failure,
        times: 1,
      });
      const { metrics, calls, errors } = await experiment(`metrics { ${RESULT} }`);
      expect(errors).toBeUndefined();
      expect(calls).toBe(1 + 1 + 5);
      expect(metrics.map(({ latestResult }) => latestResult)).toMatchObject(
        whole.metrics.map(({ timeseries: { latest } }) => ({
          source: 'TIMESERIES',
          date: latest.date,
          baseline: { samples: latest.baseline?.samples },
        })),
      );
      // The day has not ended, so its data reach up to when PostHog computed them.
      expect(metrics[0]?.latestResult?.asOf).toMatch(/^2026-03-20T09:00/);
    },
  );

  it('of metrics that the newest run lacks are those of their series', async () => {
    const wire = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
    await asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, {
      metrics: [
        ...wire['metrics'],
        {
          kind: 'ExperimentMetric',
          metric_type: 'mean',
          name: 'New one',
          source: { kind: 'EventsNode', event: '$pageview' },
        },
      ],
    });
    const { metrics, calls, errors } = await experiment('metrics { name latestResult { source } }');
    expect(errors).toBeUndefined();
    expect(metrics).toContainEqual({
      name: 'Checkout conversion',
      latestResult: { source: 'RECALCULATION' },
    });
    expect(metrics).toContainEqual({ name: 'New one', latestResult: null });
    expect(calls).toBe(1 + 1 + 1);
  });

  it('fail with a code, and are not read elsewhere, when PostHog fails', async () => {
    await control(graph.sandbox, 'faults', {
      match: { path: 'metrics_recalculation' },
      status: 500,
      times: 1,
    });
    const { metrics, calls, errors } = await experiment(
      'metrics(role: PRIMARY) { latestResult { source } }',
    );
    expect(metrics).toEqual([{ latestResult: null }, { latestResult: null }]);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_UNAVAILABLE',
    ]);
    expect(calls).toBe(2);
  });
});
