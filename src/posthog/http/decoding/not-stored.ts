import { isJsonObject } from '../../api/json.ts';
import type { OperationId } from '../../api/operation-types.ts';
import { originalOf } from './misfit.ts';

/** Fields of a write that PostHog acts on and never answers. */
const WRITE_ONLY: ReadonlySet<string> = new Set([
  '_create_in_folder',
  'allow_unknown_events',
  'original_experiment',
  'update_feature_flag_params',
  'version',
]);

/** Writes whose answer is the object as it is stored. */
const answersStored: ReadonlySet<OperationId> = new Set<OperationId>([
  'experiments_create',
  'experiments_update',
  'experiments_partial_update',
  'experiment_holdouts_create',
  'experiment_holdouts_update',
  'experiment_holdouts_partial_update',
  'experiment_saved_metrics_create',
  'experiment_saved_metrics_update',
  'experiment_saved_metrics_partial_update',
]);

/**
 * Paths of what a write sent and PostHog did not store, in PostHog's names: `metrics.0.conversion_window_unit`. A
 * server drops fields that are newer than itself without an error. Values that came back changed are not reported,
 * because PostHog rewrites some (a trimmed name, tags in lower case, generated UUIDs).
 * @param sent body of the write; undefined and null values are ignored, since null clears a field
 * @param answered what PostHog answered to it, decoded or not
 * @returns an empty list for operations that do not answer the stored object
 */
export function notStored(operation: OperationId, sent: unknown, answered: unknown): string[] {
  // The write is done, so a value that cannot be decoded must not fail here.
  const answer = originalOf(answered);
  if (!answersStored.has(operation) || !isJsonObject(sent) || !isJsonObject(answer)) return [];
  return Object.entries(sent).flatMap(([name, value]) => {
    if (WRITE_ONLY.has(name)) return [];
    return name === 'saved_metrics_ids'
      ? missingLinks(value, answer['saved_metrics'])
      : missing(value, answer[name], name);
  });
}

function missing(sent: unknown, stored: unknown, path: string): string[] {
  if (isNothing(sent)) return [];
  if (stored === undefined || stored === null) return [path];
  if (Array.isArray(sent)) {
    if (!Array.isArray(stored)) return [];
    const rows: readonly unknown[] = stored;
    return sent.flatMap((item, index) =>
      // Some lists are shortened on purpose: duplicates are removed.
      index < rows.length ? missing(item, rows[index], `${path}.${index}`) : [],
    );
  }
  if (!isJsonObject(sent) || !isJsonObject(stored)) return [];
  return Object.entries(sent).flatMap(([name, value]) =>
    missing(value, stored[name], `${path}.${name}`),
  );
}

/** Links to shared metrics are sent as ids and answered as rows. */
function missingLinks(sent: unknown, stored: unknown): string[] {
  if (!Array.isArray(sent)) return [];
  const links: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const linked = new Set(
    links.map((link) => (isJsonObject(link) ? String(link['saved_metric']) : '')),
  );
  return sent.flatMap((link, index) =>
    isJsonObject(link) && !linked.has(String(link['id'])) ? [`saved_metrics_ids.${index}`] : [],
  );
}

/** What a server that lacks the field stores all the same. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
