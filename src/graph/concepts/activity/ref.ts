import { builder } from '../../core/builder.ts';
import { connectionOf } from '../../core/paging/connection.ts';
import type { Wire } from '../../core/wire.ts';

/** One entry of PostHog's activity log. */
export type ActivityRow = Wire['ActivityLogEntry'];

export const ActivityEntryRef = builder.objectRef<ActivityRow>('ActivityEntry');

/** The object an activity entry is about. */
export const ActivityDetailRef = builder.objectRef<Wire['ActivityDetail']>('ActivityDetail');

export const ActivityConnection = connectionOf(
  ActivityEntryRef,
  'Activity',
  'activity log entries',
);
