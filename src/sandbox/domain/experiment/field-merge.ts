import type { JsonObject } from '../../model/entities.ts';
import { objectOr, sameJson } from '../../model/json.ts';
import { FLAG_OWNED_KEYS } from '../flag/config.ts';
import { ownParameters } from './create.ts';
import { mergeMetrics, mergeSavedMetrics } from './metric-merge.ts';
import type { Merge } from './metric-merge.ts';

/** Display hints: stored as they were sent. */
const NEVER_IN_CONFLICT = new Set([
  'primary_metrics_ordered_uuids',
  'secondary_metrics_ordered_uuids',
  'recommended_running_time',
  'recommended_sample_size',
]);

const DATES = new Set(['start_date', 'end_date']);

/**
 * Merges one field of a stale write (docs/posthog/updating-experiments.md#stale-versions): nothing to write when the
 * client did not change it.
 * @param original the fields as the client loaded them
 * @param current the experiment as it would be answered now
 */
export function mergeField(
  field: string,
  original: JsonObject,
  current: JsonObject,
  sent: unknown,
): Merge {
  switch (field) {
    case 'metrics':
    case 'metrics_secondary':
      return mergeMetrics(original[field], current[field], sent);
    case 'saved_metrics_ids': {
      const base = original['saved_metrics_ids'] ?? original['saved_metrics'];
      return mergeSavedMetrics(base, current['saved_metrics'], sent);
    }
    case 'running_time_calculation':
      return mergeKeys(objectOr(original[field]), objectOr(current[field]), objectOr(sent));
    case 'parameters':
      return mergeParameters(original, current, sent);
    default:
      return mergeValue(field, original, current, sent);
  }
}

function mergeValue(
  field: string,
  original: JsonObject,
  current: JsonObject,
  sent: unknown,
): Merge {
  const wanted = comparable(field, sent);
  const now = comparable(field, current[field]);
  if (sameJson(wanted, now)) return {};
  const before = field in original ? { value: comparable(field, original[field]) } : null;
  if (before && sameJson(wanted, before.value)) return {};
  if (NEVER_IN_CONFLICT.has(field) || (before && sameJson(now, before.value))) {
    return { value: sent };
  }
  return { conflict: true };
}

/** Dates are compared as points in time. */
const comparable = (field: string, value: unknown): unknown =>
  DATES.has(field) && typeof value === 'string' ? Date.parse(value) : value;

/** Merges an object key by key; a key that the client left out although it was loaded is removed. */
function mergeKeys(original: JsonObject, current: JsonObject, sent: JsonObject): Merge {
  const merged: JsonObject = { ...current };
  let isChanged = false;
  for (const key of new Set([...Object.keys(sent), ...Object.keys(original)])) {
    const { value, conflict } = mergeValue(key, original, current, sent[key]);
    if (conflict) return { conflict: true };
    if (!(key in sent) && key in current && sameJson(current[key], original[key])) {
      delete merged[key];
      isChanged = true;
    } else if (value !== undefined) {
      merged[key] = value;
      isChanged = true;
    }
  }
  return isChanged ? { value: merged } : {};
}

const own = (value: unknown): JsonObject => ownParameters(objectOr(value));

/** The experiment's own keys are one value; those that mirror the flag are written only where the client changed them. */
function mergeParameters(original: JsonObject, current: JsonObject, sent: unknown): Merge {
  const base = 'parameters' in original ? { parameters: own(original['parameters']) } : {};
  const now = { parameters: own(current['parameters']) };
  const outcome = mergeValue('parameters', base, now, own(sent));
  if (outcome.conflict) return outcome;
  const loaded = objectOr(original['parameters']);
  const changed = FLAG_OWNED_KEYS.filter(
    (key) => key in objectOr(sent) && !sameJson(objectOr(sent)[key], loaded[key]),
  );
  if (outcome.value === undefined && changed.length === 0) return {};
  const flagShare = Object.fromEntries(changed.map((key) => [key, objectOr(sent)[key]]));
  return { value: { ...objectOr(outcome.value ?? now.parameters), ...flagShare } };
}
