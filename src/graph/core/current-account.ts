import type { GraphContext } from '../context/context.ts';
import { perRequest } from '../context/per-request.ts';
import type { Wire } from './wire.ts';

export type CurrentUser = Wire['User'];

/** The account behind the key; read at most once per request. 1 upstream call. */
export const currentUser = perRequest((context: GraphContext) => {
  let read: Promise<CurrentUser> | undefined;
  return () => (read ??= context.posthog.call('users_retrieve_me', {}));
});
