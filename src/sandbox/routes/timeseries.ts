import type { Experiment, JsonObject, TimeseriesRecalculation } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { isObject, isTruthy, objectOr, stringOrNull } from '../model/json.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import { requestSeries } from '../domain/series/recalculate.ts';
import { activeRecalculation, timeseriesResults } from '../domain/series/timeseries.ts';
import { seriesKey } from '../model/store.ts';

const BASE = '/api/projects/{project_id}/experiments/{id}/';

export const timeseriesRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_timeseries_results_retrieve',
    method: 'GET',
    path: `${BASE}timeseries_results/`,
    scopes: ['experiment:read'],
    handler(request) {
      const { store, project, query, now } = request;
      const experiment = findExperiment(request);
      const metricUuid = query.get('metric_uuid');
      const fingerprint = query.get('fingerprint');
      if (!metricUuid) throw invalid('metric_uuid query parameter is required');
      if (!fingerprint) throw invalid('fingerprint query parameter is required');
      const started = launched(experiment, 'Experiment has not been started yet');
      const key = { experiment: started, metricUuid, fingerprint };
      return { status: 200, body: timeseriesResults(store, project, key, now) };
    },
  }),
  defineRoute({
    operation: 'experiments_recalculate_timeseries_create',
    method: 'POST',
    path: `${BASE}recalculate_timeseries/`,
    scopes: ['experiment:write'],
    handler(request) {
      const experiment = findExperiment(request);
      const { metric, fingerprint } = objectOr(request.body);
      if (!isObject(metric) || !isTruthy(metric)) throw invalid('metric is required');
      if (typeof fingerprint !== 'string' || fingerprint === '')
        throw invalid('fingerprint is required');
      launched(experiment, "Cannot recalculate timeseries for experiment that hasn't started");
      const active = activeRecalculation(request.store, { experiment: experiment.id, fingerprint });
      if (active) return { status: 200, body: wireRecalculation(active) };
      return {
        status: 201,
        body: wireRecalculation(queue(request, experiment, metric, fingerprint)),
      };
    },
  }),
];

/** @throws ApiError 400 if the experiment is a draft */
function launched(experiment: Experiment, refusal: string): Experiment & { start_date: string } {
  const { start_date: start } = experiment;
  if (start === null) throw invalid(refusal);
  return { ...experiment, start_date: start };
}

/** Queues the recalculation and deletes the stored series, so that a read directly afterwards returns no results. */
function queue(
  { store, now }: ProjectRequest,
  experiment: Experiment,
  metric: JsonObject,
  fingerprint: string,
): TimeseriesRecalculation {
  const uuid = stringOrNull(metric['uuid']);
  const key = seriesKey({ experiment: experiment.id, metric_uuid: uuid ?? '', fingerprint });
  for (const row of store.timeseriesRows.by('series', key)) store.timeseriesRows.remove(row.id);
  return requestSeries(store, experiment, { uuid, fingerprint, metric }, now);
}

const wireRecalculation = (row: TimeseriesRecalculation): JsonObject => ({
  id: row.id,
  experiment_id: row.experiment,
  metric_uuid: row.metric_uuid,
  fingerprint: row.fingerprint,
  status: row.status,
  created_at: row.created_at,
});
