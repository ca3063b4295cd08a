import { mayEnter, requireProjectInKey } from '../model/auth.ts';
import type { Experiment, Project } from '../model/entities.ts';
import { bare } from '../model/errors.ts';
import { cloneExperiment } from '../domain/experiment/clone.ts';
import { createExposureCohort } from '../domain/experiment/exposure-cohort.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { isLegacy } from '../model/metrics.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';
import { bodyObject, integer, need, optional, text } from '../validation/fields.ts';
import { wireCohort } from '../wire/cohort.ts';
import { answeredExperiment } from '../wire/experiment.ts';

const BASE = '/api/projects/{project_id}/experiments/{id}/';

function refuseLegacy({ store }: ProjectRequest, experiment: Experiment, what: string): void {
  if (!isLegacy(store, experiment)) return;
  throw bare(400, { detail: `${what} is not supported for experiments using legacy metrics.` });
}

/** The target project of a copy. @throws ApiError 404 outside the organisation, 403 without access */
function targetProject(request: ProjectRequest, id: number): Project {
  const { store, caller, project } = request;
  const target = store.projects.get(id);
  if (!target || target.organization !== project.organization) {
    throw bare(404, { detail: 'Target team not found.' });
  }
  requireProjectInKey(caller.key, target.id);
  if (!mayEnter(caller, target)) {
    throw bare(403, { detail: 'You do not have write access to the target project.' });
  }
  return target;
}

export const experimentCopyRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_duplicate_create',
    method: 'POST',
    path: `${BASE}duplicate/`,
    scopes: ['experiment:write'],
    handler(request) {
      const source = findExperiment(request);
      refuseLegacy(request, source, 'Duplication');
      const body = bodyObject(request.body);
      const copy = cloneExperiment(request, source, request.project, {
        key: optional(body, 'feature_flag_key', text()),
        name: optional(body, 'name', text({ max: 400 })),
      });
      return { status: 201, body: answeredExperiment(request, copy) };
    },
  }),
  defineRoute({
    operation: 'experiments_copy_to_project_create',
    method: 'POST',
    path: `${BASE}copy_to_project/`,
    scopes: ['experiment:write'],
    handler(request) {
      const source = findExperiment(request);
      const body = bodyObject(request.body);
      const wish = {
        target: need(body, 'target_team_id', integer),
        key: optional(body, 'feature_flag_key', text()),
        name: optional(body, 'name', text({ max: 400 })),
      };
      const target = targetProject(request, wish.target);
      refuseLegacy(request, source, 'Copying');
      const copy = cloneExperiment(request, source, target, wish);
      return { status: 201, body: answeredExperiment(request, copy) };
    },
  }),
  defineRoute({
    operation: 'experiments_create_exposure_cohort_for_experiment_create',
    method: 'POST',
    path: `${BASE}create_exposure_cohort_for_experiment/`,
    scopes: ['experiment:write'],
    handler(request) {
      const cohort = createExposureCohort(request, findExperiment(request));
      return { status: 201, body: { cohort: wireCohort(request.store, cohort) } };
    },
  }),
];
