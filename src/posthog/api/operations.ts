import { operationEffects, type OperationEffect } from './operation-effects.ts';
import type { OperationId } from './operation-types.ts';
import { operationNotes } from './operation-notes.ts';
import {
  activityPageParameters,
  eligibleFlagFilters,
  event,
  experimentFilters,
  featureFlagFilters,
  featureFlagListFilters,
  flagKeys,
  groups,
  order,
  pathParametersOf,
  requiredParameter,
  search,
  window,
  type PathParameter,
  type QueryParameter,
} from './parameters.ts';

export type { OperationId } from './operation-types.ts';
export type { PathParameter, QueryParameter } from './parameters.ts';

export type OperationMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What decides how long an answer is fresh: `experiments` for what people change while they work, `settings` for what
 * changes rarely, `results` for what PostHog computes once a day.
 */
export type FreshnessKind = 'experiments' | 'settings' | 'results';

/** The body of a successful response: a JSON object, a JSON array, a `{count, results}` page, or no body. */
export type AnswerShape = 'object' | 'array' | 'page' | 'nothing';

/**
 * What a path addresses: a list or a row (`resource`), an action on a row (`row-action`), or an action on the
 * collection (`collection-action`). A server without such an action takes its name for an id and answers `Not found.`
 */
export type EndpointKind = 'resource' | 'row-action' | 'collection-action';

export interface Operation {
  readonly id: OperationId;
  readonly method: OperationMethod;
  /** Path template with `{placeholders}`; always ends in a slash. */
  readonly path: string;
  readonly pathParameters: readonly PathParameter[];
  readonly queryParameters: readonly QueryParameter[];
  /** Parameters that PostHog accepts although its contract does not declare them. */
  readonly undeclaredParameters: readonly QueryParameter[];
  readonly endpoint: EndpointKind;
  /** Scopes the API key needs for every call. */
  readonly scopes: readonly string[];
  /** Scopes needed in addition when the named field of the body is truthy. */
  readonly conditionalScopes: readonly { readonly scope: string; readonly field: string }[];
  /** `read` changes nothing, even when the method is POST. `destructive` cannot be undone through the API. */
  readonly effect: 'read' | 'write' | 'destructive';
  /** True when repeating the call has no further effect. */
  readonly idempotent: boolean;
  readonly answer: AnswerShape;
  /** `inline` work (scans, snapshots) runs inside the request and may take tens of seconds. */
  readonly pace: 'quick' | 'inline';
  /** How fast a read goes out of date (`layers/cache/kinds.ts`); of no meaning for writes. */
  readonly freshness: FreshnessKind;
  readonly deprecated: boolean;
  readonly title: string;
  /** What a read returns, beyond its title; absent for writes. */
  readonly explanation?: string | undefined;
  /** What a write does and what it may destroy; absent for reads. */
  readonly consequence?: OperationEffect | undefined;
}

const project = '/api/projects/{project_id}';

function endpointOf(path: string): EndpointKind {
  if (!path.startsWith(project)) return 'resource';
  const [, second, third] = path
    .slice(project.length + 1)
    .split('/')
    .filter(Boolean);
  if (second === undefined || (second === '{id}' && third === undefined)) return 'resource';
  return second === '{id}' ? 'row-action' : 'collection-action';
}

type Traits = Partial<
  Omit<Row, 'method' | 'path' | 'title' | 'scopes' | 'pathParameters' | 'endpoint'>
>;
type Row = Omit<Operation, 'id' | 'consequence' | 'explanation'>;

function row(
  method: OperationMethod,
  path: string,
  scopes: string,
  title: string,
  traits: Traits,
): Row {
  return {
    method,
    path,
    pathParameters: pathParametersOf(path),
    queryParameters: [],
    // PostHog applies the list's search and order to lookups by id too: an experiment that does not match is a 404, an
    // invalid order is a 400.
    undeclaredParameters: path.startsWith(experiment) ? [search, order] : [],
    endpoint: endpointOf(path),
    scopes: scopes.split(' ').filter((scope) => scope !== ''),
    conditionalScopes: [],
    effect: 'write',
    idempotent: method !== 'POST',
    answer: 'object',
    pace: 'quick',
    freshness: 'experiments',
    deprecated: false,
    title,
    ...traits,
  };
}

