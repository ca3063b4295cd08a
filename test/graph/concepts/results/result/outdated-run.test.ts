import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague, control, load } from '../../../../support/sandbox-control.ts';

const LAUNCH = '2026-06-01T12:00:00Z';
const MEAN = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  name: 'Purchases',
  source: { kind: 'EventsNode', event: 'purchase' },
};

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** Starts again with one launched experiment; its number. */
async function launched(metrics: object[] = [MEAN]): Promise<string> {
  graph.sandbox.reset();
  const { id } = await load(graph.sandbox, {
    now: LAUNCH,
    experiment: { name: 'Cart', feature_flag_key: 'cart', start_date: LAUNCH, metrics },
  });
  return id;
}

const advance = (by: string) => control(graph.sandbox, 'clock', { advance: by });
const colleague = (method: string, path: string, body?: Record<string, unknown>) =>
  asColleague(
    graph.sandbox,
    method,
    `experiments/${path}`,
    method === 'GET' ? undefined : (body ?? {}),
  );
async function recalculated(id: string) {
  await colleague('POST', `${id}/metrics_recalculation/`);
  await advance('1h');
}

/** Asks for fields of the experiment; the answer with the upstream calls, by the end of their addresses. */
async function ask(id: string, fields: string) {
  graph.sandbox.clearRequests();
  const { data, errors, calls } = await graph.query(
    `query ($id: ID) { experiment(id: $id) { ${fields} } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  const read = graph.sandbox
    .requests()
    .map(({ path }) => /experiments\/\d+\/(.*?)\/?$/.exec(path.split('?', 1)[0]!)?.[1] ?? path);
  expect(read).toHaveLength(calls);
  return { ...data['experiment'], read: read.toSorted() };
}

const DETAIL = '';
const RUN = 'metrics_recalculation/latest';
const SERIES = 'timeseries_results';
const RESULT = 'latestResult { source date asOf baseline { samples } }';

describe('the newest result', () => {
  it('is not one of the run before a reset, nor is anything that is judged by it', async () => {
    const id = await launched();
    await advance('20d');
    await recalculated(id);
    await colleague('POST', `${id}/reset/`);
    await colleague('POST', `${id}/launch/`);
    await advance('2h');
    const kept = await colleague('GET', `${id}/${RUN}/`);
    expect(kept['results'][0].result.baseline.number_of_samples).toBeGreaterThan(1_000);
    expect(
      await ask(
        id,
        `metrics { ${RESULT} verdict { state } daysToSignificance } sampleRatioUntested decision { asOf }`,
      ),
    ).toEqual({
      metrics: [{ latestResult: null, verdict: { state: 'NO_DATA' }, daysToSignificance: null }],
      sampleRatioUntested: 'NO_RESULTS',
      decision: { asOf: null },
      read: [DETAIL, RUN, SERIES],
    });
  });

  it('is not one that was computed before the metric was changed', async () => {
    const id = await launched([MEAN, { ...MEAN, name: 'Unchanged' }]);
    await advance('20d');
    await recalculated(id);
    const { metrics } = await colleague('GET', `${id}/`);
    const { source: _, ...mean } = metrics[0];
    const funnel = {
      ...mean,
      metric_type: 'funnel',
      series: [{ kind: 'EventsNode', event: 'checkout' }],
    };
    await colleague('PATCH', `${id}/`, { metrics: [funnel, metrics[1]] });
    expect(
      await ask(id, 'metrics { __typename latestResult { source } verdict { state } }'),
    ).toMatchObject({
      metrics: [
        { __typename: 'FunnelMetric', latestResult: null, verdict: { state: 'NO_DATA' } },
        { __typename: 'MeanMetric', latestResult: { source: 'RECALCULATION' } },
      ],
      read: [DETAIL, RUN, SERIES],
    });
  });

  it('is the last day of the series where that is later than an old run', async () => {
    const id = await launched();
    await colleague('POST', `${id}/metrics_recalculation/`);
    await advance('10d');
    const { metrics, findings, decision, sampleRatioMismatch, read } = await ask(
      id,
      `metrics { ${RESULT} timeseries { latest { baseline { samples } } } } findings(code: NO_EXPOSURES) { code } decision { asOf } sampleRatioMismatch { asOf }`,
    );
    const [{ latestResult, timeseries }] = metrics;
    expect(latestResult).toMatchObject({ source: 'TIMESERIES', date: '2026-06-10' });
    expect(latestResult.baseline.samples).toBeGreaterThan(1_000);
    expect(latestResult.baseline).toEqual(timeseries.latest.baseline);
    expect([decision.asOf, sampleRatioMismatch.asOf]).toEqual([
      latestResult.asOf,
      latestResult.asOf,
    ]);
    expect(findings).toEqual([]);
    // The series is read once for all of them.
    expect(read).toEqual([DETAIL, RUN, SERIES]);
  });

  it('is that of the run, without a look at the series, for 36 hours', async () => {
    const id = await launched();
    await advance('9d');
    await recalculated(id);
    await advance('34h');
    expect(await ask(id, `metrics { ${RESULT} }`)).toMatchObject({
      metrics: [{ latestResult: { source: 'RECALCULATION' } }],
      read: [DETAIL, RUN],
    });
    await advance('6h');
    expect(await ask(id, `metrics { ${RESULT} }`)).toMatchObject({
      metrics: [{ latestResult: { source: 'TIMESERIES', date: '2026-06-11' } }],
      read: [DETAIL, RUN, SERIES],
    });
  });

  it('is that of an old run where no day of the series is later', async () => {
    const id = await launched();
    await advance('70d');
    await recalculated(id);
    await advance('10d');
    expect(await ask(id, `metrics { ${RESULT} }`)).toMatchObject({
      metrics: [{ latestResult: { source: 'RECALCULATION', date: null } }],
      read: [DETAIL, RUN, SERIES],
    });
  });

  it('of an ended experiment is that of the run up to its end, however old', async () => {
    const id = await launched();
    await advance('9d');
    await colleague('POST', `${id}/end/`);
    await recalculated(id);
    await advance('90d');
    const { endDate, metrics, read } = await ask(id, `endDate metrics { ${RESULT} }`);
    expect(metrics).toMatchObject([{ latestResult: { source: 'RECALCULATION', asOf: endDate } }]);
    expect(read).toEqual([DETAIL, RUN]);
  });
});
