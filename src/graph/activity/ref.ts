import { builder } from '../builder.ts';
import { connectionOf } from '../connection.ts';
import type { Wire } from '../wire.ts';

/** One entry of PostHog's activity log. */
export type ActivityRow = Wire['ActivityLogEntry'];

export const ActivityEntryRef = builder.objectRef<ActivityRow>('ActivityEntry');

/** What an entry was about. */
export const ActivityDetailRef = builder.objectRef<Wire['ActivityDetail']>('ActivityDetail');

export const ActivityConnection = connectionOf(
  ActivityEntryRef,
  'Activity',
  'activity log entries',
);
