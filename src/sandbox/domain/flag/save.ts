import type { FeatureFlag } from '../../model/entities.ts';
import { activityOf, logActivity } from '../activity-log.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';

/** Writes a change to a flag as PostHog's save does, with a new version, modification time and author. */
export function saveFlag(
  request: ProjectRequest,
  flag: FeatureFlag,
  change: Partial<FeatureFlag>,
): void {
  const before = { ...flag };
  const activity = activityOf(flag, change);
  request.store.flags.update(flag, {
    ...change,
    version: flag.version + 1,
    updated_at: wireTime(request.now),
    last_modified_by: request.caller.user.id,
  });
  logActivity(request, {
    scope: 'FeatureFlag',
    id: flag.id,
    name: flag.key,
    activity,
    before,
    change,
  });
}
