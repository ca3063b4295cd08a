import type { ActivityEntry, Experiment, FeatureFlag, JsonObject } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { uuidOf } from '../model/uuid.ts';

/** When an experiment was paused or frozen, if it was. */
interface Interruptions {
  paused: string | null;
  frozen: string | null;
}

const INTERRUPTIONS = new Set(['paused', 'exposure_frozen']);

const change = (type: string, field: string, before: unknown, after: unknown): JsonObject => ({
  type,
  action: 'changed',
  field,
  before,
  after,
});

/** Inserts the activity log entries of an experiment's past. */
export function insertActivity(
  store: Store,
  experiment: Experiment,
  flag: FeatureFlag,
  { paused, frozen }: Interruptions,
): void {
  const log = (
    item: Experiment | FeatureFlag,
    activity: string,
    at: string | null,
    changes: JsonObject[],
  ) => {
    if (at !== null) store.activity.insert(entry(store, item, experiment, activity, at, changes));
  };
  const { created_at: created, start_date: start, end_date: end, conclusion } = experiment;
  log(flag, 'created', created, []);
  log(experiment, 'created', created, []);
  log(flag, 'updated', start, [change('FeatureFlag', 'active', false, true)]);
  log(experiment, 'updated', start, [change('Experiment', 'start_date', null, start)]);
  log(flag, 'updated', paused, [change('FeatureFlag', 'active', true, false)]);
  log(experiment, 'paused', paused, []);
  log(flag, 'updated', frozen, [
    change(
      'FeatureFlag',
      'filters',
      { ...flag.filters, groups: [{ properties: [] }] },
      flag.filters,
    ),
  ]);
  log(experiment, 'exposure_frozen', frozen, []);
  log(experiment, 'updated', end, [
    change('Experiment', 'end_date', null, end),
    ...(conclusion === null ? [] : [change('Experiment', 'conclusion', null, conclusion)]),
  ]);
  if (experiment.archived) {
    log(experiment, 'updated', end, [change('Experiment', 'archived', false, true)]);
  }
}

function entry(
  store: Store,
  item: Experiment | FeatureFlag,
  { project, created_by: user }: Experiment,
  activity: string,
  at: string,
  changes: JsonObject[],
): ActivityEntry {
  const isFlag = 'key' in item;
  return {
    // The results of the seed depend on how many uuids were taken from the store before.
    id: INTERRUPTIONS.has(activity) ? uuidOf(`${activity}/${item.id}`) : store.uuid(),
    project,
    scope: isFlag ? 'FeatureFlag' : 'Experiment',
    item_id: String(item.id),
    activity,
    user,
    detail: {
      id: String(item.id),
      name: isFlag ? item.key : item.name,
      short_id: null,
      type: null,
      changes,
    },
    created_at: at,
  };
}
