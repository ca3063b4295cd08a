import { authorize } from '../model/auth.ts';
import { ApiError, methodNotAllowed, notFound, serverError } from '../model/errors.ts';
import { authenticate } from './authenticate.ts';
import type { Credentials } from './authenticate.ts';
import type { SandboxState } from './state.ts';
import { parseBody } from './request-body.ts';
import type { SandboxRoute, SandboxResponse } from '../model/route.ts';
import type { RouteTable } from './route-table.ts';
import { bucketsOf } from './throttle.ts';

/** A request as received. */
export interface RawRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  contentType: string | undefined;
  /** The header `X-PostHog-Client`. */
  client: string | null;
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
      authenticate(sandboxState.store, credentialsOf(raw), undefined);
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
  const caller = authenticate(store, credentialsOf(raw, parsed), route);
  const asked = { route, projectId: params['project_id'], body: parsed, profile };
  const project = authorize(store, caller, asked);
  const now = clock.now();
  const { throttle } = sandboxState;
  if (profile.rate_limit || throttle.isOn) {
    throttle.check(bucketsOf(route, caller.key, project), now.getTime());
  }
  if (route.exists && !route.exists(profile)) throw notFound();
  const { searchParams: query } = raw.url;
  const { client } = raw;
  const about = { params, query, url: raw.url, caller, client, store, clock, now, profile };
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

const credentialsOf = (
  { authorization, url, body, contentType }: RawRequest,
  parsed = () => parseBody(body, contentType),
): Credentials => ({ authorization, query: url.searchParams, body: parsed });

/** Returns a function that computes its value on the first call and memoizes it. */
function lazily<Value>(work: () => Value): () => Value {
  let done: { value: Value } | undefined;
  return () => (done ??= { value: work() }).value;
}
