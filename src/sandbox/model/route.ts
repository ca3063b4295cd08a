import type { SandboxClock } from './clock.ts';
import type { ApiKey, Project, User } from './entities.ts';
import type { Profile } from './profile.ts';
import type { Store } from './store.ts';

/** The caller: the key and its owner. */
export interface SandboxCaller {
  key: ApiKey;
  user: User;
}

/** One request after authentication, permission and throttle checks. */
export interface SandboxRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON; undefined for an empty body. */
  body: unknown;
  /** The full URL as requested, for pagination links. */
  url: URL;
  caller: SandboxCaller;
  /** The name in the header `X-PostHog-Client`. */
  client: string | null;
  store: Store;
  clock: SandboxClock;
  /** The time of the request, the same for all its processing. */
  now: Date;
  profile: Profile;
}

export interface ProjectRequest extends SandboxRequest {
  project: Project;
}

export interface SandboxResponse {
  status: number;
  /** JSON body; undefined sends an empty one. */
  body?: unknown;
}

/**
 * Scopes a key needs. A function sees the raw body, because PostHog decides conditional scopes before validation
 * (docs/posthog/authentication.md#scopes), and the profile. Null means that no scope is declared, so that personal
 * keys are refused.
 */
export type RouteScopes =
  readonly string[] | ((body: unknown, profile: Profile) => readonly string[]) | null;

/** A rate limit that replaces the default one (docs/posthog/rate-limits.md#what-is-counted). */
export interface RouteLimit {
  name: string;
  /** Requests allowed in a sliding minute and in a sliding hour. */
  minute: number;
  hour: number;
  /** Whether personal keys are counted one by one, or all callers of a project together. */
  per: 'key' | 'project';
}

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RouteBase {
  /** The operationId of schema/posthog.openapi.json. */
  operation: string;
  method: RouteMethod;
  /** Path as in the contract: `/api/projects/{project_id}/…/`. */
  path: string;
  scopes: RouteScopes;
  /** Absent means the limit that all other calls share. */
  limit?: RouteLimit;
  /** Whether project secret keys may call it. */
  projectSecretKeys?: true;
  /** Whether the profile's PostHog has the route; absent means always. */
  exists?: (profile: Profile) => boolean;
}

export interface ProjectRoute extends RouteBase {
  project: true;
  handler: (request: ProjectRequest) => SandboxResponse;
}

export interface GlobalRoute extends RouteBase {
  project: false;
  handler: (request: SandboxRequest) => SandboxResponse;
}

export type SandboxRoute = ProjectRoute | GlobalRoute;

/** A route under `/api/projects/{project_id}/`. */
export const defineRoute = (route: Omit<ProjectRoute, 'project'>): ProjectRoute => ({
  ...route,
  project: true,
});

/** A route outside any project: users, organisations, the list of projects. */
export const defineGlobalRoute = (route: Omit<GlobalRoute, 'project'>): GlobalRoute => ({
  ...route,
  project: false,
});
