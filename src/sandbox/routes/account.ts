import { mayEnter } from '../model/auth.ts';
import type { Project } from '../model/entities.ts';
import { notFound } from '../model/errors.ts';
import { paginate } from '../wire/pagination.ts';
import { defineGlobalRoute, defineRoute } from '../model/route.ts';
import type { SandboxRoute, SandboxRequest } from '../model/route.ts';
import { wireCohort } from '../wire/cohort.ts';
import { wireMe, wireProject } from '../wire/project.ts';

/** Projects the caller has access to. */
const ownProjects = ({ store, caller }: SandboxRequest): Project[] =>
  store.projects.all().filter((project) => mayEnter(caller, project));

export const accountRoutes: SandboxRoute[] = [
  defineGlobalRoute({
    operation: 'users_retrieve_me',
    method: 'GET',
    path: '/api/users/@me/',
    scopes: ['user:read'],
    handler: ({ store, caller }) => ({ status: 200, body: wireMe(store, caller.user) }),
  }),
  defineGlobalRoute({
    operation: 'projects_list',
    method: 'GET',
    path: '/api/projects/',
    scopes: ['project:read'],
    handler: (request) => ({
      status: 200,
      body: paginate(request, ownProjects(request), wireProject),
    }),
  }),
  defineGlobalRoute({
    operation: 'organizations_projects_list',
    method: 'GET',
    path: '/api/organizations/{organization_id}/projects/',
    scopes: ['project:read'],
    handler(request) {
      const { params, caller, store, query } = request;
      const wanted = params['organization_id'] ?? '';
      const organization =
        wanted === '@current'
          ? store.projects.get(caller.user.current_project)?.organization
          : wanted;
      if (organization === undefined || !caller.user.organizations.includes(organization)) {
        throw notFound('Organization not found.');
      }
      const search = query.get('search')?.toLowerCase() ?? '';
      const rows = ownProjects(request)
        .filter((project) => project.organization === organization)
        .filter((project) => project.name.toLowerCase().includes(search));
      return { status: 200, body: paginate(request, rows, wireProject) };
    },
  }),
  defineRoute({
    operation: 'cohorts_list',
    method: 'GET',
    path: '/api/projects/{project_id}/cohorts/',
    scopes: ['cohort:read'],
    handler(request) {
      const { store, project } = request;
      const rows = store.cohorts
        .by('project', project.id)
        .filter((cohort) => !cohort.deleted)
        .toReversed();
      return { status: 200, body: paginate(request, rows, (row) => wireCohort(store, row)) };
    },
  }),
  defineRoute({
    operation: 'cohorts_retrieve',
    method: 'GET',
    path: '/api/projects/{project_id}/cohorts/{id}/',
    scopes: ['cohort:read'],
    handler({ store, project, params }) {
      const id = params['id'] ?? '';
      const cohort = /^\d+$/.test(id) ? store.cohorts.get(Number(id)) : undefined;
      if (!cohort || cohort.project !== project.id || cohort.deleted) throw notFound();
      return { status: 200, body: wireCohort(store, cohort) };
    },
  }),
];
