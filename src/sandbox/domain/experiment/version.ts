import type { Experiment, JsonObject } from '../../model/entities.ts';
import { bare } from '../../model/errors.ts';
import { isObject } from '../../model/json.ts';
import { integer } from '../../validation/fields.ts';
import { mergeField } from './field-merge.ts';

const REVIEW = 'Review the latest changes and try again.';
const STALE = `This experiment changed since you loaded it. ${REVIEW}`;
const METRIC_CHANGED = `A metric on this experiment changed since you loaded it. ${REVIEW}`;

/** Request options, which are not merged. */
const STEERING = new Set([
  'version',
  'original_experiment',
  'allow_unknown_events',
  'update_feature_flag_params',
  '_create_in_folder',
  'feature_flag',
]);

/**
 * Optimistic concurrency (docs/posthog/updating-experiments.md#stale-versions): without a `version` the last
 * write wins; a stale version is refused, unless `original_experiment` allows the change to be merged with
 * concurrent changes.
 * @param current the experiment as it would be answered now
 * @returns the body to apply: the client's changes, merged with the current state; null when there is nothing to
 *   write, because they have all landed already
 * @throws ApiError 409
 */
export function againstStaleVersion(
  experiment: Experiment,
  body: JsonObject,
  current: () => JsonObject,
): JsonObject | null {
  if (body['version'] === undefined) return body;
  const loaded = body['version'] === null ? 0 : integer(body['version'], 'version');
  if (loaded === experiment.version) return body;
  const original = body['original_experiment'];
  if (!isObject(original)) {
    throw bare(409, { detail: STALE, current_version: experiment.version });
  }
  return mergeBody(experiment, body, original, current());
}

function mergeBody(
  experiment: Experiment,
  body: JsonObject,
  original: JsonObject,
  current: JsonObject,
): JsonObject | null {
  const merged: JsonObject = {};
  const fields: string[] = [];
  const metrics: string[] = [];
  let writes = 'feature_flag' in body;
  for (const [field, sent] of Object.entries(body)) {
    if (STEERING.has(field)) {
      if (field !== 'version' && field !== 'original_experiment') merged[field] = sent;
      continue;
    }
    const outcome = mergeField(field, original, current, sent);
    if ('value' in outcome) {
      merged[field] = outcome.value;
      writes = true;
    }
    if (outcome.metrics) metrics.push(...outcome.metrics);
    if (outcome.conflict) fields.push(field);
  }
  const current_version = experiment.version;
  if (fields.length > 0) {
    const names = fields.toSorted();
    throw bare(409, {
      detail: `This experiment changed since you loaded it, and your update changes fields that can't be merged (${names.join(', ')}). ${REVIEW}`,
      current_version,
      conflicting_fields: names,
    });
  }
  if (metrics.length > 0) {
    throw bare(409, {
      detail: METRIC_CHANGED,
      current_version,
      conflicting_metric_uuids: metrics.toSorted(),
    });
  }
  return writes ? merged : null;
}
