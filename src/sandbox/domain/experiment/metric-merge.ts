import type { JsonObject } from '../../model/entities.ts';
import { objectsOf, sameJson } from '../../model/json.ts';

/** The outcome of merging one field: a value to write, or a conflict. */
export interface Merge {
  value?: unknown;
  conflict?: boolean;
  /** UUIDs of the metrics that both sides changed. */
  metrics?: string[];
}

interface Item {
  id: string | null;
  /** The value compared to detect a change. */
  content: unknown;
  /** The value written if this side wins. */
  value: unknown;
}

/** Three-way merge by uuid; fingerprints are assigned by the server and do not count as a change. */
export const mergeMetrics = (original: unknown, current: unknown, sent: unknown): Merge =>
  mergeItems(metricItems(original), metricItems(current), metricItems(sent));

/** Like `mergeMetrics`, for links of shared metrics, identified by the linked metric. */
export const mergeSavedMetrics = (original: unknown, current: unknown, sent: unknown): Merge =>
  mergeItems(linkItems(original), linkItems(current), linkItems(sent));

const metricItems = (metrics: unknown): Item[] =>
  objectsOf(metrics).map((metric) => {
    const { fingerprint: _fingerprint, ...content } = metric;
    return {
      id: typeof metric['uuid'] === 'string' ? metric['uuid'] : null,
      content,
      value: metric,
    };
  });

/** Links as read have the metric in `saved_metric`, links as written in `id`. */
const linkItems = (links: unknown): Item[] =>
  objectsOf(links).map((link) => {
    const id = Number(link['saved_metric'] ?? link['id']);
    const metadata: unknown = link['metadata'] ?? {};
    return {
      id: `saved_metric:${id}`,
      content: metadata,
      value: { id, metadata } satisfies JsonObject,
    };
  });

function mergeItems(original: Item[], current: Item[], sent: Item[]): Merge {
  const conflicts: string[] = [];
  const merged: unknown[] = [];
  for (const item of sent) {
    const outcome = mergeSent(item, find(original, item.id), find(current, item.id));
    if (outcome === 'conflict') conflicts.push(item.id ?? '');
    else if (outcome) merged.push(outcome.value);
  }
  for (const item of current) {
    if (find(sent, item.id)) continue;
    const before = find(original, item.id);
    // The client removed it: allowed unless it was edited meanwhile. An item the client never saw stays in the list.
    if (!before) merged.push(item.value);
    else if (!sameJson(before.content, item.content)) conflicts.push(item.id ?? '');
  }
  return conflicts.length > 0 ? { metrics: conflicts } : { value: merged };
}

function mergeSent(
  sent: Item,
  before: Item | undefined,
  now: Item | undefined,
): Item | 'conflict' | undefined {
  if (now) {
    if (sameJson(sent.content, now.content)) return now;
    if (before && sameJson(sent.content, before.content)) return now;
    if (before && sameJson(now.content, before.content)) return sent;
    return 'conflict';
  }
  if (!before) return sent;
  // The other side removed it: it stays removed, unless this side edited it.
  return sameJson(sent.content, before.content) ? undefined : 'conflict';
}

const find = (items: Item[], id: string | null): Item | undefined =>
  id === null ? undefined : items.find((item) => item.id === id);
