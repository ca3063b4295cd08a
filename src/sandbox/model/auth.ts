import type { ApiKey, Project } from './entities.ts';
import { notFound, permissionDeniedError } from './errors.ts';
import type { Profile } from './profile.ts';
import type { SandboxCaller, SandboxRoute } from './route.ts';
import type { Store } from './store.ts';

/** Whether a key has a scope: `*` includes all, and `x:write` includes `x:read`. */
export function holdsScope(key: ApiKey, scope: string): boolean {
  if (key.scopes.includes('*') || key.scopes.includes(scope)) return true;
  return scope.endsWith(':read') && key.scopes.includes(scope.replace(/:read$/, ':write'));
}

/** What the permission checks of a request depend on besides its caller. */
export interface AuthorizedRequest {
  route: SandboxRoute;
  projectId: string | undefined;
  body: () => unknown;
  profile: Profile;
}

/**
 * Runs the permission checks in PostHog's order: the key's restrictions, its scopes, then the project
 * and the membership of the key's owner (docs/posthog/authentication.md#order-of-checks).
 * @returns the project of a project route
 * @throws ApiError 403 or 404
 */
export function authorize(
  store: Store,
  caller: SandboxCaller,
  asked: AuthorizedRequest,
): Project | undefined {
  const { route, projectId } = asked;
  const { key } = caller;
  const project = route.project ? findProject(store, caller, projectId ?? '') : undefined;
  if (key.kind === 'project_secret' && !route.projectSecretKeys) {
    throw permissionDeniedError('This action does not support project secret API key access');
  }
  checkKeyLimits(key, route, project);
  checkScopes(key, asked);
  if (!route.project) return undefined;
  if (!project) throw notFound('Project not found.');
  // A project secret key is not bound to a person whose membership could be checked.
  if (key.kind !== 'project_secret') checkMembership(store, caller, project);
  return project;
}

function findProject(store: Store, { key, user }: SandboxCaller, id: string): Project | undefined {
  if (id === '@current') {
    const own = key.kind === 'project_secret' ? key.scoped_teams[0] : user.current_project;
    return store.projects.get(own);
  }
  return /^\d+$/.test(id) ? store.projects.get(Number(id)) : undefined;
}

function checkKeyLimits(key: ApiKey, route: SandboxRoute, project: Project | undefined): void {
  if (key.scoped_teams.length > 0) {
    if (!route.project) {
      throw permissionDeniedError(
        'API keys with scoped projects are only supported on project-based endpoints.',
      );
    }
    if (!project) throw notFound('Project not found.');
    requireProjectInKey(key, project.id);
  }
  if (key.scoped_organizations.length > 0 && project) {
    if (!key.scoped_organizations.includes(project.organization)) {
      throw permissionDeniedError(
        `API key does not have access to the requested organization: ID ${project.organization}.`,
      );
    }
  }
}

/** @throws ApiError 403 when the key is restricted to other projects */
export function requireProjectInKey(key: ApiKey, project: number): void {
  if (key.scoped_teams.length > 0 && !key.scoped_teams.includes(project)) {
    throw permissionDeniedError(
      `API key does not have access to the requested project: ID ${project}.`,
    );
  }
}

function checkScopes(key: ApiKey, { route, body, profile }: AuthorizedRequest): void {
  if (route.scopes === null) {
    throw permissionDeniedError('This action does not support personal API key access');
  }
  const needed = typeof route.scopes === 'function' ? route.scopes(body(), profile) : route.scopes;
  for (const scope of needed) {
    if (!holdsScope(key, scope)) {
      throw permissionDeniedError(`API key missing required scope '${scope}'`);
    }
  }
}

function checkMembership(store: Store, caller: SandboxCaller, project: Project): void {
  if (!mayEnter(caller, project))
    throw permissionDeniedError("You don't have access to the project.");
  const organization = store.organizations.get(project.organization);
  if (organization && !organization.allows_personal_api_keys) {
    throw permissionDeniedError(
      `Organization '${organization.name}' does not allow using personal API keys. Contact an admin to enable personal API keys for this organization.`,
    );
  }
}

/** Whether the caller is a member of the project's organisation and not denied access to the project. */
export const mayEnter = ({ user }: SandboxCaller, project: Project): boolean =>
  user.organizations.includes(project.organization) && !user.denied_projects.includes(project.id);
