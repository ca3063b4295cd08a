import type { JsonObject } from '../../model/entities.ts';
import { objectsOf, sameJson } from '../../model/json.ts';
import { isSameMetric } from '../../validation/metrics.ts';

/** The outcome of merging one field: a value to write, or a conflict; neither when there is nothing to write. */
export interface Merge {
  value?: unknown;
  conflict?: boolean;
  /** UUIDs of the metrics that both sides changed. */
  metrics?: string[];
}

interface Item {
  id: string | null;
  /** The value compared to detect a change. */
  content: JsonObject;
  /** The value written if this side wins. */
  value: unknown;
}

type Same = (one: JsonObject, other: JsonObject) => boolean;

/** Three-way merge by uuid; fingerprints are assigned by the server and do not count as a change. */
export const mergeMetrics = (original: unknown, current: unknown, sent: unknown): Merge =>
  mergeItems(isSameMetric, metricItems(original), metricItems(current), metricItems(sent));

/** Like `mergeMetrics`, for links of shared metrics, identified by the linked metric. */
export const mergeSavedMetrics = (original: unknown, current: unknown, sent: unknown): Merge =>
  mergeItems(sameJson, linkItems(original), linkItems(current), linkItems(sent));

const metricItems = (metrics: unknown): Item[] =>
  objectsOf(metrics).map((metric) => {
    const { uuid, ...content } = metric;
    return { id: typeof uuid === 'string' ? uuid : null, content, value: metric };
  });

/** Links as read have the metric in `saved_metric`, links as written in `id`. */
const linkItems = (links: unknown): Item[] =>
  objectsOf(links).map((link) => {
    const id = Number(link['saved_metric'] ?? link['id']);
    const metadata: unknown = link['metadata'] ?? {};
    return {
      id: `saved_metric:${id}`,
      content: { metadata },
      value: { id, metadata } satisfies JsonObject,
    };
  });

/** Stored items come first, in their order, with those that were added meanwhile; then the new ones of the client. */
function mergeItems(same: Same, original: Item[], current: Item[], sent: Item[]): Merge {
  const conflicts: string[] = [];
  const merged: unknown[] = [];
  const take = (item: Item, outcome: Item | 'conflict' | undefined): void => {
    if (outcome === 'conflict') conflicts.push(item.id ?? '');
    else if (outcome) merged.push(outcome.value);
  };
  for (const item of current) {
    take(item, mergeStored(same, item, find(original, item.id), find(sent, item.id)));
  }
  for (const item of sent) {
    if (find(current, item.id)) continue;
    const before = find(original, item.id);
    if (before) {
      // The other side removed it: it stays removed, unless this side edited it.
      take(item, same(item.content, before.content) ? undefined : 'conflict');
    } else if (!hasLanded(same, item, current, original)) take(item, item);
  }
  if (conflicts.length > 0) return { metrics: conflicts };
  const isUnchanged =
    merged.length === current.length &&
    current.every(({ value }, index) => merged[index] === value);
  return isUnchanged ? {} : { value: merged };
}

function mergeStored(
  same: Same,
  stored: Item,
  before: Item | undefined,
  sent: Item | undefined,
): Item | 'conflict' | undefined {
  if (sent) {
    if (same(sent.content, stored.content)) return stored;
    if (before && same(sent.content, before.content)) return stored;
    return before && same(stored.content, before.content) ? sent : 'conflict';
  }
  // The client removed it: allowed unless it was edited meanwhile. An item the client never saw stays in the list.
  if (!before) return stored;
  return same(before.content, stored.content) ? undefined : 'conflict';
}

/** Whether a new item without an id was added by an earlier attempt of the same request. */
const hasLanded = (same: Same, item: Item, current: Item[], original: Item[]): boolean =>
  item.id === null &&
  current.some((stored) => !find(original, stored.id) && same(stored.content, item.content));

const find = (items: Item[], id: string | null): Item | undefined =>
  id === null ? undefined : items.find((item) => item.id === id);
