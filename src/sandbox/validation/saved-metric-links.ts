import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import type { ProjectRequest } from '../model/route.ts';
import type { Field } from './fields.ts';

/** An entry of `saved_metrics_ids`: a shared metric to link. */
export interface SavedMetricChoice {
  id: number;
  metadata: JsonObject;
}

/** `saved_metrics_ids`; null counts as empty (docs/posthog/saved-metrics.md#links). */
export const savedMetricChoices =
  ({ store, project }: ProjectRequest): Field<SavedMetricChoice[]> =>
  (value, attr) => {
    if (value === null) return [];
    if (!Array.isArray(value)) throw invalid('Saved metrics must be a list', attr);
    const choices = value.map((entry: unknown) => readChoice(entry, attr));
    const known = new Set(
      choices
        .filter(({ id }) => store.savedMetrics.get(id)?.project === project.id)
        .map(({ id }) => id),
    );
    // PostHog compares the number of rows found with the number of ids, so a repeated id is an error too.
    if (known.size !== choices.length) {
      throw invalid('Saved metric does not exist or does not belong to this project', attr);
    }
    return choices;
  };

function readChoice(entry: unknown, attr: string): SavedMetricChoice {
  if (!isObject(entry)) throw invalid('Saved metric must be an object', attr);
  if (!('id' in entry)) throw invalid('Saved metric must have an id', attr);
  const { metadata } = entry;
  if (metadata !== undefined) {
    if (!isObject(metadata)) throw invalid('Metadata must be an object', attr);
    if (!('type' in metadata)) throw invalid('Metadata must have a type key', attr);
  }
  return { id: Number(entry['id']), metadata: isObject(metadata) ? metadata : {} };
}
