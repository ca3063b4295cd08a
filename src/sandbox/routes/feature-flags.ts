import { logActivity } from '../domain/activity-log.ts';
import { defaultFilters, newFlag } from '../model/defaults.ts';
import type { FeatureFlag } from '../model/entities.ts';
import { bare, notFound, requiredError } from '../model/errors.ts';
import { listFlags } from '../domain/flag/list.ts';
import { updateFlag } from '../domain/flag/update.ts';
import { readFlagChange } from '../domain/flag/write-input.ts';
import { paginate } from '../wire/pagination.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, SandboxResponse } from '../model/route.ts';
import { bodyObject, need, text } from '../validation/fields.ts';
import { wireFlag } from '../wire/flag.ts';

const BASE = '/api/projects/{project_id}/feature_flags/';

/** @throws ApiError 404 when the flag does not exist, is in another project, or is deleted */
export function findFlag(
  { store, project, params }: ProjectRequest,
  { includeDeleted = false }: { includeDeleted?: boolean } = {},
): FeatureFlag {
  const id = params['id'] ?? '';
  const flag = /^\d+$/.test(id) ? store.flags.get(Number(id)) : undefined;
  if (!flag || flag.project !== project.id || (flag.deleted && !includeDeleted)) throw notFound();
  return flag;
}

function create(request: ProjectRequest): FeatureFlag {
  const { store, now, project, caller } = request;
  const body = bodyObject(request.body);
  const change = readFlagChange(request, body, null);
  if (change.key === undefined) throw requiredError('key');
  const flag = newFlag(store, now, {
    filters: { ...defaultFilters(), multivariate: null },
    ensure_experience_continuity: project.flags_persistence_default,
    ...change,
    key: change.key,
    project: project.id,
    created_by: caller.user.id,
    last_modified_by: caller.user.id,
  });
  logActivity(request, { scope: 'FeatureFlag', id: flag.id, name: flag.key, activity: 'created' });
  return flag;
}

function update(request: ProjectRequest, whole: boolean): SandboxResponse {
  const body = bodyObject(request.body);
  const flag = findFlag(request, { includeDeleted: body['deleted'] === false });
  if (whole) need(body, 'key', text({ max: 400 }));
  updateFlag(request, flag, readFlagChange(request, body, flag));
  return { status: 200, body: wireFlag(request.store, flag) };
}

export const featureFlagRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'feature_flags_list',
    method: 'GET',
    path: BASE,
    scopes: ['feature_flag:read'],
    handler: (request) => ({
      status: 200,
      body: paginate(request, listFlags(request), (flag) => wireFlag(request.store, flag)),
    }),
  }),
  defineRoute({
    operation: 'feature_flags_create',
    method: 'POST',
    path: BASE,
    scopes: ['feature_flag:write'],
    handler: (request) => ({ status: 201, body: wireFlag(request.store, create(request)) }),
  }),
  defineRoute({
    operation: 'feature_flags_retrieve',
    method: 'GET',
    path: `${BASE}{id}/`,
    scopes: ['feature_flag:read'],
    handler: (request) => ({ status: 200, body: wireFlag(request.store, findFlag(request)) }),
  }),
  defineRoute({
    operation: 'feature_flags_update',
    method: 'PUT',
    path: `${BASE}{id}/`,
    scopes: ['feature_flag:write'],
    handler: (request) => update(request, true),
  }),
  defineRoute({
    operation: 'feature_flags_partial_update',
    method: 'PATCH',
    path: `${BASE}{id}/`,
    scopes: ['feature_flag:write'],
    handler: (request) => update(request, false),
  }),
  defineRoute({
    operation: 'feature_flags_destroy',
    method: 'DELETE',
    path: `${BASE}{id}/`,
    scopes: ['feature_flag:write'],
    // Hard deletes are refused with an empty body, as for experiments; a soft delete is a PATCH.
    handler: () => {
      throw bare(405, undefined);
    },
  }),
];
