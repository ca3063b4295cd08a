import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../../../../../src/graph/core/wire.ts';
import type {
  MetricAnswer,
  ResultAnswer,
  SeriesAnswer,
  VariantAnswer,
} from '../../../../support/answers.ts';
import { startGraph, type TestGraph } from '../../../../support/graph.ts';
import { asColleague, control } from '../../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.sandbox.reset();
});

const experiment = async (name: string, selection: string) => {
  const { data } = await graph.query(
    'query ($name: String) { experiments(filter: {search: $name}) { nodes { posthogId } } }',
    { name },
  );
  return graph.query(`query ($id: ID!) { experiment(id: $id) { posthogId ${selection} } }`, {
    id: data['experiments'].nodes[0].posthogId,
  });
};

const seriesRequests = () =>
  graph.sandbox.requests().filter(({ path }) => path.endsWith('/timeseries_results/'));

const ARM = 'key samples sum sumSquares mean denominatorSum stepCounts failures';
const POINT = `date error baseline { ${ARM} } variants { ${ARM} method delta direction interval { lower upper level } chanceToWin chanceToImprove pValue significant } raw`;

/** PostHog's own answer for a metric, bypassing the graph. */
const wireSeries = (id: number, metric: { uuid: string; fingerprint: string }) =>
  asColleague(
    graph.sandbox,
    'GET',
    `experiments/${id}/timeseries_results/?metric_uuid=${metric.uuid}&fingerprint=${metric.fingerprint}`,
  );

/**
 * An arm of PostHog's answer in the shape of the graph, with the mean computed by PostHog's own
 * arithmetic.
 */
const totals = (arm: Wire['ExperimentStatsBaseValidated']) => ({
  key: arm.key,
  samples: arm.number_of_samples,
  sum: arm.sum,
  sumSquares: arm.sum_squares,
  denominatorSum: arm.denominator_sum,
  stepCounts: arm.step_counts,
  mean: arm.sum / (arm.denominator_sum ?? arm.number_of_samples),
  failures: [],
});

const firstSeries = async (args: string): Promise<SeriesAnswer> => {
  const { data, errors } = await experiment(
    'One-page checkout',
    `metrics(role: PRIMARY) { timeseries${args} { points { date } latest { date } } }`,
  );
  expect(errors).toBeUndefined();
  return data['experiment'].metrics[0].timeseries;
};

const staleReasons = async (name: string) => {
  const { data } = await experiment(name, 'metrics { timeseries { staleReason } }');
  const metrics: MetricAnswer[] = data['experiment'].metrics;
  return new Set(metrics.map(({ timeseries }) => timeseries.staleReason));
};

