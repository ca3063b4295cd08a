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
      body: {
        status: 'pending',
        trigger: 'manual',
        is_existing: false,
        total_metrics: uuids.length,
      },
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
    expect((await api.get<Run>(`${path}${body.id}/`)).body).toMatchObject({
      id: body.id,
      results: body.results,
    });
    expect((await api.get<Refusal>(path)).status).toBe(405);
  });

  it('is named by the latest results of every experiment and found again by its uuid', async () => {
    const lists = ['experiments/?limit=1000', 'experiments/?archived=true&limit=1000'];
    const pages = await Promise.all(
      lists.map((list) => api.get<{ results: { id: number }[] }>(list)),
    );
    let found = 0;
    for (const { id } of pages.flatMap(({ body }) => body.results)) {
      const path = `experiments/${id}/metrics_recalculation/`;
      const latest = await api.get<Latest>(`${path}latest/`);
      if (latest.status === 404) continue;
      const run = await api.get<Run>(`${path}${latest.body.id}/`);
      expect([run.status, run.body.results]).toEqual([200, latest.body.results]);
      found += 1;
    }
    expect(found).toBeGreaterThan(20);
  });

  it('is the latest result, without any, while the very first run is under way', async () => {
    const { path } = await runsOf('command-bar');
    await api.post(path.replace('metrics_recalculation/', 'launch/'));
    const started = await api.post<Job>(path);
    sandbox().setClock({ advance: '3s' });
    expect((await api.get<Latest>(`${path}latest/`)).body).toMatchObject({
      id: started.body.id,
      status: 'in_progress',
      result_source: 'recalculation',
      results: [],
      active_run: { id: started.body.id, status: 'in_progress' },
    });
  });

  it('is started by an agent if the client is PostHog’s own agent tools, and says by whom', async () => {
    const { path } = await runsOf('empty-state-templates');
    const response = await fetch(`${sandbox().url}/api/projects/1/${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer phx_sandbox',
        'content-type': 'application/json',
        'x-posthog-client': 'mcp',
      },
      body: JSON.stringify({ trigger: 'manual' }),
    });
    expect(await response.json()).toMatchObject({ trigger: 'agent_mcp', is_existing: false });
    expect((await api.post<Job>(path)).body).toMatchObject({
      trigger: 'agent_mcp',
      is_existing: true,
    });
  });

  it('is refused while the scheduler is down, stored as failed, and replaces no results', async () => {
    const { path } = await runsOf('ai-sidebar-summaries');
    const before = (await api.get<Latest>(`${path}latest/`)).body;
    sandbox().setProfile({ scheduler_down: true });
    expect(await api.post<Refusal>(path)).toMatchObject({
      status: 503,
      body: { code: 'recalculation_scheduling_unavailable' },
    });
    expect((await api.get<Latest>(`${path}latest/`)).body).toEqual(before);
    sandbox().setProfile({ scheduler_down: false });
    expect((await api.post<Job>(path)).status).toBe(201);
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
