import type { JsonObject } from '../../model/entities.ts';
import { stringOrNull } from '../../model/json.ts';
import type { Store } from '../../model/store.ts';

/**
 * Gives every metric a unique uuid: missing ones and duplicates are generated. Primary, secondary and shared
 * metrics of an experiment share one namespace (docs/posthog/metrics.md#uuids).
 * @param taken uuids already in use; those of these metrics are added
 */
export const withOwnUuids = (
  store: Store,
  metrics: readonly JsonObject[],
  taken: Set<string>,
): JsonObject[] =>
  metrics.map((metric) => {
    const sent = stringOrNull(metric['uuid']);
    const uuid = sent && !taken.has(sent) ? sent : store.uuid();
    taken.add(uuid);
    return { ...metric, uuid };
  });

export const uuidsOf = (metrics: readonly JsonObject[]): string[] =>
  metrics.map((metric) => stringOrNull(metric['uuid'])).filter((uuid) => uuid !== null);

/** The metrics with new uuids, and a map from old to new uuids, for copies. */
export function withNewUuids(
  store: Store,
  metrics: readonly JsonObject[],
): { metrics: JsonObject[]; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  const copies = metrics.map((metric) => {
    const uuid = store.uuid();
    const old = stringOrNull(metric['uuid']);
    if (old !== null) renamed.set(old, uuid);
    return { ...structuredClone(metric), uuid };
  });
  return { metrics: copies, renamed };
}
