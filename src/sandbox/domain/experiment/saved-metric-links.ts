import type { Experiment } from '../../model/entities.ts';
import { stringOrNull } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import type { SavedMetricChoice } from '../../validation/saved-metric-links.ts';

/**
 * Sets the links of an experiment to those chosen: others are deleted, existing ones keep their id
 * (docs/posthog/saved-metrics.md#links).
 */
export function linkSavedMetrics(
  { store, now }: ProjectRequest,
  experiment: Experiment,
  choices: readonly SavedMetricChoice[],
): void {
  const present = store.savedMetricLinks.by('experiment', experiment.id);
  for (const link of present) {
    if (!choices.some(({ id }) => id === link.saved_metric)) store.savedMetricLinks.remove(link.id);
  }
  for (const { id, metadata } of choices) {
    const link = present.find((row) => row.saved_metric === id);
    if (link) {
      store.savedMetricLinks.update(link, { metadata });
      continue;
    }
    store.savedMetricLinks.insert({
      id: store.nextId('savedMetricLinks'),
      experiment: experiment.id,
      saved_metric: id,
      metadata,
      created_at: wireTime(now),
    });
  }
}

/** The uuids of shared metrics, which inline metrics must not use. */
export const savedMetricUuids = (store: Store, ids: readonly number[]): string[] =>
  ids
    .map((id) => stringOrNull(store.savedMetrics.get(id)?.query['uuid']))
    .filter((uuid) => uuid !== null);
