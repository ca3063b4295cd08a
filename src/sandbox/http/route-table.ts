import findMyWay from 'find-my-way';
import type { Handler } from 'find-my-way';
import type { RouteMethod, SandboxRoute } from '../model/route.ts';

export type RouteMatch =
  | { found: 'route'; route: SandboxRoute; params: Record<string, string> }
  | { found: 'other-method' }
  | { found: 'nothing' };

const METHODS: readonly RouteMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const isMethod = (method: string): method is RouteMethod =>
  METHODS.some((known) => known === method);

/** Looks routes up by method and path; the trailing slash is optional everywhere (docs/posthog/routes.md). */
export class RouteTable {
  readonly #router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 500 });
  readonly #routes = new Map<unknown, SandboxRoute>();

  constructor(routes: readonly SandboxRoute[]) {
    for (const route of routes) {
      // Each route has its own handler, by which the route of a match is looked up.
      const handler: Handler<findMyWay.HTTPVersion.V1> = () => route;
      this.#routes.set(handler, route);
      const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1').replace(/\/$/, '');
      this.#router.on(route.method, path, handler);
    }
  }

  match(method: string, path: string): RouteMatch {
    if (isMethod(method)) {
      const hit = this.#router.find(method, path);
      const route = this.#routes.get(hit?.handler);
      if (hit && route) return { found: 'route', route, params: definite(hit.params) };
    }
    const elsewhere = METHODS.some((other) => this.#router.find(other, path) !== null);
    return { found: elsewhere ? 'other-method' : 'nothing' };
  }
}

function definite(params: Record<string, string | undefined>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) if (value !== undefined) result[name] = value;
  return result;
}
