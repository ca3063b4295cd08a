import findMyWay from 'find-my-way';
import type { OwnRoute } from './own-route.ts';

/** A route for a path, with the values of its parameters. */
export interface OwnMatch {
  readonly route: OwnRoute;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Finds the own route for a path; the trailing slash is optional. */
export function ownRouter(routes: readonly OwnRoute[]): (path: string) => OwnMatch | undefined {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 16_000 });
  for (const route of routes)
    router.on('GET', route.path.replaceAll(/\{(\w+)\}/g, ':$1'), () => undefined, route);
  return (path) => {
    const found = router.find('GET', path);
    return found ? { route: found.store as OwnRoute, values: found.params } : undefined;
  };
}
