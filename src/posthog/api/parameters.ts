/** A query parameter as PostHog's contract declares it, with what is needed to validate and serialize a value. */
export interface QueryParameter {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'array';
  readonly required: boolean;
  /** The values the contract allows; absent when any value of the type is valid. */
  readonly values?: readonly string[];
  /** How a list or object is serialized into one string; absent for plain values. */
  readonly structured?: 'comma-list' | 'json';
}

export interface PathParameter {
  readonly name: string;
  readonly type: 'string' | 'integer';
}

const string = (name: string): QueryParameter => ({ name, type: 'string', required: false });
const integer = (name: string): QueryParameter => ({ name, type: 'integer', required: false });
const oneOf = (name: string, ...values: readonly string[]): QueryParameter => ({
  ...string(name),
  values,
});
const json = (name: string): QueryParameter => ({ ...string(name), structured: 'json' });

export const requiredParameter = (name: string): QueryParameter => ({
  ...string(name),
  required: true,
});

const created_by_id: QueryParameter = { ...string('created_by_id'), structured: 'comma-list' };

export const window = [integer('limit'), integer('offset')];
export const activityPageParameters = [integer('limit'), integer('page')];
export const search = string('search');
export const event = string('event');
export const order = string('order');
export const groups = json('groups');
/** PostHog reads it repeated or as one JSON list. */
export const flagKeys: QueryParameter = {
  name: 'flag_keys',
  type: 'array',
  required: false,
  structured: 'json',
};

export const experimentFilters = [
  { name: 'archived', type: 'boolean', required: false } as const,
  created_by_id,
  event,
  json('excluded_tags'),
  integer('feature_flag_id'),
  order,
  string('prompt_name'),
  search,
  oneOf('status', 'all', 'complete', 'draft', 'exposure_frozen', 'paused', 'running', 'stopped'),
  json('tags'),
];

const flagState = [
  oneOf('active', 'STALE', 'false', 'true'),
  oneOf('archived', 'false', 'true'),
  created_by_id,
];
const flagEvaluation = [
  oneOf('evaluation_runtime', 'both', 'client', 'server'),
  json('excluded_properties'),
  json('excluded_tags'),
  oneOf('has_evaluation_contexts', 'false', 'true'),
];
const flagText = [
  search,
  json('tags'),
  oneOf('type', 'boolean', 'experiment', 'multivariant', 'remote_config'),
];

/** Filters that the list of flags shares with the list of their ids. */
export const featureFlagFilters = [...flagState, ...flagEvaluation, ...flagText];

/** Filters of the list of flags. Servers before July 2026 ignore those that the ids do not have. */
export const featureFlagListFilters = [
  ...flagState,
  oneOf('eligible_for_experiment', 'true'),
  ...flagEvaluation,
  string('key'),
  order,
  ...flagText,
];

export const eligibleFlagFilters = [
  search,
  ...window,
  oneOf('active', 'true', 'false'),
  integer('created_by_id'),
  string('order'),
  oneOf('evaluation_runtime', 'server', 'client', 'all'),
  oneOf('has_evaluation_contexts', 'true', 'false'),
];

/** The `{placeholders}` of a path template, in order. Ids of rows are integers; everything else is a string. */
export function pathParametersOf(template: string): readonly PathParameter[] {
  return Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => ({
    name,
    type: name === 'id' ? 'integer' : 'string',
  }));
}
