import type { OperationId } from './operation-types.ts';

/** What a read returns, beyond its title. Helps a caller choose between seventy operations. */
export const operationNotes: { readonly [Id in OperationId]?: string } = {
  experiments_list:
    'Newest first. Archived ones only with archived: true, deleted ones never. Includes flag, holdout and creator, but not metrics.',
  experiments_retrieve:
    'Includes settings, flag, and metrics with the UUID and fingerprint needed to request their results.',
  experiments_activity_retrieve:
    'Who changed what and when on the experiment, its holdout, shared metrics and flag.',
  experiments_flag_cleanup_target_retrieve:
    'The repository in which ending an experiment with open_cleanup_pr asks for the flag to be removed from the code.',
  experiments_flag_cleanup_task_retrieve:
    'Whether the removal of the flag from the code, started with open_cleanup_pr, is done. Not found if none was started.',
  experiments_in_session_exposure_retrieve: 'Do this before using session buckets.',
  experiments_metrics_recalculation_retrieve: 'For following a recalculation that was started.',
  experiments_metrics_recalculation_latest_retrieve:
    'All metrics at once: from the newest finished recalculation, else from the daily series, else the one in progress. Does not start one. Not found if nothing was ever computed.',
  experiments_session_buckets_create:
    'Session IDs of one bucket: fired a metric event, no metric activity, or dropped out of a funnel.',
  experiments_session_event_deltas_create:
    'How variants differ in behaviour, as cards with recordings.',
  experiments_timeseries_results_retrieve:
    "Requires the UUID and fingerprint from the experiment's metrics. Rejected before launch.",
  experiments_calculate_running_time_create:
    'Pure calculation. minimum_detectable_effect is in percent: 5, not 0.05. The sample size counts people in all arms together; the running time is in days.',
  experiments_eligible_feature_flags_retrieve:
    'PostHog removed it in July 2026: list feature flags with eligible_for_experiment instead.',
  experiments_matching_ids_retrieve: 'Only those the key may edit, for bulk changes.',
  experiments_prompt_templates_retrieve: 'Returns key, label and description.',
  experiments_requires_flag_implementation_retrieve: 'For the old insight-based metrics only.',
  experiments_session_context_retrieve:
    'Includes the variant the session got. Not found if there is no such recording.',
  experiments_session_contexts_create: 'Up to 20 recordings per call.',
  experiments_setup_context_create:
    'Earlier experiments, useful metrics and team defaults. Not found if PostHog has not enabled it.',
  experiments_stats_retrieve:
    'Launched in the last 30 days and in the 30 before, currently active, completed in the last 30.',
  experiment_holdouts_list: 'Includes the percentage that is held out.',
  experiment_holdouts_retrieve: 'Includes the percentage that is held out.',
  experiment_saved_metrics_list: 'Includes their definitions.',
  experiment_saved_metrics_retrieve: 'Includes its definition, but no fingerprint.',
  feature_flags_list: 'Complete flags. type: experiment lists those that experiments use.',
  feature_flags_retrieve: 'Includes variants, release conditions and the experiments that use it.',
  feature_flags_activity_retrieve: 'Who changed what and when, newest first.',
  feature_flags_dependent_flags_list: 'Check before turning it off.',
  feature_flags_status_retrieve: 'Includes the reason.',
  feature_flags_bulk_keys_create: 'PostHog rejects personal API keys here.',
  feature_flags_matching_ids_retrieve: 'For bulk changes.',
  feature_flags_my_flags_retrieve: 'Without flag_keys it evaluates every flag, which is slow.',
  cohorts_list: 'Saved groups of people.',
  cohorts_retrieve: 'Includes its filters and its number of members.',
  users_retrieve_me: 'The owner of the key, with their projects and organisation.',
  projects_list: 'Includes the project IDs.',
  organizations_projects_list: 'For the organisation last used, send @current.',
};
