import {
  operations,
  type AnswerShape,
  type Operation,
  type OperationId,
} from '../api/operations.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isNumbered: Check = (value) => isObject(value) && isCount(value['id']);
const areObjects: Check = (value) => Array.isArray(value) && value.every(isObject);
const areNumbered: Check = (value) => Array.isArray(value) && value.every(isNumbered);
const areNumbers: Check = (value) => Array.isArray(value) && value.every(isCount);

/**
 * Required fields of objects without a numeric id. A field that is not listed fails only the GraphQL field that
 * reads it.
 */
const relied: Partial<Record<OperationId, Readonly<Record<string, Check>>>> = {
  experiments_activity_retrieve: { results: areObjects },
  experiments_bulk_update_tags_create: { updated: areNumbered, skipped: areNumbered },
  experiments_create_exposure_cohort_for_experiment_create: { cohort: isNumbered },
  experiments_matching_ids_retrieve: { ids: areNumbers },
  experiments_metrics_recalculation_create: { id: isText },
  experiments_metrics_recalculation_latest_retrieve: { id: isText },
  experiments_metrics_recalculation_retrieve: { id: isText },
  experiments_recalculate_timeseries_create: { id: isText },
  experiments_session_context_retrieve: { results: areObjects },
  experiments_session_contexts_create: { results: areObjects },
  feature_flags_activity_retrieve: { results: areObjects },
  feature_flags_bulk_keys_create: { keys: isObject },
  feature_flags_matching_ids_retrieve: { ids: areNumbers },
};
const numbered: Readonly<Record<string, Check>> = { id: isCount };

/** Operations whose object is not identified by a number; all other objects and rows of pages are. */
const unnumbered: ReadonlySet<OperationId> = new Set<OperationId>([
  'experiments_activity_retrieve',
  'experiments_bulk_update_tags_create',
  'experiments_calculate_running_time_create',
  'experiments_create_exposure_cohort_for_experiment_create',
  'experiments_flag_cleanup_target_retrieve',
  'experiments_flag_cleanup_task_retrieve',
  'experiments_in_session_exposure_retrieve',
  'experiments_matching_ids_retrieve',
  'experiments_metrics_recalculation_create',
  'experiments_metrics_recalculation_latest_retrieve',
  'experiments_metrics_recalculation_retrieve',
  'experiments_recalculate_timeseries_create',
  'experiments_requires_flag_implementation_retrieve',
  'experiments_session_buckets_create',
  'experiments_session_context_retrieve',
  'experiments_session_contexts_create',
  'experiments_session_event_deltas_create',
  'experiments_setup_context_create',
  'experiments_stats_retrieve',
  'experiments_timeseries_results_retrieve',
  'feature_flags_activity_retrieve',
  'feature_flags_bulk_keys_create',
  'feature_flags_matching_ids_retrieve',
  'feature_flags_status_retrieve',
  // Looked up by its key, never by its number.
  'users_retrieve_me',
]);

const reliedOn: ReadonlyMap<OperationId, Readonly<Record<string, Check>>> = new Map(
  Object.values(operations).map(({ id, answer }) => {
    const isNumberedAnswer = (answer === 'object' || answer === 'page') && !unnumbered.has(id);
    return [id, isNumberedAnswer ? numbered : (relied[id] ?? {})];
  }),
);
const nothing = {};

/**
 * The first required field that an answer lacks, as a sentence; undefined when it is complete. Rows of lists and
 * single objects have the same required fields.
 */
export function unreliableAnswer(operation: Operation, json: unknown): string | undefined {
  if (operation.answer === 'nothing') return undefined;
  if (!hasShape(json, operation.answer))
    return `PostHog returned JSON that is not the ${operation.answer} expected from ${operation.id}.`;
  const fields = reliedOn.get(operation.id) ?? nothing;
  if (operation.answer === 'object') return faultAt(operation, json, fields, '');
  return operation.answer === 'array'
    ? faultIn(operation, json as unknown[], fields, '')
    : faultIn(operation, (json as { results: unknown[] }).results, fields, 'results');
}

function faultIn(
  operation: Operation,
  rows: readonly unknown[],
  fields: Readonly<Record<string, Check>>,
  place: string,
): string | undefined {
  for (let at = 0; at < rows.length; at += 1) {
    const fault = faultAt(operation, rows[at], fields, `${place}[${at}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultAt(
  operation: Operation,
  value: unknown,
  fields: Readonly<Record<string, Check>>,
  place: string,
): string | undefined {
  const wrong = (what: string) => `PostHog's response to ${operation.id} has an invalid ${what}.`;
  if (!isObject(value)) return wrong(place);
  for (const name in fields)
    if (!fields[name]!(value[name])) return wrong(place === '' ? name : `${place}.${name}`);
  return undefined;
}

function hasShape(json: unknown, shape: AnswerShape): boolean {
  if (shape === 'array') return Array.isArray(json);
  if (!isObject(json)) return false;
  return shape !== 'page' || (Array.isArray(json['results']) && isCount(json['count']));
}