const reading: Traits = { effect: 'read', idempotent: true };
const settings: Traits = { freshness: 'settings' };
const results: Traits = { freshness: 'results' };

const get = (
  path: string,
  scopes: string,
  title: string,
  queryParameters: readonly QueryParameter[] = [],
  traits: Traits = {},
) => row('GET', path, scopes, title, { ...reading, queryParameters, ...traits });
const list = (
  path: string,
  scopes: string,
  title: string,
  queryParameters: readonly QueryParameter[],
  traits: Traits = {},
) => get(path, scopes, title, queryParameters, { answer: 'page', ...traits });
const post = (path: string, scopes: string, title: string, traits: Traits = {}) =>
  row('POST', path, scopes, title, traits);
/** A POST that only computes or looks up: safe to send again. */
const ask = (path: string, scopes: string, title: string) =>
  row('POST', path, scopes, title, reading);
const put = (path: string, scopes: string, title: string) => row('PUT', path, scopes, title, {});
const patch = (path: string, scopes: string, title: string) =>
  row('PATCH', path, scopes, title, {});
const remove = (path: string, scopes: string, title: string) =>
  row('DELETE', path, scopes, title, { effect: 'destructive', answer: 'nothing' });

const experiments = `${project}/experiments/`;
const experiment = `${experiments}{id}/`;
const holdouts = `${project}/experiment_holdouts/`;
const holdout = `${holdouts}{id}/`;
const savedMetrics = `${project}/experiment_saved_metrics/`;
const savedMetric = `${savedMetrics}{id}/`;
const flags = `${project}/feature_flags/`;
const flag = `${flags}{id}/`;
const cohorts = `${project}/cohorts/`;

const sessions = 'experiment:read session_recording:read';
const opensPullRequest: Traits = {
  conditionalScopes: [{ scope: 'task:write', field: 'open_cleanup_pr' }],
};

