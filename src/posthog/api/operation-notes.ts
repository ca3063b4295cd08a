import type { OperationId } from './operation-types.ts';

/** What a read returns, beyond its title. Helps a caller choose between seventy operations. */
export const operationNotes: { readonly [Id in OperationId]?: string } = {
  experiments_list:
    'Newest first, archived ones only with archived: true, deleted ones never. Rows hold flag, holdout and creator, no metrics.',
  experiments_retrieve:
    'Whole: settings, flag, and metrics with the uuid and fingerprint their results are asked by.',
  experiments_activity_retrieve:
    'Who changed what when: the experiment, its holdout, shared metrics and flag.',
  experiments_flag_cleanup_target_retrieve: 'What open_cleanup_pr would use.',
  experiments_flag_cleanup_task_retrieve: 'Not found when none was started.',
  experiments_in_session_exposure_retrieve: 'Ask before using session buckets.',
  experiments_metrics_recalculation_retrieve: 'To follow a run that was started.',
  experiments_metrics_recalculation_latest_retrieve:
    'All metrics at once, from the newest run. Starts nothing; not found when nothing was ever computed.',
  experiments_session_buckets_create:
    'Session ids of one bucket: fired a metric event, no metric activity, or dropped out of a funnel.',
  experiments_session_event_deltas_create:
    'What variants do differently, as cards with recordings.',
  experiments_timeseries_results_retrieve:
    'Asked by the uuid and fingerprint on the metrics of the experiment. Refused before launch.',
  experiments_calculate_running_time_create: 'Pure arithmetic: nothing is read or kept.',
  experiments_eligible_feature_flags_retrieve: 'Multivariate flags whose first variant is control.',
  experiments_matching_ids_retrieve:
    'Ids only, and only of those the key may edit: for bulk changes.',
  experiments_prompt_templates_retrieve: 'With key, label and description.',
  experiments_requires_flag_implementation_retrieve: 'For the old insight-based metrics only.',
  experiments_session_context_retrieve: 'With the variant that session got.',
  experiments_session_contexts_create: 'Up to 20 recordings in one call.',
  experiments_setup_context_create:
    'Earlier experiments, metrics worth using, team defaults. Not found where PostHog has not enabled it.',
  experiments_stats_retrieve:
    'Launched in the last 30 days and the 30 before, active now, completed in the last 30.',
  experiment_holdouts_list: 'Whole rows, with the share that is held out.',
  experiment_holdouts_retrieve: 'With the share that is held out.',
  experiment_saved_metrics_list: 'Whole rows, with the metric itself.',
  experiment_saved_metrics_retrieve:
    'With the metric itself; a fingerprint only its experiments have.',
  feature_flags_list: 'Whole flags; type: experiment lists those that experiments use.',
  feature_flags_retrieve: 'With variants, release conditions and the experiments that use it.',
  feature_flags_activity_retrieve: 'Who changed what when, newest first.',
  feature_flags_dependent_flags_list: 'Look before turning it off.',
  feature_flags_status_retrieve: 'With the reason in words.',
  feature_flags_bulk_keys_create: 'PostHog refuses personal API keys here.',
  feature_flags_matching_ids_retrieve: 'Ids only: for bulk changes.',
  feature_flags_my_flags_retrieve: 'Evaluates every flag, so it is slow.',
  cohorts_list: 'Saved groups of people.',
  cohorts_retrieve: 'Its filters and how many people are in it.',
  users_retrieve_me: 'Whose key this is, and the projects and organisation they are in.',
  projects_list: 'Where to find project ids.',
  organizations_projects_list: '@current is the organisation last used.',
};
