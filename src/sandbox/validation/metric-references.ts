import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import type { ProjectRequest } from '../model/route.ts';
import { metricSources } from '../model/action-names.ts';

/** The ids of the actions in a metric. */
const actionIds = (metric: JsonObject): number[] =>
  metricSources(metric)
    .filter((source) => source['kind'] === 'ActionsNode')
    .map((source) => Number(source['id']));

/**
 * Checks that actions in metrics exist in the project.
 * @param stored a metric whose actions may have been deleted since it was stored
 * @throws ApiError 400, attr null
 */
export function checkActions(
  { store, project }: ProjectRequest,
  metrics: JsonObject[],
  stored?: JsonObject,
): void {
  const tolerated = stored ? actionIds(stored) : [];
  const missing = metrics
    .flatMap(actionIds)
    .filter((id) => !tolerated.includes(id))
    .filter((id) => {
      const action = store.actions.get(id);
      return !action || action.deleted || action.project !== project.id;
    });
  if (missing.length === 0) return;
  const ids = [...new Set(missing)].sort((one, other) => one - other).join(', ');
  throw invalid(
    `Action(s) with ID ${ids} not found or deleted. Each ActionsNode must reference an existing action belonging to this project.`,
  );
}

/** Checks that events in metrics have been ingested; an empty name means all events. @throws ApiError 400, attr null */
export function checkEvents({ project }: ProjectRequest, metrics: JsonObject[]): void {
  const { known_events: known } = project;
  if (known === null) return;
  const unknown = metrics
    .flatMap(metricSources)
    .filter((source) => source['kind'] === 'EventsNode')
    .map((source) => source['event'])
    .filter((event) => typeof event === 'string')
    .filter((event) => event.trim() !== '' && !known.includes(event));
  if (unknown.length === 0) return;
  const names = [...new Set(unknown)]
    .sort()
    .map((name) => `'${name}'`)
    .join(', ');
  throw invalid(
    `Event(s) ${names} not found. No events with these names have been ingested by this project. If this is intentional, set allow_unknown_events=True.`,
  );
}
