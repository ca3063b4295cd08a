import type { JsonObject } from '../../model/entities.ts';
import { objectsOf, sameJson } from '../../model/json.ts';

/** The outcome of merging one field: a value to write, or what stands against it. */
export interface Merge {
  value?: unknown;
  conflict?: boolean;
  /** Ids of the metrics that both sides changed. */
  metrics?: string[];
}

interface Item {
  id: string | null;
  /** Compared to see whether it changed. */
  content: unknown;
  /** Written when this side wins. */
  value: unknown;
}

/** Three-way merge per uuid; fingerprints are the server's and do not count as a change. */
export const mergeMetrics = (original: unknown, current: unknown, sent: unknown): Merge =>
  mergeItems(metricItems(original), metricItems(current), metricItems(sent));

/** The same for links of shared metrics, told apart by the metric they link. */
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

/** Read-shaped links name the metric in `saved_metric`, write-shaped ones in `id`. */
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
    // The client took it out: fine unless it was edited meanwhile; one it never saw stays.
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
  // The other side took it out: gone, unless this side edited it.
  return sameJson(sent.content, before.content) ? undefined : 'conflict';
}

const find = (items: Item[], id: string | null): Item | undefined =>
  id === null ? undefined : items.find((item) => item.id === id);
