import type { JsonObject } from './entities.ts';
import { isObject } from './json.ts';
import type { Store } from './store.ts';

const SOURCE_KEYS = ['source', 'numerator', 'denominator', 'start_event', 'completion_event'];

/** The event and action nodes of a metric of any kind. */
export function metricSources(metric: JsonObject): JsonObject[] {
  const series = Array.isArray(metric['series']) ? metric['series'] : [];
  return [...series, ...SOURCE_KEYS.map((key) => metric[key])].filter(isObject);
}

/** The metric with the current names of its actions, which PostHog refreshes on every read. */
export function withActionNames(store: Store, project: number, metric: JsonObject): JsonObject {
  if (!metricSources(metric).some(({ kind }) => kind === 'ActionsNode')) return metric;
  const named = (node: unknown): unknown => {
    if (!isObject(node) || node['kind'] !== 'ActionsNode') return node;
    const action = store.actions.get(Number(node['id']));
    return action?.project === project ? { ...node, name: action.name } : node;
  };
  const result: JsonObject = { ...metric };
  for (const key of SOURCE_KEYS) if (key in result) result[key] = named(result[key]);
  if (Array.isArray(result['series'])) result['series'] = result['series'].map(named);
  return result;
}
