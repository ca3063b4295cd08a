import type { JsonObject, SavedMetric } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isLegacyMetric } from '../../model/metrics.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { listOf, need, nullable, optional, text } from '../../validation/fields.ts';
import type { Field } from '../../validation/fields.ts';
import { logActivity } from '../activity-log.ts';
import { readQuery } from './query.ts';

const name = text({ max: 400 });
const description = nullable(text({ max: 400, blank: true }));

const tagNames: Field<string[]> = (value, attr) => [
  ...new Set(listOf(text())(value, attr).map((tag) => tag.toLowerCase())),
];

/** Logs a change of a shared metric, which the log of every experiment that uses it contains. */
export function logSavedMetric(
  request: ProjectRequest,
  { id, name: named }: SavedMetric,
  activity: string,
): void {
  logActivity(request, { scope: 'Experiment', type: 'shared_metric', id, name: named, activity });
}

/** Creates a shared metric; the server assigns its uuid. @throws ApiError 400 */
export function createSavedMetric(request: ProjectRequest, body: JsonObject): SavedMetric {
  const { store, project, caller, now } = request;
  const named = need(body, 'name', name);
  const described = optional(body, 'description', description) ?? null;
  const query = readQuery(request, body['query']);
  const tags = optional(body, 'tags', tagNames) ?? [];
  requireFreeName(request, named);
  const metric = store.savedMetrics.insert({
    id: store.nextId('savedMetrics'),
    project: project.id,
    name: named,
    description: described,
    query: { ...query, uuid: store.uuid() },
    tags,
    created_by: caller.user.id,
    created_at: wireTime(now),
    updated_at: wireTime(now),
  });
  logSavedMetric(request, metric, 'created');
  return metric;
}

/**
 * Updates the fields that were sent; a legacy metric cannot be changed at all.
 * @param whole whether the required fields are needed, as in a PUT
 * @throws ApiError 400
 */
export function updateSavedMetric(
  request: ProjectRequest,
  metric: SavedMetric,
  body: JsonObject,
  whole: boolean,
): void {
  if (isLegacyMetric(metric.query)) {
    throw invalid('This shared metric uses a legacy query format and cannot be updated.');
  }
  const named = whole ? need(body, 'name', name) : optional(body, 'name', name);
  const described = optional(body, 'description', description);
  const query =
    whole || body['query'] !== undefined
      ? readQuery(request, body['query'], metric.query)
      : undefined;
  const tags = optional(body, 'tags', tagNames);
  if (named !== undefined) requireFreeName(request, named, metric.id);
  request.store.savedMetrics.update(metric, {
    ...(named === undefined ? {} : { name: named }),
    ...(described === undefined ? {} : { description: described }),
    ...(query === undefined ? {} : { query }),
    ...(tags === undefined ? {} : { tags }),
    updated_at: wireTime(request.now),
  });
  logSavedMetric(request, metric, 'updated');
}

function requireFreeName({ store, project }: ProjectRequest, wanted: string, own?: number): void {
  const taken = store.savedMetrics
    .by('project', project.id)
    .some((row) => row.id !== own && row.name.toLowerCase() === wanted.toLowerCase());
  if (taken) throw invalid('A shared metric with this name already exists.', 'name');
}
