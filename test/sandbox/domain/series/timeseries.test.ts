import { beforeEach, describe, expect, it } from 'vitest';
import { apiOf, experimentByKey, firstSeries } from '../../support/api.ts';
import type { Api, Refusal, TimeseriesResults } from '../../support/api.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const NOW = '2026-11-21T10:00:00Z';
const sandbox = useCheckedSandbox({ now: NOW });
let api: Api;

beforeEach(() => {
  sandbox().reset();
  api = apiOf(sandbox());
});

async function read(path: string): Promise<TimeseriesResults> {
  const { status, body } = await api.get<TimeseriesResults>(path);
  expect(status).toBe(200);
  return body;
}

const daysWithResult = ({ timeseries }: TimeseriesResults): string[] =>
  Object.keys(timeseries).filter((day) => timeseries[day] !== null);

describe('the daily series of a metric', () => {
  it('has a key for every day from the launch to today, which is not computed yet', async () => {
    const series = await read(firstSeries(await experimentByKey(api, 'onboarding-checklist')).path);
    const days = Object.keys(series.timeseries);
    expect([days[0], days.at(-1)]).toEqual(['2026-10-11', '2026-11-21']);
    expect(days).toHaveLength(42);
    expect(series.status).toBe('partial');
    expect(series.timeseries['2026-11-21']).toBeNull();
    expect(series.computed_at).toBe('2026-11-21T02:00:00+00:00');
  });

  it('distinguishes a day whose computation failed from a day that was not computed', async () => {
    const failed = await read(firstSeries(await experimentByKey(api, 'onboarding-checklist')).path);
    expect(Object.keys(failed.errors ?? {})).toEqual(['2026-10-28']);
    expect(failed.timeseries['2026-10-28']).toBeNull();
    const missed = await read(
      firstSeries(await experimentByKey(api, 'empty-state-templates')).path,
    );
    expect(missed.errors).toBeNull();
    expect(missed.timeseries['2026-10-05']).toBeNull();
    expect(missed.timeseries['2026-10-07']).not.toBeNull();
  });

  it('is complete once every day has a result, and is described as complete', async () => {
    const series = await read(firstSeries(await experimentByKey(api, 'no-card-signup')).path);
    expect(series.status).toBe('completed');
    const lines = series.formatted_results.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Method: bayesian',
      'Variants: control (baseline), test',
      'Status: completed',
    ]);
    expect(lines).toHaveLength(5 + Object.keys(series.timeseries).length);
    expect(lines.at(-1)).toMatch(
      /^2026-10-22\|\d+\|0\.\d{4}\|\d+\|0\.\d{4}\|\[.+\]\|[01]\.\d{4}\|yes$/,
    );
  });

  it('stops sixty days after the launch', async () => {
    const series = await read(firstSeries(await experimentByKey(api, 'editor-lazy-load')).path);
    expect(daysWithResult(series).at(-1)).toBe('2026-10-18');
  });

  it('is cumulative: samples of a later day include those of an earlier one', async () => {
    const series = await read(firstSeries(await experimentByKey(api, 'search-ranking-v3')).path);
    const samples = Object.values(series.timeseries).flatMap((day) =>
      day?.baseline ? [day.baseline.number_of_samples] : [],
    );
    expect(samples).toEqual(samples.toSorted((a, b) => a - b));
    expect(new Set(samples).size).toBe(samples.length);
  });

  it('is empty rather than an error for a fingerprint without rows', async () => {
    const experiment = await experimentByKey(api, 'one-page-checkout');
    const { uuid } = firstSeries(experiment);
    const series = await read(
      `experiments/${experiment.id}/timeseries_results/?metric_uuid=${uuid}&fingerprint=other`,
    );
    expect(series).toMatchObject({ status: 'pending', computed_at: null, errors: null });
    expect(daysWithResult(series)).toEqual([]);
    expect(series.formatted_results).toBe('No completed timeseries data (status: pending).');
  });

  it('restarts when a setting changes that results depend on', async () => {
    const experiment = await experimentByKey(api, 'one-page-checkout');
    await api.patch(`experiments/${experiment.id}/`, { stats_config: { method: 'frequentist' } });
    const changed = await experimentByKey(api, 'one-page-checkout');
    expect(firstSeries(changed).fingerprint).not.toBe(firstSeries(experiment).fingerprint);
    expect((await read(firstSeries(changed).path)).status).toBe('pending');
    sandbox().setClock({ advance: '1d' });
    const next = await read(firstSeries(changed).path);
    expect(daysWithResult(next)).toEqual(['2026-11-21']);
    expect(next.timeseries['2026-11-21']?.variant_results?.[0]?.method).toBe('frequentist');
  });
});

