import { authenticate, authorize } from '../model/auth.ts';
import { ApiError, methodNotAllowed, notFound, serverError } from '../model/errors.ts';
import type { SandboxState } from './state.ts';
import { parseBody } from './request-body.ts';
import type { SandboxRoute, SandboxResponse } from '../model/route.ts';
import type { RouteTable } from './route-table.ts';

/** A request as received. */
export interface RawRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  contentType: string | undefined;
  body: string;
}

export interface ApiAnswer {
  status: number;
  body: unknown;
  /** The contract's operationId; null when no route matched. */
  operation: string | null;
}

/**
 * Processes one API request in DRF's order: authentication → permissions → throttle → the handler (object
 * lookup, then validation). Never throws: an unexpected error is answered with PostHog's 500.
 */
export function answer(
  sandboxState: SandboxState,
  routes: RouteTable,
  raw: RawRequest,
  onFailure: (error: unknown) => void,
): ApiAnswer {
  const match = routes.match(raw.method, raw.url.pathname);
  const route = match.found === 'route' ? match.route : null;
  const operation = route?.operation ?? null;
  try {
    if (match.found === 'nothing') throw notFound('Endpoint not found.');
    if (match.found === 'other-method') {
      authenticate(sandboxState.store, raw.authorization);
      throw methodNotAllowed(raw.method);
    }
    return { operation, body: undefined, ...run(sandboxState, match.route, match.params, raw) };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body, operation };
    onFailure(error);
    const failure = serverError();
    return { status: failure.status, body: failure.body, operation };
  }
}

function run(
  sandboxState: SandboxState,
  route: SandboxRoute,
  params: Record<string, string>,
  raw: RawRequest,
): SandboxResponse {
  const { store, clock, profile } = sandboxState;
  clock.settle();
  const parsed = lazily(() => parseBody(raw.body, raw.contentType));
  const caller = authenticate(store, raw.authorization);
  const project = authorize(store, caller, route, params['project_id'], parsed);
  const now = clock.now();
  if (profile.rate_limit) sandboxState.throttle.check(caller.key.id, now.getTime());
  if (route.exists && !route.exists(profile)) throw notFound();
  const { searchParams: query } = raw.url;
  const about = { params, query, url: raw.url, caller, store, clock, now, profile };
  if (!route.project) {
    return route.handler({
      ...about,
      get body() {
        return parsed();
      },
    });
  }
  if (!project) throw notFound('Project not found.');
  return route.handler({
    ...about,
    project,
    get body() {
      return parsed();
    },
  });
}

/** Returns a function that computes its value on the first call and memoizes it. */
function lazily<Value>(work: () => Value): () => Value {
  let done: { value: Value } | undefined;
  return () => (done ??= { value: work() }).value;
}