describe('the daily series of a metric', () => {
  it('costs 1 call for the experiment and 1 for each of its metrics', async () => {
    const { data, calls, errors } = await experiment(
      'Template gallery',
      `metrics { timeseries { status } }`,
    );
    expect(errors).toBeUndefined();
    const { metrics } = data['experiment'];
    expect(metrics).toHaveLength(6);
    expect(calls).toBe(1 + 6);
  });

  it('is fetched once, however often a document selects it', async () => {
    const { data, errors } = await experiment(
      'Template gallery',
      `metrics { timeseries { latest { date } } again: timeseries(from: "2026-03-01") { points { date } } }
       also: metrics(role: PRIMARY) { timeseries { status } }`,
    );
    expect(errors).toBeUndefined();
    expect(data['experiment'].also.length).toBeGreaterThan(0);
    expect(seriesRequests()).toHaveLength(6);
  });

  it('has every day since the launch, oldest first, with the totals PostHog answered', async () => {
    const { data, errors } = await experiment(
      'One-page checkout',
      `metrics { __typename uuid fingerprint timeseries { points { ${POINT} } latest { date } status computedAt formattedResults } }`,
    );
    expect(errors).toBeUndefined();
    const { posthogId, metrics } = data['experiment'];
    for (const metric of metrics) {
      const wire = await wireSeries(posthogId, metric);
      const { points, latest, status, computedAt, formattedResults } = metric.timeseries;
      expect(points.map(({ date }: ResultAnswer) => date)).toEqual(
        Object.keys(wire['timeseries']).toSorted(),
      );
      expect(status).toBe(wire['status'].toUpperCase());
      expect(Date.parse(computedAt)).toBe(Math.floor(Date.parse(wire['computed_at'])));
      expect(formattedResults).toBe(wire['formatted_results']);
      const last = points.findLast(({ baseline }: ResultAnswer) => baseline !== null);
      expect(latest.date).toBe(last.date);
      const answer = wire['timeseries'][last.date];
      expect(last.baseline).toEqual(totals(answer.baseline));
      expect(last.variants).toHaveLength(answer.variant_results.length);
      const [variant] = answer.variant_results;
      expect(last.variants[0]).toMatchObject({
        ...totals(variant),
        method: 'BAYESIAN',
        chanceToWin: variant.chance_to_win,
        pValue: null,
        significant: variant.significant,
        interval: {
          lower: variant.credible_interval[0],
          upper: variant.credible_interval[1],
          level: 0.95,
        },
      });
      // The interval is symmetric around the change of the means, so the two must agree.
      expect(last.variants[0].delta).toBeCloseTo(
        (variant.credible_interval[0] + variant.credible_interval[1]) / 2,
        9,
      );
    }
  });

  it('has the same shape where the statistics are frequentist', async () => {
    const { data, errors } = await experiment(
      'Pricing page: annual plan first',
      `statsConfig { method confidenceLevel } metrics { timeseries { latest { ${POINT} } } }`,
    );
    expect(errors).toBeUndefined();
    const { variants } = data['experiment'].metrics[0].timeseries.latest;
    expect(variants.map(({ key }: VariantAnswer) => key)).toEqual(['annual-first', 'annual-only']);
    for (const variant of variants) {
      expect(variant).toMatchObject({
        method: 'FREQUENTIST',
        chanceToWin: null,
        chanceToImprove: null,
      });
      expect(variant.pValue).toBeGreaterThanOrEqual(0);
      expect(variant.significant).toBe(variant.pValue < 0.05);
      expect(variant.interval.level).toBe(0.95);
      expect(variant.interval.lower).toBeLessThan(variant.delta);
      expect(variant.interval.upper).toBeGreaterThan(variant.delta);
    }
  });

  it('judges a change by the goal, and passes PostHog’s own chance on unchanged', async () => {
    const { data } = await experiment(
      'One-page checkout',
      'metrics { goal timeseries { latest { variants { delta direction chanceToWin chanceToImprove } } } }',
    );
    const goals = new Set<string>();
    for (const { goal, timeseries } of data['experiment'].metrics) {
      for (const { delta, direction, chanceToWin, chanceToImprove } of timeseries.latest.variants) {
        goals.add(goal);
        const wanted = goal === 'INCREASE' ? delta > 0 : delta < 0;
        expect(direction).toBe(wanted ? 'BETTER' : 'WORSE');
        expect(chanceToImprove).toBe(goal === 'INCREASE' ? chanceToWin : 1 - chanceToWin);
      }
    }
    expect(goals).toEqual(new Set(['INCREASE', 'DECREASE']));
  });

  it('excludes SQL, cache keys and the repeated metric from `raw`', async () => {
    const { data } = await experiment(
      'One-page checkout',
      'metrics { timeseries { latest { raw } } }',
    );
    for (const { timeseries } of data['experiment'].metrics) {
      const { raw } = timeseries.latest;
      expect(raw).toMatchObject({ kind: 'ExperimentQuery', baseline: { key: 'control' } });
      for (const junk of ['metric', 'hogql', 'clickhouse_sql', 'cache_key', 'is_cached']) {
        expect(raw).not.toHaveProperty(junk);
      }
    }
  });

  it('can be restricted to days at both ends, at no further cost', async () => {
    const whole: string[] = (await firstSeries('')).points.map(({ date }: ResultAnswer) => date);
    const [from, to] = [whole[3], whole[7]];
    const cut = await firstSeries(`(from: "${from}", to: "${to}")`);
    expect(cut.points.map(({ date }: ResultAnswer) => date)).toEqual(whole.slice(3, 8));
    expect(cut.latest).toEqual({ date: to });
    expect(await firstSeries('(to: "2020-01-01")')).toEqual({ points: [], latest: null });
    expect((await firstSeries(`(from: "${from}")`)).points).toHaveLength(whole.length - 3);
  });

  it.each([
    ['(from: "2026-03-10", to: "2026-03-01")', 'BAD_USER_INPUT'],
    ['(from: "yesterday")', 'GRAPHQL_VALIDATION_FAILED'],
    ['(to: "2026-02-31")', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses the days %s before any call for them', async (args, code) => {
    const { errors } = await experiment(
      'One-page checkout',
      `metrics { timeseries${args} { status } }`,
    );
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(seriesRequests()).toHaveLength(0);
  });

  it('is null for a draft, without a call', async () => {
    const { data, calls, errors } = await experiment(
      'Referral credits',
      'status metrics { timeseries { status } latestResult { source } }',
    );
    expect(errors).toBeUndefined();
    expect(data['experiment']).toMatchObject({
      status: 'DRAFT',
      metrics: Array.from({ length: 3 }, () => ({ timeseries: null, latestResult: null })),
    });
    expect(calls).toBe(1);
  });

  it('is null for a metric without a fingerprint, without a call', async () => {
    const { data, errors } = await experiment(
      'Onboarding video',
      'metrics { __typename fingerprint timeseries { status } }',
    );
    expect(errors).toBeUndefined();
    expect(data['experiment'].metrics).toEqual(
      Array.from({ length: 2 }, () => ({
        __typename: 'LegacyMetric',
        fingerprint: null,
        timeseries: null,
      })),
    );
    expect(seriesRequests()).toHaveLength(0);
  });

  it('names the days on which PostHog failed, and has no result for them', async () => {
    const { data } = await experiment(
      'Guided onboarding checklist',
      'metrics { timeseries { status errors { date message } points { date error baseline { key } variants { key } } } }',
    );
    for (const { timeseries } of data['experiment'].metrics) {
      expect(timeseries.status).toBe('PARTIAL');
      expect(timeseries.errors).toEqual([
        { date: expect.any(String), message: expect.stringContaining('too long') },
      ]);
      const [failed] = timeseries.errors;
      expect(timeseries.points.find(({ date }: ResultAnswer) => date === failed.date)).toEqual({
        date: failed.date,
        error: failed.message,
        baseline: null,
        variants: [],
      });
    }
  });

  it('fails alone when its call fails: the other metrics are answered', async () => {
    await control(graph.sandbox, 'faults', {
      match: { method: 'GET', path: 'timeseries_results' },
      status: 500,
      times: 1,
    });
    const { data, errors } = await experiment(
      'One-page checkout',
      'metrics { timeseries { status } }',
    );
    const statuses = data['experiment'].metrics.map(
      ({ timeseries }: MetricAnswer) => timeseries?.status,
    );
    expect(statuses.toSorted()).toEqual([...Array(4).fill('COMPLETED'), undefined]);
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['experiment', 'metrics', statuses.indexOf(undefined), 'timeseries'],
        extensions: expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE', upstreamStatus: 500 }),
      }),
    ]);
    expect(graph.unexpected).toEqual([]);
  });
});

