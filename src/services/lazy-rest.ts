import type { RestHandler } from '../rest/handler.ts';
import type { PublicUrl } from '../http/public-url.ts';
import type { Services } from './services.ts';

/** The REST API, imported on the first request: its routes and body checks take a good part of startup time. */
export function lazyRest(services: Services, publicUrl: PublicUrl): RestHandler {
  const load = async () => {
    const [{ createRestHandler }, { ownRoutes }] = await Promise.all([
      import('../rest/handler.ts'),
      import('./own-routes.ts'),
    ]);
    return createRestHandler({ ...services.shared, publicUrl, ownRoutes: ownRoutes(services) });
  };
  let handler: Promise<RestHandler> | undefined;
  return async (...exchange) => (await (handler ??= load()))(...exchange);
}
