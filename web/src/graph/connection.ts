import { makeVar } from '@apollo/client';
import { tryAgain } from '../loading/attempts.ts';

/** Whether changes arrive as they happen. */
export type Connection =
  | { readonly state: 'connecting' | 'live' }
  | { readonly state: 'reconnecting'; readonly since: Date };

/** The connection over which subscriptions come; they share one server. */
export const connectionVar = makeVar<Connection>({ state: 'connecting' });

export function nowLive(): void {
  if (connectionVar().state === 'live') return;
  connectionVar({ state: 'live' });
  tryAgain();
}

/** Notes that the connection has ended. A later attempt that fails as well does not change since when. */
export function nowReconnecting(): void {
  if (connectionVar().state !== 'reconnecting')
    connectionVar({ state: 'reconnecting', since: new Date() });
}
