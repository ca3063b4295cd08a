import type { RestHandler, RestOptions } from '../rest/handler.ts';

/** The REST API, imported on the first request: its routes and body checks take a good part of startup time. */
export function lazyRest(options: RestOptions): RestHandler {
  const load = async () => (await import('../rest/handler.ts')).createRestHandler(options);
  let handler: Promise<RestHandler> | undefined;
  return async (...exchange) => (await (handler ??= load()))(...exchange);
}
