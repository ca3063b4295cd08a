import type { WireObject } from '../../support/sandbox-control.ts';

/** A value that is sent immediately, whatever the current one is, and without a read. */
export interface Harmless {
  readonly harmless: unknown;
}
/** A value that destroys data, and one that does not: by default the current one. */
export interface Asks {
  readonly asks: unknown;
  readonly keeps?: (now: WireObject) => unknown;
}
export type Judgement = Harmless | Asks;

/** A time after every date in the seed. */
export const later = '2027-01-01T12:00:00Z';

/** Whether each field of every update is destructive. A new field fails the tests until it is listed here. */
export const judged: Readonly<Record<string, Readonly<Record<string, Judgement>>>> = {
  'experiment-update': {
    name: { harmless: 'Another name' },
    description: { harmless: 'Another description' },
    start_date: { asks: null },
    end_date: { asks: later },
    feature_flag_key: { harmless: 'editor-lazy-load' },
    feature_flag: {
      asks: { filters: { multivariate: { variants: split(10) } } },
      keeps: ({ feature_flag: { filters } }) => ({ filters }),
    },
    holdout_id: { asks: 1 },
    parameters: {
      asks: {},
      keeps: ({ parameters }) => ({ ...parameters, minimum_detectable_effect: 5 }),
    },
    running_time_calculation: { harmless: { minimum_detectable_effect: 5 } },
    excluded_variants: { asks: ['test'] },
    metrics: {
      asks: [],
      keeps: ({ metrics }) => [
        ...sendable(metrics),
        { ...sendable(metrics)[0], uuid: undefined, name: 'One more' },
      ],
    },
    metrics_secondary: { asks: [], keeps: (now) => sendable(now['metrics_secondary']) },
    saved_metrics_ids: {
      asks: [],
      keeps: () => [
        { id: 1, metadata: { type: 'primary' } },
        { id: 2, metadata: { type: 'secondary' } },
      ],
    },
    secondary_metrics: { asks: [{ old: true }] },
    filters: { asks: { events: [], insight: 'TRENDS' } },
    archived: { asks: true },
    deleted: { harmless: false },
    type: { asks: 'web' },
    exposure_criteria: { asks: { filterTestAccounts: false } },
    stats_config: { asks: { method: 'frequentist' } },
    scheduling_config: { asks: { at: later } },
    allow_unknown_events: { harmless: true },
    _create_in_folder: { harmless: 'Folder' },
    conclusion: { asks: 'lost' },
    conclusion_comment: { asks: 'Something else.' },
    primary_metrics_ordered_uuids: { harmless: [] },
    secondary_metrics_ordered_uuids: { harmless: [] },
    only_count_matured_users: { asks: true },
    update_feature_flag_params: { harmless: true },
    tags: { asks: ['platform'], keeps: () => ['new', ' PLATFORM', 'performance'] },
    version: { harmless: undefined },
    original_experiment: { harmless: { name: 'Old' } },
    repository: { harmless: 'owner/name' },
  },
  'feature-flag-update': {
    key: { asks: 'another-key' },
    name: { harmless: 'Another name' },
    filters: { asks: { multivariate: { variants: split(0) } } },
    active: { asks: false, keeps: () => true },
    tags: { asks: [], keeps: () => ['web', 'one-more'] },
    evaluation_contexts: { asks: ['server'] },
    is_remote_configuration: { asks: true },
    deleted: { harmless: false },
  },
  'experiment-holdout-update': {
    name: { harmless: 'Another name' },
    description: { harmless: 'Another description' },
    filters: { asks: [{ properties: [], rollout_percentage: 50 }] },
  },
  'experiment-saved-metric-update': {
    name: { harmless: 'Another name' },
    description: { harmless: null },
    query: {
      asks: {
        kind: 'ExperimentMetric',
        metric_type: 'mean',
        source: { kind: 'EventsNode', event: 'signed_up' },
      },
    },
    tags: { asks: [], keeps: () => ['okr', 'more'] },
  },
};

/** Metrics without their fingerprints, which only the server sets, so that they can be sent back. */
function sendable(metrics: readonly WireObject[]): WireObject[] {
  return metrics.map((metric) => ({ ...metric, fingerprint: undefined }));
}

function split(control: number) {
  return [
    { key: 'control', name: 'Control Group', rollout_percentage: control },
    { key: 'test', name: 'Test Variant', rollout_percentage: 100 - control },
  ];
}

/** Fields that only PUT has; the same rules apply to them. */
export const onlyReplaced = new Set([
  'archived',
  'created_at',
  'version',
  'ensure_experience_continuity',
  'rollback_conditions',
  'performed_rollback',
  'analytics_dashboards',
  'has_enriched_analytics',
  'creation_context',
  'has_encrypted_payloads',
  'evaluation_runtime',
  'bucketing_identifier',
  'last_called_at',
  '_create_in_folder',
  '_should_create_usage_dashboard',
]);
