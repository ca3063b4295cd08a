import {
  authenticationFailed,
  notAuthenticated,
  notFound,
  permissionDeniedError,
} from './errors.ts';
import type { ApiKey, Project } from './entities.ts';
import type { SandboxCaller, SandboxRoute } from './route.ts';
import type { Store } from './store.ts';

/** Identifies the caller from the `Authorization: Bearer phx_…` header. @throws ApiError 401 */
export function authenticate(store: Store, authorization: string | undefined): SandboxCaller {
  const value = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (value === undefined) throw notAuthenticated();
  const key = store.apiKeys.get(value);
  const user = store.users.get(key?.user);
  if (!key || !user) throw authenticationFailed();
  return { key, user };
}

/** Whether a key has a scope: `*` includes all, and `x:write` includes `x:read`. */
export function holdsScope(key: ApiKey, scope: string): boolean {
  if (key.scopes.includes('*') || key.scopes.includes(scope)) return true;
  return scope.endsWith(':read') && key.scopes.includes(scope.replace(/:read$/, ':write'));
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
  route: SandboxRoute,
  projectId: string | undefined,
  body: () => unknown,
): Project | undefined {
  const project = route.project ? findProject(store, caller, projectId ?? '') : undefined;
  checkKeyLimits(caller.key, route, project);
  checkScopes(caller.key, route, body);
  if (!route.project) return undefined;
  if (!project) throw notFound('Project not found.');
  checkMembership(store, caller, project);
  return project;
}

function findProject(store: Store, caller: SandboxCaller, id: string): Project | undefined {
  if (id === '@current') return store.projects.get(caller.user.current_project);
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

function checkScopes(key: ApiKey, route: SandboxRoute, body: () => unknown): void {
  if (route.scopes === null) {
    throw permissionDeniedError('This action does not support personal API key access');
  }
  const needed = typeof route.scopes === 'function' ? route.scopes(body()) : route.scopes;
  for (const scope of needed) {
    const alternatives = typeof scope === 'string' ? [scope] : scope;
    if (!alternatives.some((alternative) => holdsScope(key, alternative))) {
      throw permissionDeniedError(`API key missing required scope '${alternatives[0] ?? ''}'`);
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
