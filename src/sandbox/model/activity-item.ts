import type { ActivityEntry } from './entities.ts';

/** The item of an activity entry, by which the entries of one object are found. */
export const activityItem = (
  scope: ActivityEntry['scope'],
  id: number | string,
  type?: unknown,
): string => (typeof type === 'string' ? `${scope}:${type}/${id}` : `${scope}/${id}`);
