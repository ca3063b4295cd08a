import type { JsonObject, SavedMetric } from '../../model/entities.ts';
import { isObject, stringOrNull } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { metricSources } from '../../model/action-names.ts';

/** Keys of a metric that contain its sources; the answer uses them as roles. */
const ROLES = ['source', 'series', 'numerator', 'denominator', 'start_event', 'completion_event'];

/** Shared metrics of the project, those with the requested event first, then by number of uses. */
export function sharedMetrics(
  { store, project }: ProjectRequest,
  metricEvent: string | null,
  limit: number,
): JsonObject {
  const usages = store.savedMetrics
    .by('project', project.id)
    .map((saved) => usageOf(store, saved, metricEvent))
    .toSorted((a, b) => b.rank - a.rank || b.used - a.used);
  return {
    metric_event: metricEvent,
    metric_event_match_truncated: false,
    metrics: usages.slice(0, limit).map(({ wire }) => wire),
  };
}

function usageOf(
  store: Store,
  saved: SavedMetric,
  metricEvent: string | null,
): { rank: number; used: number; wire: JsonObject } {
  const links = store.savedMetricLinks.by('savedMetric', saved.id);
  const secondary = links.filter(({ metadata }) => metadata['type'] === 'secondary').length;
  const roles = metricEvent === null ? null : rolesOf(saved.query, metricEvent);
  return {
    rank: roles?.length ?? 0,
    used: links.length,
    wire: {
      id: saved.id,
      name: saved.name,
      metric_type: stringOrNull(saved.query['metric_type']),
      events: eventsOf(saved.query),
      action_ids: actionIdsOf(saved.query),
      used_as_primary: links.length - secondary,
      used_as_secondary: secondary,
      last_used_at:
        links
          .map(({ created_at: at }) => at)
          .toSorted()
          .at(-1) ?? null,
      matches_metric_event: roles === null ? null : roles.length > 0,
      metric_event_roles: roles,
    },
  };
}

const rolesOf = (metric: JsonObject, event: string): string[] =>
  ROLES.filter((key) => {
    const held = metric[key];
    const nodes = Array.isArray(held) ? held : [held];
    return nodes.some((node) => isObject(node) && node['event'] === event);
  });

export const eventsOf = (metric: JsonObject): string[] => [
  ...new Set(metricSources(metric).flatMap((node) => stringOrNull(node['event']) ?? [])),
];

export const actionIdsOf = (metric: JsonObject): number[] => [
  ...new Set(
    metricSources(metric).flatMap(({ kind, id }) =>
      kind === 'ActionsNode' && typeof id === 'number' ? [id] : [],
    ),
  ),
];
