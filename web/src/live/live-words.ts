import { timeOfDay } from '../format.ts';
import type { Connection } from '../graph/connection.ts';

/** `broken` when the API refuses to report changes. */
export type Liveness = Connection | { readonly state: 'broken' };

/** Whether changes arrive as they happen; if not, since when what is shown may be old. */
export function liveWords(liveness: Liveness): string {
  if (liveness.state === 'reconnecting') return `Reconnecting since ${timeOfDay(liveness.since)}`;
  return { connecting: 'Connecting', live: 'Live', broken: 'Not live' }[liveness.state];
}