// `destructive` and `idempotent` follow PostHog's own annotations (products/experiments/mcp/tools.yaml).
// prettier-ignore
const rows: { readonly [Id in OperationId]: Row } = {
  experiments_list: list(experiments, 'experiment:read', 'List experiments of a project', [...experimentFilters, ...window]),
  experiments_create: post(experiments, 'experiment:write', 'Create a draft experiment'),
  experiments_retrieve: get(experiment, 'experiment:read', 'Get one experiment'),
  experiments_update: put(experiment, 'experiment:write', 'Replace an experiment'),
  experiments_partial_update: patch(experiment, 'experiment:write', 'Change some fields of an experiment'),
  experiments_destroy: remove(experiment, 'experiment:write', 'Always rejected; soft-delete with PATCH instead'),
  experiments_activity_retrieve: get(`${experiment}activity/`, 'activity_log:read', 'Get the change history of an experiment', activityPageParameters),
  experiments_archive_create: post(`${experiment}archive/`, 'experiment:write', 'Hide an ended experiment', { conditionalScopes: [{ scope: 'feature_flag:write', field: 'disable_feature_flag' }] }),
  experiments_copy_to_project_create: post(`${experiment}copy_to_project/`, 'experiment:write', 'Copy into another project as a draft'),
  experiments_create_exposure_cohort_for_experiment_create: post(`${experiment}create_exposure_cohort_for_experiment/`, 'experiment:write', 'Create the cohort of exposed users'),
  experiments_duplicate_create: post(`${experiment}duplicate/`, 'experiment:write', 'Copy inside the same project as a draft'),
  experiments_end_create: post(`${experiment}end/`, 'experiment:write', 'End a running experiment', opensPullRequest),
  experiments_flag_cleanup_target_retrieve: get(`${experiment}flag_cleanup_target/`, 'experiment:read', 'Get the repository for a clean-up pull request'),
  experiments_flag_cleanup_task_retrieve: get(`${experiment}flag_cleanup_task/`, 'experiment:read', 'Get the state of the clean-up task'),
  experiments_freeze_exposure_create: post(`${experiment}freeze_exposure/`, 'experiment:write', 'Stop enrolling new users', { pace: 'inline' }),
  experiments_in_session_exposure_retrieve: get(`${experiment}in_session_exposure/`, 'experiment:read', 'Check whether recordings can be filtered to exposed sessions'),
  experiments_launch_create: post(`${experiment}launch/`, 'experiment:write', 'Launch a draft'),
  experiments_metrics_recalculation_create: post(`${experiment}metrics_recalculation/`, 'experiment:write', 'Start computing all metrics', { idempotent: true }),
  experiments_metrics_recalculation_retrieve: get(`${experiment}metrics_recalculation/{recalculation_id}/`, 'experiment:read', 'Get one metrics run'),
  experiments_metrics_recalculation_latest_retrieve: get(`${experiment}metrics_recalculation/latest/`, 'experiment:read', 'Get the newest results', [], results),
  experiments_migrate_create: post(`${experiment}migrate/`, 'experiment:write', 'Re-create a legacy experiment on the current engine', { idempotent: true }),
  experiments_pause_create: post(`${experiment}pause/`, 'experiment:write', 'Pause by turning the flag off'),
  experiments_recalculate_timeseries_create: post(`${experiment}recalculate_timeseries/`, 'experiment:write', 'Recompute the daily series of one metric'),
  experiments_reset_create: post(`${experiment}reset/`, 'experiment:write', 'Return to draft'),
  experiments_resume_create: post(`${experiment}resume/`, 'experiment:write', 'Resume by turning the flag on'),
  experiments_session_buckets_create: ask(`${experiment}session_buckets/`, sessions, 'List recordings of exposed sessions by what happened in them'),
  experiments_session_event_deltas_create: ask(`${experiment}session_event_deltas/`, sessions, 'List recordings worth watching, in groups'),
  experiments_ship_variant_create: post(`${experiment}ship_variant/`, 'experiment:write', 'Roll out one variant and end the experiment', { ...opensPullRequest, effect: 'destructive' }),
  experiments_timeseries_results_retrieve: get(`${experiment}timeseries_results/`, 'experiment:read', 'Get the daily results of one metric', [requiredParameter('fingerprint'), requiredParameter('metric_uuid')], results),
  experiments_unarchive_create: post(`${experiment}unarchive/`, 'experiment:write', 'Show an archived experiment again'),
  experiments_unfreeze_exposure_create: post(`${experiment}unfreeze_exposure/`, 'experiment:write', 'Let new users enrol again'),
  experiments_bulk_update_tags_create: post(`${experiments}bulk_update_tags/`, 'experiment:write', 'Change the tags of many experiments', { effect: 'destructive', idempotent: true }),
  experiments_calculate_running_time_create: ask(`${experiments}calculate_running_time/`, 'experiment:read', 'Calculate sample size and duration'),
  experiments_create_from_prompt_create: post(`${experiments}create_from_prompt/`, 'experiment:write llm_prompt:read', 'Create an experiment on LLM prompt versions'),
  experiments_eligible_feature_flags_retrieve: get(`${experiments}eligible_feature_flags/`, 'feature_flag:read', 'List flags an experiment could use', eligibleFlagFilters, { deprecated: true, answer: 'page' }),
  experiments_matching_ids_retrieve: get(`${experiments}matching_ids/`, 'experiment:read', 'List IDs of experiments that match the list filters', experimentFilters),
  experiments_prompt_templates_retrieve: get(`${experiments}prompt_templates/`, 'experiment:read', 'List templates that create_from_prompt accepts', [], { ...settings, answer: 'array' }),
  experiments_requires_flag_implementation_retrieve: get(`${experiments}requires_flag_implementation/`, 'experiment:read', 'Check for flag use in the last week (legacy)', [], { deprecated: true }),
  experiments_session_context_retrieve: get(`${experiments}session_context/`, sessions, 'List experiments seen in a recording', [requiredParameter('session_id')]),
  experiments_session_contexts_create: ask(`${experiments}session_contexts/`, sessions, 'List experiments seen in many recordings'),
  experiments_setup_context_create: ask(`${experiments}setup_context/`, 'experiment:read experiment_saved_metric:read query:read', 'Get facts for planning an experiment'),
  experiments_stats_retrieve: get(`${experiments}stats/`, 'experiment:read', 'Get launch and completion counts'),
  experiment_holdouts_list: list(holdouts, 'experiment_holdout:read', 'List holdouts', window, settings),
  experiment_holdouts_create: post(holdouts, 'experiment_holdout:write', 'Create a holdout'),
  experiment_holdouts_retrieve: get(holdout, 'experiment_holdout:read', 'Get a holdout', [], settings),
  experiment_holdouts_update: put(holdout, 'experiment_holdout:write', 'Replace a holdout'),
  experiment_holdouts_partial_update: patch(holdout, 'experiment_holdout:write', 'Change a holdout'),
  experiment_holdouts_destroy: remove(holdout, 'experiment_holdout:write', 'Delete a holdout permanently'),
  experiment_saved_metrics_list: list(savedMetrics, 'experiment_saved_metric:read', 'List shared metrics', [event, search, ...window], settings),
  experiment_saved_metrics_create: post(savedMetrics, 'experiment_saved_metric:write', 'Create a shared metric'),
  experiment_saved_metrics_retrieve: get(savedMetric, 'experiment_saved_metric:read', 'Get a shared metric', [], settings),
  experiment_saved_metrics_update: put(savedMetric, 'experiment_saved_metric:write', 'Replace a shared metric'),
  experiment_saved_metrics_partial_update: patch(savedMetric, 'experiment_saved_metric:write', 'Change a shared metric'),
  experiment_saved_metrics_destroy: remove(savedMetric, 'experiment_saved_metric:write', 'Delete a shared metric permanently'),
  feature_flags_list: list(flags, 'feature_flag:read', 'List flags of a project', [...featureFlagListFilters, ...window]),
  feature_flags_create: post(flags, 'feature_flag:write', 'Create a flag'),
  feature_flags_retrieve: get(flag, 'feature_flag:read', 'Get a flag'),
  feature_flags_update: put(flag, 'feature_flag:write', 'Replace a flag'),
  feature_flags_partial_update: patch(flag, 'feature_flag:write', 'Change a flag'),
  feature_flags_destroy: remove(flag, 'feature_flag:write', 'Always rejected; soft-delete with PATCH instead'),
  feature_flags_activity_retrieve: get(`${flag}activity/`, 'activity_log:read', 'Get the change history of a flag', activityPageParameters),
  feature_flags_dependent_flags_list: get(`${flag}dependent_flags/`, 'feature_flag:read', 'List active flags that depend on this one', [], { answer: 'array' }),
  feature_flags_status_retrieve: get(`${flag}status/`, 'feature_flag:read', 'Get whether the flag is active or stale'),
  feature_flags_bulk_keys_create: ask(`${flags}bulk_keys/`, '', 'Get flag keys for many IDs'),
  feature_flags_matching_ids_retrieve: get(`${flags}matching_ids/`, 'feature_flag:read', 'List IDs of flags that match the list filters', featureFlagFilters),
  feature_flags_my_flags_retrieve: get(`${flags}my_flags/`, 'feature_flag:read', 'List all flags with their value for the caller', [groups, flagKeys], { answer: 'array' }),
  cohorts_list: list(cohorts, 'cohort:read', 'List cohorts', window),
  cohorts_retrieve: get(`${cohorts}{id}/`, 'cohort:read', 'Get a cohort'),
  users_retrieve_me: get('/api/users/@me/', 'user:read', 'Get the caller', [], settings),
  projects_list: list('/api/projects/', 'project:read', 'List projects of the current organisation', window, settings),
  organizations_projects_list: list('/api/organizations/{organization_id}/projects/', 'project:read', 'List projects of an organisation', [search, ...window], settings),
};

/** Every operation this product knows from PostHog's contract. PostHog paths are defined only here. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys `rows` is checked for
export const operations = Object.fromEntries(
  (Object.keys(rows) as OperationId[]).map((id) => [
    id,
    { id, ...rows[id], consequence: operationEffects[id], explanation: operationNotes[id] },
  ]),
) as Readonly<Record<OperationId, Operation>>;
