import { makeVar } from '@apollo/client';

/** Whether changes arrive as they happen. */
export type Connection =
  | { readonly state: 'connecting' | 'live' }
  | { readonly state: 'reconnecting'; readonly since: Date };

/** The connection over which subscriptions come; they share one server. */
export const connectionVar = makeVar<Connection>({ state: 'connecting' });

export function nowLive(): void {
  if (connectionVar().state !== 'live') connectionVar({ state: 'live' });
}

/** Notes that the connection has ended. A later attempt that fails as well does not change since when. */
export function nowReconnecting(): void {
  if (connectionVar().state !== 'reconnecting')
    connectionVar({ state: 'reconnecting', since: new Date() });
}
