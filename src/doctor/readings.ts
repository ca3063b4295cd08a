import type { OperationId } from '../posthog/api/operations.ts';
import type { UntypedArguments } from '../posthog/types.ts';
import { seriesOf, type Found } from './found.ts';

/** Why an operation was not read. */
export interface NotRead {
  readonly reason: string;
}

type Calls = readonly UntypedArguments[] | NotRead;

/** Most series of one experiment that are read: each is a call. */
const SERIES_EACH = 2;
/** Rows of the first page; a page of PostHog. */
const ROWS = 100;
const FEW = 2;

const inProject = ({ project }: Found, more: UntypedArguments = {}): UntypedArguments => ({
  ...more,
  path: { project_id: project, ...more.path },
});
const page = (found: Found, query: UntypedArguments['query'] = {}) => [
  inProject(found, { query: { limit: ROWS, ...query } }),
];
const once = (found: Found) => [inProject(found)];
const of = (found: Found, ids: readonly number[], what: string): Calls =>
  ids.length > 0 ? ids.map((id) => inProject(found, { path: { id } })) : none(what);
const none = (what: string): NotRead => ({ reason: `there is no ${what} to read` });

const each = (found: Found) => of(found, found.sample(), 'experiment');
const eachLaunched = (found: Found) =>
  of(
    found,
    found.launched().map(({ id }) => id as number),
    'launched experiment',
  );
const firstOf = (list: OperationId, what: string) => (found: Found) =>
  of(found, found.ids(list, FEW), what);
const firstLaunched = (found: Found, body?: unknown): Calls => {
  const [experiment] = found.launched();
  return experiment
    ? [inProject(found, { path: { id: experiment['id'] as number }, body })]
    : none('launched experiment');
};
const inSession = (call: (session: string) => UntypedArguments) => (found: Found) =>
  found.session === undefined
    ? { reason: 'name a recording with --session to read it' }
    : [inProject(found, call(found.session))];

/**
 * What the doctor reads, in an order in which answers supply the arguments of later readings. Every operation that
 * reads is here; none that writes is.
 */
export const readings: readonly (readonly [OperationId, (found: Found) => Calls])[] = [
  ['users_retrieve_me', () => [{}]],
  ['projects_list', () => [{ query: { limit: ROWS } }]],
  [
    'organizations_projects_list',
    (found) => {
      const [me] = found.rows('users_retrieve_me');
      const id = (me?.['organization'] as { id?: unknown } | null | undefined)?.id;
      return typeof id === 'string'
        ? [{ path: { organization_id: id }, query: { limit: ROWS } }]
        : none('organization');
    },
  ],
  ['experiments_list', (found) => [...page(found), ...page(found, { archived: true })]],
  ['experiments_retrieve', each],
  ['experiments_activity_retrieve', each],
  ['experiments_flag_cleanup_target_retrieve', each],
  ['experiments_flag_cleanup_task_retrieve', each],
  ['experiments_in_session_exposure_retrieve', each],
  ['experiments_metrics_recalculation_latest_retrieve', eachLaunched],
  [
    'experiments_metrics_recalculation_retrieve',
    (found) => {
      const calls = found
        .rows('experiments_metrics_recalculation_latest_retrieve')
        .flatMap(({ id, experiment_id: experiment }) =>
          typeof id === 'string' && typeof experiment === 'number'
            ? [inProject(found, { path: { id: experiment, recalculation_id: id } })]
            : [],
        );
      return calls.length > 0 ? calls : none('metrics run');
    },
  ],
  [
    'experiments_timeseries_results_retrieve',
    (found) => {
      const calls = found
        .launched()
        .flatMap((experiment) =>
          seriesOf(experiment, SERIES_EACH).map((query) =>
            inProject(found, { path: { id: experiment['id'] as number }, query }),
          ),
        );
      return calls.length > 0 ? calls : none('metric of a launched experiment');
    },
  ],
  ['experiments_matching_ids_retrieve', once],
  ['experiments_prompt_templates_retrieve', once],
  ['experiments_stats_retrieve', once],
  ['experiments_eligible_feature_flags_retrieve', once],
  ['experiments_requires_flag_implementation_retrieve', once],
  [
    'experiments_calculate_running_time_create',
    (found) => [
      inProject(found, {
        body: {
          metric_type: 'funnel',
          minimum_detectable_effect: 10,
          baseline_value: 0.1,
          exposure_rate_per_day: 100,
        },
      }),
    ],
  ],
  ['experiments_setup_context_create', (found) => [inProject(found, { body: {} })]],
  [
    'experiments_session_context_retrieve',
    inSession((session) => ({ query: { session_id: session } })),
  ],
  [
    'experiments_session_contexts_create',
    inSession((session) => ({ body: { session_ids: [session] } })),
  ],
  ['experiments_session_buckets_create', (found) => firstLaunched(found, { bucket: 'fired_any' })],
  ['experiments_session_event_deltas_create', (found) => firstLaunched(found)],
  ['experiment_holdouts_list', page],
  ['experiment_holdouts_retrieve', firstOf('experiment_holdouts_list', 'holdout')],
  ['experiment_saved_metrics_list', page],
  ['experiment_saved_metrics_retrieve', firstOf('experiment_saved_metrics_list', 'shared metric')],
  ['feature_flags_list', page],
  ['feature_flags_retrieve', firstOf('feature_flags_list', 'flag')],
  ['feature_flags_activity_retrieve', firstOf('feature_flags_list', 'flag')],
  ['feature_flags_dependent_flags_list', firstOf('feature_flags_list', 'flag')],
  ['feature_flags_status_retrieve', firstOf('feature_flags_list', 'flag')],
  [
    'feature_flags_bulk_keys_create',
    (found) => {
      const ids = found.ids('feature_flags_list', FEW);
      return ids.length > 0 ? [inProject(found, { body: { ids } })] : none('flag');
    },
  ],
  ['feature_flags_matching_ids_retrieve', once],
  ['feature_flags_my_flags_retrieve', once],
  ['cohorts_list', page],
  ['cohorts_retrieve', firstOf('cohorts_list', 'cohort')],
];
