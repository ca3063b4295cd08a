import type { OperationId } from './operations.ts';

/** The JSON body PostHog answers for an invalid field, word for word. */
export type RefusalBody = Readonly<Record<string, string | null>>;

/** What can be wrong with a field: it is missing, has the wrong type, or is out of range. */
export type FieldFault = 'required' | 'type' | 'minimum';

/**
 * How PostHog treats a field where it deviates from its framework's defaults: `ignored` means that invalid
 * values are ignored; otherwise the error body for each fault.
 */
export type FieldQuirk = 'ignored' | Readonly<Partial<Record<FieldFault, RefusalBody>>>;

export type FieldQuirks = Readonly<Record<string, FieldQuirk>>;

export interface RequestQuirks {
  /** When several parameters are invalid, PostHog reports the one listed first here. */
  readonly query?: FieldQuirks;
  readonly body?: FieldQuirks;
  /** PostHog's handler reads the JSON without a serializer, so no field is validated. */
  readonly looseBody?: true;
}

const refusal = (detail: string, attr: string | null = null): RefusalBody => ({
  type: 'validation_error',
  code: 'invalid_input',
  detail,
  attr,
});

const needed = (detail: string): FieldQuirk => ({
  required: refusal(detail),
  type: refusal(detail),
});
const list = (name: string, attr: string): FieldQuirk => ({
  type: refusal(`${name} must be a list`, attr),
});

const badWindow: FieldQuirk = { type: { error: 'Invalid limit or offset' } };
const experimentFilters: FieldQuirks = {
  status: 'ignored',
  archived: 'ignored',
  feature_flag_id: { type: refusal('feature_flag_id must be an integer') },
};
const experimentFields: FieldQuirks = {
  metrics: list('Metrics', 'metrics'),
  metrics_secondary: list('Metrics', 'metrics_secondary'),
  saved_metrics_ids: list('Saved metrics', 'saved_metrics_ids'),
};

/** Paging parameters: PostHog ignores values that are not numbers. */
const everywhere: FieldQuirks = { limit: 'ignored', offset: 'ignored', page: 'ignored' };

// Read in PostHog's views and services of 2026; docs/posthog/routes.md has the list of such differences.
const byOperation: Readonly<Partial<Record<OperationId, RequestQuirks>>> = {
  experiments_list: { query: experimentFilters },
  experiments_matching_ids_retrieve: { query: experimentFilters },
  experiments_create: { body: experimentFields },
  experiments_update: { body: experimentFields },
  experiments_partial_update: { body: experimentFields },
  experiments_duplicate_create: { looseBody: true },
  experiments_eligible_feature_flags_retrieve: {
    query: { limit: badWindow, offset: badWindow },
  },
  experiments_timeseries_results_retrieve: {
    query: {
      metric_uuid: needed('metric_uuid query parameter is required'),
      fingerprint: needed('fingerprint query parameter is required'),
    },
  },
  experiments_recalculate_timeseries_create: {
    body: {
      metric: needed('metric is required'),
      fingerprint: needed('fingerprint is required'),
    },
  },
  experiments_calculate_running_time_create: {
    body: {
      minimum_detectable_effect: {
        minimum: refusal('Must be greater than 0.', 'minimum_detectable_effect'),
      },
    },
  },
};

/** Deviations in how PostHog validates an operation's request fields. */
export function requestQuirks(operation: OperationId): RequestQuirks {
  const own = byOperation[operation] ?? {};
  return { ...own, query: { ...everywhere, ...own.query } };
}
