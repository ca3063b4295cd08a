import type { RestDoor, RestOptions } from '../rest/handler.ts';

/** The REST door, loaded with the first request to it: its routes and its checks of bodies take a good part of a start. */
export function lateRest(options: RestOptions): RestDoor {
  const load = async () => (await import('../rest/handler.ts')).createRest(options);
  let door: Promise<RestDoor> | undefined;
  return async (...exchange) => (await (door ??= load()))(...exchange);
}
