import type { ActivityEntry } from '../model/entities.ts';
import { sameJson } from '../model/json.ts';
import type { ProjectRequest } from '../model/route.ts';
import { wireTime } from '../model/time.ts';

interface Logged {
  scope: ActivityEntry['scope'];
  /** What a holdout or a shared metric is called in the log of experiments, which contains it. */
  type?: ActivityType;
  id: number;
  name: string;
  activity: string;
  /** The row before an update: only fields that differ are logged. */
  before?: object;
  change?: object;
  /** The project of the item, if it is not that of the request (copies). */
  project?: number;
}

export type ActivityType = 'holdout' | 'shared_metric';

/** The name of a change: soft deletion and its reversal have names of their own. */
export function activityOf(
  { deleted }: { deleted: boolean },
  change: { deleted?: boolean },
): 'updated' | 'deleted' | 'restored' {
  if (change.deleted === undefined || change.deleted === deleted) return 'updated';
  return change.deleted ? 'deleted' : 'restored';
}

/** Adds an entry to the activity log that GET …/activity/ lists. */
export function logActivity(request: ProjectRequest, logged: Logged): void {
  const { store, caller, now, project } = request;
  const before = new Map<string, unknown>(Object.entries(logged.before ?? {}));
  const changes = Object.entries(logged.change ?? {})
    .filter(([field, after]) => !sameJson(before.get(field), after))
    .map(([field, after]) => ({
      type: logged.scope,
      action: 'changed',
      field,
      before: before.get(field) ?? null,
      after,
    }));
  store.activity.insert({
    id: store.uuid(),
    project: logged.project ?? project.id,
    scope: logged.scope,
    item_id: String(logged.id),
    activity: logged.activity,
    user: caller.user.id,
    detail: {
      id: String(logged.id),
      name: logged.name,
      short_id: null,
      type: logged.type ?? null,
      changes,
    },
    created_at: wireTime(now),
    client: request.client,
  });
}
