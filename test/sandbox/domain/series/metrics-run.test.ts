import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '../../../../src/posthog/api/types.generated.ts';
import { apiOf, experimentByKey, seriesOf } from '../../support/api.ts';
import type { Api, Refusal } from '../../support/api.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

type Job = components['schemas']['ExperimentMetricsRecalculationJob'];
type Run = components['schemas']['ExperimentMetricsRecalculationRun'];
type Latest = components['schemas']['ExperimentMetricsRecalculationLatest'];

const sandbox = useCheckedSandbox({ now: '2026-11-21T10:00:00Z' });
let api: Api;

beforeEach(() => {
  sandbox().reset();
  api = apiOf(sandbox());
});

async function runsOf(key: string) {
  const experiment = await experimentByKey(api, key);
  return {
    path: `experiments/${experiment.id}/metrics_recalculation/`,
    uuids: seriesOf(experiment).map(({ uuid }) => uuid),
  };
}

describe('a run over all metrics of an experiment', () => {
  it('changes from pending to in progress to completed, one metric after the other', async () => {
    const { path, uuids } = await runsOf('empty-state-templates');
    const started = await api.post<Job>(path, { trigger: 'manual' });
    expect(started).toMatchObject({
      status: 201,
      body: { status: 'pending', is_existing: false, total_metrics: uuids.length },
    });
    const runPath = `${path}${started.body.id}/`;
    sandbox().setClock({ advance: '6s' });
    const halfway = (await api.get<Run>(runPath)).body;
    expect(halfway.status).toBe('in_progress');
    expect(halfway.completed_metrics).toBeGreaterThan(0);
    expect(halfway.completed_metrics).toBeLessThan(uuids.length);
    expect((await api.get<Latest>(`${path}latest/`)).body.active_run?.id).toBe(started.body.id);
    sandbox().setClock({ advance: '1m' });
    const done = (await api.get<Run>(runPath)).body;
    expect(done).toMatchObject({ status: 'completed', completed_metrics: uuids.length });
    expect(done.results.map((result) => result.metric_uuid)).toEqual(uuids);
    expect((await api.get<Latest>(`${path}latest/`)).body).toMatchObject({
      id: started.body.id,
      result_source: 'recalculation',
      active_run: null,
    });
  });

  it('is returned again while it is in progress and for five minutes afterwards', async () => {
    const { path } = await runsOf('empty-state-templates');
    const started = await api.post<Job>(path);
    const again = await api.post<Job>(path);
    expect([again.status, again.body.id, again.body.is_existing]).toEqual([
      200,
      started.body.id,
      true,
    ]);
    sandbox().setClock({ advance: '4m' });
    expect((await api.post<Job>(path)).status).toBe(200);
    sandbox().setClock({ advance: '2m' });
    expect((await api.post<Job>(path)).status).toBe(201);
  });

  it('is replaced with the daily series before one has finished', async () => {
    const { path, uuids } = await runsOf('ai-sidebar-summaries');
    const { status, body } = await api.get<Latest>(`${path}latest/`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      result_source: 'timeseries_fallback',
      query_to: '2026-11-21T00:00:00Z',
    });
    expect(body.results.map((result) => result.metric_uuid)).toEqual(uuids);
    expect((await api.get<Latest>(path)).body).toEqual(body);
  });

  it('agrees with the daily series over the same data', async () => {
    const experiment = await experimentByKey(api, 'no-card-signup');
    const [series] = seriesOf(experiment);
    const daily = await api.get<components['schemas']['ExperimentTimeseriesResults']>(
      series?.path ?? '',
    );
    const path = `experiments/${experiment.id}/metrics_recalculation/`;
    await api.post<Job>(path);
    sandbox().setClock({ advance: '1m' });
    const [result] = (await api.get<Latest>(`${path}latest/`)).body.results;
    const { step_sessions: _sessions, ...baseline } = result?.result?.baseline ?? {};
    expect(baseline).toEqual(daily.body.timeseries['2026-10-22']?.baseline);
  });

  it('is refused for a draft and for unknown triggers, and not found if there is none', async () => {
    const { path } = await runsOf('command-bar');
    expect((await api.post<Refusal>(path)).status).toBe(400);
    expect(await api.post<Refusal>(path, { trigger: 'boredom' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_choice', attr: 'trigger' },
    });
    expect(await api.get<Refusal>(`${path}latest/`)).toEqual({
      status: 404,
      body: { detail: 'No completed recalculation found' },
    });
    expect(await api.get<Refusal>(`${path}11111111-1111-4111-8111-111111111111/`)).toEqual({
      status: 404,
      body: { detail: 'Recalculation not found' },
    });
  });
});