describe('the daily job', () => {
  it('adds a row for each day that passes, and none to a stopped experiment', async () => {
    const running = firstSeries(await experimentByKey(api, 'signup-passkeys'));
    const over = firstSeries(await experimentByKey(api, 'rounded-avatars'));
    const before = daysWithResult(await read(running.path)).length;
    const overBefore = await read(over.path);
    sandbox().setClock({ advance: '14d' });
    expect(daysWithResult(await read(running.path))).toHaveLength(before + 14);
    expect(await read(over.path)).toEqual(overBefore);
  });

  it('runs at two in the morning', async () => {
    const { path } = firstSeries(await experimentByKey(api, 'signup-passkeys'));
    sandbox().setClock({ now: '2026-11-22T01:59:59Z' });
    expect((await read(path)).timeseries['2026-11-21']).toBeNull();
    sandbox().setClock({ now: '2026-11-22T02:00:01Z' });
    expect((await read(path)).timeseries['2026-11-21']).not.toBeNull();
  });

  it('counts no new users while an experiment is paused', async () => {
    const experiment = await experimentByKey(api, 'one-page-checkout');
    await api.post(`experiments/${experiment.id}/pause/`);
    sandbox().setClock({ advance: '3d' });
    const { timeseries } = await read(firstSeries(experiment).path);
    const samples = (day: string) => timeseries[day]?.baseline?.number_of_samples;
    expect(samples('2026-11-23')).toBe(samples('2026-11-22'));
    await api.post(`experiments/${experiment.id}/resume/`);
    sandbox().setClock({ advance: '1d' });
    const after = (await read(firstSeries(experiment).path)).timeseries['2026-11-24'];
    expect(after?.baseline?.number_of_samples).toBeGreaterThan(samples('2026-11-23') ?? Infinity);
  });

  it('processes an experiment from its launch on', async () => {
    const draft = await experimentByKey(api, 'referral-credits');
    await api.post(`experiments/${draft.id}/launch/`);
    sandbox().setClock({ advance: '5d' });
    const series = await read(firstSeries(await experimentByKey(api, 'referral-credits')).path);
    expect(daysWithResult(series)).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]);
  });
});

async function recalculate(key: string) {
  const experiment = await experimentByKey(api, key);
  const series = firstSeries(experiment);
  const path = `experiments/${experiment.id}/recalculate_timeseries/`;
  const ask = () =>
    api.post<{ id: string; status: string }>(path, {
      metric: series.metric,
      fingerprint: series.fingerprint,
    });
  return { series, ask, first: await ask() };
}

describe('recalculation of a series', () => {
  it('empties the series immediately and fills it as time passes', async () => {
    const { series, first } = await recalculate('onboarding-checklist');
    expect(first).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(await read(series.path)).toMatchObject({
      status: 'pending',
      recalculation_status: 'pending',
    });
    sandbox().setClock({ advance: '10s' });
    const halfway = await read(series.path);
    expect(halfway).toMatchObject({ status: 'partial', recalculation_status: 'in_progress' });
    sandbox().setClock({ advance: '2m' });
    const done = await read(series.path);
    expect(done).toMatchObject({ status: 'completed', errors: null, recalculation_status: null });
    expect(daysWithResult(done).length).toBeGreaterThan(daysWithResult(halfway).length);
  });

  it('returns the request in progress, and accepts a new one after it has finished', async () => {
    const { ask, first } = await recalculate('search-ranking-v3');
    const again = await ask();
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    sandbox().setClock({ advance: '5m' });
    const later = await ask();
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });

  it('yields the same numbers as the daily job', async () => {
    const { path } = firstSeries(await experimentByKey(api, 'homepage-hero-quotes'));
    const before = (await read(path)).timeseries['2026-11-10'];
    await recalculate('homepage-hero-quotes');
    sandbox().setClock({ advance: '5m' });
    expect((await read(path)).timeseries['2026-11-10']).toEqual(before);
  });

  it('fails when the experiment is reset to a draft before it has finished', async () => {
    const { ask } = await recalculate('one-page-checkout');
    const { id } = await experimentByKey(api, 'one-page-checkout');
    await api.post(`experiments/${id}/reset/`);
    sandbox().setClock({ advance: '1m' });
    const refused = await ask();
    expect(refused).toMatchObject({
      status: 400,
      body: { detail: "Cannot recalculate timeseries for experiment that hasn't started" },
    });
    await api.post(`experiments/${id}/launch/`);
    expect((await ask()).status).toBe(201);
  });

  it('stores a failure for a metric that cannot be computed', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    const metric = {
      kind: 'ExperimentTrendsQuery',
      uuid: 'legacy',
      count_query: { kind: 'TrendsQuery', series: [] },
    };
    await api.post(`experiments/${id}/recalculate_timeseries/`, { metric, fingerprint: 'f' });
    sandbox().setClock({ advance: '1m' });
    const series = await read(
      `experiments/${id}/timeseries_results/?metric_uuid=legacy&fingerprint=f`,
    );
    expect(series.status).toBe('failed');
    expect(Object.keys(series.errors ?? {})).toHaveLength(25);
  });

  it('requires a metric and a fingerprint', async () => {
    const { id } = await experimentByKey(api, 'one-page-checkout');
    const path = `experiments/${id}/recalculate_timeseries/`;
    const details = await Promise.all(
      [{}, { metric: {} }, { metric: { uuid: 'x' } }].map(
        async (body) => (await api.post<Refusal>(path, body)).body.detail,
      ),
    );
    expect(details).toEqual([
      'metric is required',
      'metric is required',
      'fingerprint is required',
    ]);
  });
});
