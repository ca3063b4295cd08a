import type { Experiment, JsonObject, MetricsRecalculation } from '../model/entities.ts';
import { bare, invalid, schedulingUnavailable } from '../model/errors.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import { runFromSeries, startRun } from '../domain/series/metrics-run.ts';
import type { Store } from '../model/store.ts';
import { bodyObject, choice, optional } from '../validation/fields.ts';

const BASE = '/api/projects/{project_id}/experiments/{id}/metrics_recalculation/';

const TRIGGER = choice(
  'manual',
  'agent_mcp',
  'cold_run',
  'stale_refresh',
  'auto_refresh',
  'config_change',
  'experiment_launch',
  'experiment_stop',
  'experiment_update',
);

/** A run that finished within this time is returned instead of starting a new one. */
const FRESH_MS = 5 * 60_000;

export const metricsRecalculationRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_metrics_recalculation_create',
    method: 'POST',
    path: BASE,
    scopes: ['experiment:write'],
    handler(request) {
      const { store, now } = request;
      const experiment = findExperiment(request);
      const asked = optional(bodyObject(request.body), 'trigger', TRIGGER) ?? 'manual';
      const trigger = request.client === 'mcp' ? 'agent_mcp' : asked;
      if (experiment.start_date === null)
        throw invalid("Cannot recalculate metrics for experiment that hasn't started");
      const existing = activeRun(store, experiment) ?? freshRun(store, experiment, now);
      if (existing) return { status: 200, body: wireJob(existing, true) };
      const run = startRun(store, experiment, trigger, now);
      if (request.profile.scheduler_down) {
        store.metricsRecalculations.update(run, { status: 'failed' });
        throw schedulingUnavailable();
      }
      return { status: 201, body: wireJob(run, false) };
    },
  }),
  defineRoute({
    operation: 'experiments_metrics_recalculation_latest_retrieve',
    method: 'GET',
    path: `${BASE}latest/`,
    scopes: ['experiment:read'],
    handler: (request) => ({ status: 200, body: latest(request) }),
  }),
  defineRoute({
    operation: 'experiments_metrics_recalculation_retrieve',
    method: 'GET',
    path: `${BASE}{recalculation_id}/`,
    scopes: ['experiment:read'],
    handler(request) {
      const experiment = findExperiment(request);
      const id = request.params['recalculation_id'];
      const known = request.store.metricsRecalculations.get(id);
      const run = known?.experiment === experiment.id ? known : fallback(request, experiment, id);
      if (!run) throw bare(404, { detail: 'Recalculation not found' });
      return { status: 200, body: wireRun(run) };
    },
  }),
];

const activeRun = (store: Store, experiment: Experiment): MetricsRecalculation | undefined =>
  store.metricsRecalculations
    .by('experiment', experiment.id)
    .findLast(({ status }) => status === 'pending' || status === 'in_progress');

const finishedRun = (store: Store, experiment: Experiment): MetricsRecalculation | undefined =>
  store.metricsRecalculations
    .by('experiment', experiment.id)
    .findLast(({ completed_at: completed }) => completed !== null);

/** The placeholder made from the daily series, which is not stored, if `id` is its id. */
function fallback(
  { store }: ProjectRequest,
  experiment: Experiment,
  id: string | undefined,
): MetricsRecalculation | null {
  const run = runFromSeries(store, experiment);
  return run?.id === id ? run : null;
}

function freshRun(
  store: Store,
  experiment: Experiment,
  now: Date,
): MetricsRecalculation | undefined {
  const run = finishedRun(store, experiment);
  const age = now.getTime() - Date.parse(run?.completed_at ?? '');
  return age < FRESH_MS ? run : undefined;
}

/** The newest finished run, else the daily series, else the run that is under way. */
function latest(request: ProjectRequest): JsonObject {
  const { store } = request;
  const experiment = findExperiment(request);
  const active = activeRun(store, experiment);
  const series = finishedRun(store, experiment) ? null : runFromSeries(store, experiment);
  const run = finishedRun(store, experiment) ?? series ?? active;
  if (!run) throw bare(404, { detail: 'No completed recalculation found' });
  return {
    ...wireRun(run),
    ...(run === active ? { results: [] } : {}),
    active_run: active ? { id: active.id, status: active.status } : null,
    result_source: run === series ? 'timeseries_fallback' : 'recalculation',
  };
}

/** The part common to the three answers. */
const wireProgress = (run: MetricsRecalculation): JsonObject => ({
  id: run.id,
  experiment_id: run.experiment,
  status: run.status,
  total_metrics: run.total_metrics,
  completed_metrics: run.completed_metrics,
  failed_metrics: run.failed_metrics,
  metric_errors: run.metric_errors,
  metric_retries: {},
  created_at: run.created_at,
  started_at: run.started_at,
  completed_at: run.completed_at,
  query_to: run.query_to,
});

const wireRun = (run: MetricsRecalculation): JsonObject => ({
  ...wireProgress(run),
  rows_read: null,
  estimated_rows_total: null,
  results: run.results,
});

const wireJob = (run: MetricsRecalculation, isExisting: boolean): JsonObject => ({
  ...wireProgress(run),
  trigger: run.trigger,
  is_existing: isExisting,
});
