import type { ReleaseCondition, Holdout, JsonObject } from '../model/entities.ts';
import { invalid, notFound } from '../model/errors.ts';
import { sameJson } from '../model/json.ts';
import { logActivity } from '../domain/activity-log.ts';
import { requireHoldoutApproval } from '../domain/approvals/gate.ts';
import { holdoutForFlag } from '../domain/flag/holdout.ts';
import { saveFlag } from '../domain/flag/save.ts';
import { paginate } from '../wire/pagination.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, RouteScopes, SandboxResponse } from '../model/route.ts';
import { wireTime } from '../model/time.ts';
import { bodyObject, need, nullable, optional, text } from '../validation/fields.ts';
import { holdoutFilters } from '../validation/holdout-filters.ts';
import { wireHoldout } from '../wire/holdout.ts';

const BASE = '/api/projects/{project_id}/experiment_holdouts/';
// Since June 2026 holdouts have scopes of their own; servers of spring 2026 use those of experiments
// (docs/posthog/server-versions.md#scope-of-holdouts).
const READ: RouteScopes = (_body, { fat_lists: older }) => [
  older ? 'experiment:read' : 'experiment_holdout:read',
];
const WRITE: RouteScopes = (_body, { fat_lists: older }) => [
  older ? 'experiment:write' : 'experiment_holdout:write',
];

const name = text({ max: 400 });
const description = nullable(text({ max: 400, blank: true }));

function findHoldout({ store, project, params }: ProjectRequest): Holdout {
  const id = params['id'] ?? '';
  const holdout = /^\d+$/.test(id) ? store.holdouts.get(Number(id)) : undefined;
  if (!holdout || holdout.project !== project.id) throw notFound();
  return holdout;
}

/** The pseudo-variant under which excluded people are reported contains the holdout's id. */
const withVariant = (groups: ReleaseCondition[], id: number): ReleaseCondition[] =>
  groups.map((group) => ({ ...group, variant: `holdout-${id}` }));

function create(request: ProjectRequest): Holdout {
  const { store, project, caller, now } = request;
  const body = bodyObject(request.body);
  const named = need(body, 'name', name);
  const described = optional(body, 'description', description) ?? null;
  if (body['filters'] === undefined) {
    throw invalid('Filters are required to create an holdout group');
  }
  const filters = holdoutFilters(body['filters'], 'filters');
  const id = store.nextId('holdouts');
  const holdout = store.holdouts.insert({
    id,
    project: project.id,
    name: named,
    description: described,
    filters: withVariant(filters, id),
    created_by: caller.user.id,
    created_at: wireTime(now),
    updated_at: wireTime(now),
  });
  log(request, holdout, 'created');
  return holdout;
}

/** The share of people that a holdout excludes: the percentage of its first group. */
const shareOf = (groups: ReleaseCondition[]): number => groups[0]?.rollout_percentage ?? 0;

const log = (request: ProjectRequest, { id, name: named }: Holdout, activity: string): void => {
  logActivity(request, { scope: 'Experiment', type: 'holdout', id, name: named, activity });
};

function change(request: ProjectRequest, body: JsonObject): SandboxResponse {
  const { store, now } = request;
  const holdout = findHoldout(request);
  const named = optional(body, 'name', name);
  const described = optional(body, 'description', description);
  const filters = optional(body, 'filters', holdoutFilters);
  if (filters && shareOf(filters) !== shareOf(holdout.filters)) {
    requireHoldoutApproval(request, 'update', holdout, { filters });
  }
  store.holdouts.update(holdout, {
    ...(named === undefined ? {} : { name: named }),
    ...(described === undefined ? {} : { description: described }),
    ...(filters === undefined ? {} : { filters: withVariant(filters, holdout.id) }),
    updated_at: wireTime(now),
  });
  if (filters) spread(request, holdout, holdoutForFlag(store, holdout.id));
  log(request, holdout, 'updated');
  return { status: 200, body: wireHoldout(store, holdout) };
}

/**
 * Writes the holdout's filters, or none, into the flags of its experiments
 * (docs/posthog/holdouts-and-cohorts.md#holdouts).
 */
function spread(
  request: ProjectRequest,
  holdout: Holdout,
  value: ReturnType<typeof holdoutForFlag>,
): void {
  const { store } = request;
  for (const experiment of store.experiments.by('holdout', holdout.id)) {
    const flag = store.flags.get(experiment.feature_flag);
    if (!flag || sameJson(flag.filters.holdout ?? null, value)) continue;
    saveFlag(request, flag, { filters: { ...flag.filters, holdout: value } });
  }
}

export const holdoutRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiment_holdouts_list',
    method: 'GET',
    path: BASE,
    scopes: READ,
    handler(request) {
      const { store, project } = request;
      const rows = store.holdouts.by('project', project.id).toReversed();
      return { status: 200, body: paginate(request, rows, (row) => wireHoldout(store, row)) };
    },
  }),
  defineRoute({
    operation: 'experiment_holdouts_create',
    method: 'POST',
    path: BASE,
    scopes: WRITE,
    handler: (request) => ({ status: 201, body: wireHoldout(request.store, create(request)) }),
  }),
  defineRoute({
    operation: 'experiment_holdouts_retrieve',
    method: 'GET',
    path: `${BASE}{id}/`,
    scopes: READ,
    handler: (request) => ({
      status: 200,
      body: wireHoldout(request.store, findHoldout(request)),
    }),
  }),
  defineRoute({
    operation: 'experiment_holdouts_update',
    method: 'PUT',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler(request) {
      findHoldout(request);
      const body = bodyObject(request.body);
      need(body, 'name', name);
      return change(request, body);
    },
  }),
  defineRoute({
    operation: 'experiment_holdouts_partial_update',
    method: 'PATCH',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler(request) {
      findHoldout(request);
      return change(request, bodyObject(request.body));
    },
  }),
  defineRoute({
    operation: 'experiment_holdouts_destroy',
    method: 'DELETE',
    path: `${BASE}{id}/`,
    scopes: WRITE,
    handler(request) {
      const { store } = request;
      const holdout = findHoldout(request);
      requireHoldoutApproval(request, 'delete', holdout, null);
      spread(request, holdout, null);
      for (const experiment of store.experiments.by('holdout', holdout.id)) {
        store.experiments.update(experiment, { holdout_id: null });
      }
      store.holdouts.remove(holdout.id);
      log(request, holdout, 'deleted');
      return { status: 204 };
    },
  }),
];
