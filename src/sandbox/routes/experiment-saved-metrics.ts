import type { JsonObject, SavedMetric } from '../model/entities.ts';
import { invalid, notFound } from '../model/errors.ts';
import { isLegacyMetric } from '../model/metrics.ts';
import { isObject, stringOrNull } from '../model/json.ts';
import { paginate } from '../wire/pagination.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, RouteScopes, SandboxResponse } from '../model/route.ts';
import { wireTime } from '../model/time.ts';
import { bodyObject, listOf, need, nullable, optional, text } from '../validation/fields.ts';
import type { Field } from '../validation/fields.ts';
import { metricProblem } from '../validation/metrics.ts';
import { metricSources } from '../model/action-names.ts';
import { wireSavedMetric } from '../wire/saved-metric.ts';

const BASE = '/api/projects/{project_id}/experiment_saved_metrics/';
const READ: RouteScopes = ['experiment_saved_metric:read'];
const WRITE: RouteScopes = ['experiment_saved_metric:write'];

const name = text({ max: 400 });
const description = nullable(text({ max: 400, blank: true }));

const query: Field<JsonObject> = (value, attr) => {
  if (!isObject(value) || Object.keys(value).length === 0) {
    throw invalid('Query is required to create a saved metric', attr);
  }
  if (value['kind'] !== 'ExperimentMetric') {
    throw invalid("Metric query kind must be 'ExperimentMetric'", attr);
  }
  const problem = metricProblem(value);
  if (problem !== null) throw invalid(`Invalid metric: ${problem}`, attr);
  return value;
};

const tagNames: Field<string[]> = (value, attr) => [
  ...new Set(listOf(text())(value, attr).map((tag) => tag.toLowerCase())),
];

function findMetric({ store, project, params }: ProjectRequest): SavedMetric {
  const id = params['id'] ?? '';
  const metric = /^\d+$/.test(id) ? store.savedMetrics.get(Number(id)) : undefined;
  if (!metric || metric.project !== project.id) throw notFound();
  return metric;
}

function requireFreeName({ store, project }: ProjectRequest, wanted: string, own?: number): void {
  const taken = store.savedMetrics
    .by('project', project.id)
    .some((row) => row.id !== own && row.name.toLowerCase() === wanted.toLowerCase());
  if (taken) throw invalid('A shared metric with this name already exists.', 'name');
}

function create(request: ProjectRequest): SavedMetric {
  const { store, project, caller, now } = request;
  const body = bodyObject(request.body);
  const named = need(body, 'name', name);
  const described = optional(body, 'description', description) ?? null;
  const asked = need(body, 'query', query);
  const tags = optional(body, 'tags', tagNames) ?? [];
  requireFreeName(request, named);
  return store.savedMetrics.insert({
    id: store.nextId('savedMetrics'),
    project: project.id,
    name: named,
    description: described,
    query: { ...asked, uuid: stringOrNull(asked['uuid']) ?? store.uuid() },
    tags,
    created_by: caller.user.id,
    created_at: wireTime(now),
    updated_at: wireTime(now),
  });
}

function change(request: ProjectRequest, body: JsonObject): SandboxResponse {
  const { store, now } = request;
  const metric = findMetric(request);
  const named = optional(body, 'name', name);
  const described = optional(body, 'description', description);
  if (body['query'] !== undefined && isLegacyMetric(metric.query)) {
    throw invalid('A shared metric of a legacy kind cannot be changed.', 'query');
  }
  const asked = optional(body, 'query', query);
  const tags = optional(body, 'tags', tagNames);
  if (named !== undefined) requireFreeName(request, named, metric.id);
  store.savedMetrics.update(metric, {
    ...(named === undefined ? {} : { name: named }),
    ...(described === undefined ? {} : { description: described }),
    // Series are stored under the uuid, so it never changes, even if the new query contains another.
    ...(asked === undefined ? {} : { query: { ...asked, uuid: metric.query['uuid'] } }),
    ...(tags === undefined ? {} : { tags }),
    updated_at: wireTime(now),
  });
  return { status: 200, body: wireSavedMetric(store, metric) };
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
      body: wireSavedMetric(request.store, create(request)),
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
    handler(request) {
      findMetric(request);
      const body = bodyObject(request.body);
      need(body, 'name', name);
      need(body, 'query', query);
      return change(request, body);
    },
  }),
  defineRoute({
    operation: 'experiment_saved_metrics_partial_update',
    method: 'PATCH',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler(request) {
      findMetric(request);
      return change(request, bodyObject(request.body));
    },
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
      return { status: 204 };
    },
  }),
];
