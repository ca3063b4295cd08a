import type { OperationId } from '../../../src/posthog/api/operations.ts';

/** The request of an operation's example, in the first project of the sandbox. */
export interface ExampleRequest {
  readonly id?: number | string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The answer, where the sandbox refuses what PostHog may answer. */
  readonly unlikeSandbox?: { readonly status: number; readonly answer: unknown };
  /** Requests that are sent first; `{id}` in the path of the example is then the id of the last answer. */
  readonly after?: readonly {
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
  }[];
}

const conversion = {
  kind: 'ExperimentMetric',
  metric_type: 'funnel',
  name: 'Sign-up conversion',
  goal: 'increase',
  series: [
    { kind: 'EventsNode', event: 'signup_started' },
    { kind: 'EventsNode', event: 'signup_completed' },
  ],
};
const revenue = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  goal: 'increase',
  source: {
    kind: 'EventsNode',
    event: 'purchase_completed',
    math: 'sum',
    math_property: 'revenue',
  },
};
const split = {
  groups: [{ properties: [], rollout_percentage: 100 }],
  multivariate: {
    variants: [
      { key: 'control', rollout_percentage: 50 },
      { key: 'test', rollout_percentage: 50 },
    ],
  },
};

/** One request for each operation, as a user would send it. */
export const exampleRequests: Readonly<Record<OperationId, ExampleRequest>> = {
  experiments_list: { query: { status: 'running', limit: '1' } },
  experiments_create: {
    body: {
      name: 'Short sign-up form',
      description: 'Asking for less at first brings more people in.',
      feature_flag_key: 'short-signup-form',
      metrics: [conversion],
    },
  },
  experiments_retrieve: { id: 15 },
  experiments_update: {
    id: 28,
    body: {
      name: 'Referral credits',
      feature_flag_key: 'referral-credits',
      description: 'Credits for both sides bring more invitations than for one.',
    },
  },
  experiments_partial_update: { id: 15, body: { description: 'One page instead of three.' } },
  experiments_destroy: { id: 15 },
  experiments_activity_retrieve: { id: 15, query: { limit: '1' } },
  experiments_archive_create: { id: 18, body: { disable_feature_flag: false } },
  experiments_copy_to_project_create: { id: 15, body: { target_team_id: 2 } },
  experiments_create_exposure_cohort_for_experiment_create: { id: 15 },
  experiments_duplicate_create: {
    id: 15,
    body: { name: 'One-page checkout, second round', feature_flag_key: 'one-page-checkout-2' },
  },
  experiments_end_create: {
    id: 15,
    body: { conclusion: 'won', conclusion_comment: 'More purchases, no change in refunds.' },
  },
  experiments_flag_cleanup_target_retrieve: { id: 18 },
  experiments_flag_cleanup_task_retrieve: {
    id: 15,
    unlikeSandbox: {
      status: 200,
      answer: {
        task_id: '0f8d1b5e-6a1c-4a57-9d0e-3b2f4c5d6e7f',
        run_status: 'completed',
        is_terminal: true,
        pr_url: 'https://github.com/lumen-labs/web/pull/812',
      },
    },
  },
  experiments_freeze_exposure_create: { id: 22 },
  experiments_in_session_exposure_retrieve: { id: 15 },
  experiments_launch_create: { id: 30 },
  experiments_metrics_recalculation_create: { id: 15, body: { trigger: 'manual' } },
  experiments_metrics_recalculation_retrieve: {
    id: 15,
    after: [
      { method: 'POST', path: '/v1/api/projects/1/experiments/15/metrics-recalculation', body: {} },
    ],
  },
  experiments_metrics_recalculation_latest_retrieve: { id: 15 },
  experiments_migrate_create: { id: 1 },
  experiments_pause_create: { id: 15 },
  experiments_recalculate_timeseries_create: { id: 15 },
  experiments_reset_create: { id: 18 },
  experiments_resume_create: { id: 20 },
  experiments_session_buckets_create: { id: 15, body: { bucket: 'fired_any', variant: 'test' } },
  experiments_session_event_deltas_create: { id: 15 },
  experiments_ship_variant_create: {
    id: 15,
    body: { variant_key: 'test', conclusion: 'won', release_to_everyone: false },
  },
  experiments_timeseries_results_retrieve: { id: 15 },
  experiments_unarchive_create: { id: 3 },
  experiments_unfreeze_exposure_create: { id: 8 },
  experiments_bulk_update_tags_create: {
    body: { ids: [15, 18], action: 'add', tags: ['checkout'] },
  },
  experiments_calculate_running_time_create: {
    body: {
      metric_type: 'funnel',
      minimum_detectable_effect: 5,
      baseline_value: 0.12,
      exposure_rate_per_day: 800,
    },
  },
  experiments_create_from_prompt_create: {
    body: { prompt_name: 'support-reply', versions: [1, 2], templates: ['cost'] },
  },
  experiments_eligible_feature_flags_retrieve: { query: { limit: '1' } },
  experiments_matching_ids_retrieve: { query: { status: 'running' } },
  experiments_prompt_templates_retrieve: {},
  experiments_requires_flag_implementation_retrieve: {},
  experiments_session_context_retrieve: {},
  experiments_session_contexts_create: {},
  experiments_setup_context_create: { body: { target_event: 'signup_started' } },
  experiments_stats_retrieve: {},
  experiment_holdouts_list: { query: { limit: '1' } },
  experiment_holdouts_create: {
    body: {
      name: 'Autumn holdout',
      filters: [{ properties: [], rollout_percentage: 5 }],
    },
  },
  experiment_holdouts_retrieve: { id: 1 },
  experiment_holdouts_update: {
    id: 1,
    body: { name: 'Quarterly holdout', filters: [{ properties: [], rollout_percentage: 10 }] },
  },
  experiment_holdouts_partial_update: { id: 1, body: { name: 'Winter holdout' } },
  experiment_holdouts_destroy: { id: 3 },
  experiment_saved_metrics_list: { query: { limit: '1' } },
  experiment_saved_metrics_create: {
    body: { name: 'Revenue per buyer', query: revenue, tags: ['revenue'] },
  },
  experiment_saved_metrics_retrieve: { id: 5 },
  experiment_saved_metrics_update: { id: 5, body: { name: 'Sign-ups', query: conversion } },
  experiment_saved_metrics_partial_update: { id: 5, body: { name: 'Sign-ups' } },
  experiment_saved_metrics_destroy: { id: 6 },
  feature_flags_list: { query: { type: 'experiment', limit: '1' } },
  feature_flags_create: {
    body: { key: 'new-navigation-menu', name: 'The new menu', filters: split, active: false },
  },
  feature_flags_retrieve: { id: 27 },
  feature_flags_update: {
    id: 5,
    body: { key: 'welcome-mail-copy', name: 'Welcome mail', active: true },
  },
  feature_flags_partial_update: { id: 5, body: { active: false } },
  feature_flags_destroy: { id: 5 },
  feature_flags_activity_retrieve: { id: 27, query: { limit: '1' } },
  feature_flags_dependent_flags_list: { id: 1 },
  feature_flags_status_retrieve: { id: 27 },
  feature_flags_bulk_keys_create: {
    body: { ids: [27, 28] },
    unlikeSandbox: {
      status: 200,
      answer: { keys: { 27: 'one-page-checkout', 28: 'cancel-pause-offer' } },
    },
  },
  feature_flags_matching_ids_retrieve: { query: { active: 'true' } },
  feature_flags_my_flags_retrieve: { query: { flag_keys: '["one-page-checkout"]' } },
  cohorts_list: { query: { limit: '1' } },
  cohorts_retrieve: { id: 1 },
  users_retrieve_me: {},
  projects_list: { query: { limit: '1' } },
  organizations_projects_list: { id: '@current', query: { limit: '1' } },
};
