import type { SavedMetric } from '../model/entities.ts';
import { notFound } from '../model/errors.ts';
import {
  createSavedMetric,
  logSavedMetric,
  updateSavedMetric,
} from '../domain/saved-metric/write.ts';
import { paginate } from '../wire/pagination.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, RouteScopes, SandboxResponse } from '../model/route.ts';
import { bodyObject } from '../validation/fields.ts';
import { metricSources } from '../model/action-names.ts';
import { wireSavedMetric } from '../wire/saved-metric.ts';

const BASE = '/api/projects/{project_id}/experiment_saved_metrics/';
const READ: RouteScopes = ['experiment_saved_metric:read'];
const WRITE: RouteScopes = ['experiment_saved_metric:write'];

function findMetric({ store, project, params }: ProjectRequest): SavedMetric {
  const id = params['id'] ?? '';
  const metric = /^\d+$/.test(id) ? store.savedMetrics.get(Number(id)) : undefined;
  if (!metric || metric.project !== project.id) throw notFound();
  return metric;
}

function change(request: ProjectRequest, { whole }: { whole: boolean }): SandboxResponse {
  const metric = findMetric(request);
  updateSavedMetric(request, metric, bodyObject(request.body), whole);
  return { status: 200, body: wireSavedMetric(request.store, metric) };
}

function listed({ store, project, query: asked }: ProjectRequest): SavedMetric[] {
  const search = asked.get('search')?.toLowerCase();
  const event = asked.get('event');
  return store.savedMetrics
    .by('project', project.id)
    .filter((row) => !search || row.name.toLowerCase().includes(search))
    .filter((row) => !event || metricSources(row.query).some((node) => node['event'] === event))
    .toReversed();
}

export const savedMetricRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiment_saved_metrics_list',
    method: 'GET',
    path: BASE,
    scopes: READ,
    handler: (request) => ({
      status: 200,
      body: paginate(request, listed(request), (row) => wireSavedMetric(request.store, row)),
    }),
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_create',
    method: 'POST',
    path: BASE,
    scopes: WRITE,
    handler: (request) => ({
      status: 201,
      body: wireSavedMetric(request.store, createSavedMetric(request, bodyObject(request.body))),
    }),
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_retrieve',
    method: 'GET',
    path: `${BASE}{id}/`,
    scopes: READ,
    handler: (request) => ({
      status: 200,
      body: wireSavedMetric(request.store, findMetric(request)),
    }),
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_update',
    method: 'PUT',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler: (request) => change(request, { whole: true }),
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_partial_update',
    method: 'PATCH',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler: (request) => change(request, { whole: false }),
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_destroy',
    method: 'DELETE',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler(request) {
      const { store } = request;
      const metric = findMetric(request);
      for (const link of store.savedMetricLinks.by('savedMetric', metric.id)) {
        store.savedMetricLinks.remove(link.id);
      }
      store.savedMetrics.remove(metric.id);
      logSavedMetric(request, metric, 'deleted');
      return { status: 204 };
    },
  }),
];