describe('the reason why a series gets no new days', () => {
  it('is null while the experiment runs, also when it is paused', async () => {
    expect(await staleReasons('One-page checkout')).toEqual(new Set([null]));
    expect(await staleReasons('Dark mode by default')).toEqual(new Set([null]));
  });

  it('is the end of the experiment once it has ended', async () => {
    expect(await staleReasons('Shorter trial')).toEqual(new Set(['EXPERIMENT_ENDED']));
  });

  it('is PostHog’s limit from 60 days after the launch on', async () => {
    expect(await staleReasons('Template gallery')).toEqual(new Set([null]));
    graph.sandbox.setClock({ advance: '3d' });
    expect(await staleReasons('Template gallery')).toEqual(new Set(['STOPPED_UPDATING']));
  });

  it('is a recalculation until that has finished; then the days are available again', async () => {
    const { data } = await experiment(
      'One-page checkout',
      'metrics(role: PRIMARY) { uuid fingerprint raw }',
    );
    const [metric] = data['experiment'].metrics;
    await asColleague(
      graph.sandbox,
      'POST',
      `experiments/${data['experiment'].posthogId}/recalculate_timeseries/`,
      { metric: metric.raw, fingerprint: metric.fingerprint },
    );
    const SERIES =
      'metric: metrics(role: PRIMARY) { timeseries { status staleReason latest { date } recalculation { status createdAt } } }';
    const during = (await experiment('One-page checkout', SERIES)).data['experiment'].metric[0];
    expect(during.timeseries).toMatchObject({
      status: 'PENDING',
      staleReason: 'RECALCULATING',
      latest: null,
      recalculation: { status: 'PENDING', createdAt: expect.stringContaining('2026-03-20') },
    });
    graph.sandbox.setClock({ advance: '1d' });
    const after = (await experiment('One-page checkout', SERIES)).data['experiment'].metric[0];
    expect(after.timeseries).toMatchObject({
      staleReason: null,
      latest: { date: expect.any(String) },
      recalculation: null,
    });
  });
});
