import { metricsRun } from './recalculation.ts';
import { change, effect, type Row } from './row.ts';
import { experimentAfter } from './whole-experiment.ts';

const written = ['updated_at'];
const createdAndUpdated = ['created_at', 'updated_at'];
const launched = ['start_date', 'updated_at', 'created_at'];
const ended = ['end_date', 'updated_at'];

const metric = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  uuid: '11111111-1111-4111-8111-111111111111',
  name: 'Views',
  source: { kind: 'EventsNode', event: '$pageview' },
};

/** Writes to experiments. Each API starts from the same, unchanged state. */
export const experimentWrites = {
  experiments_create: {
    body: {
      name: 'Parity',
      feature_flag_key: 'parity',
      description: 'Made through an API.',
      tags: ['parity'],
      metrics: [metric],
    },
    setByCall: createdAndUpdated,
    graph: experimentAfter(
      `createExperiment(input: { name: "Parity", featureFlagKey: "parity", description: "Made through an API.", tags: ["parity"], metrics: [{ mean: { uuid: "${metric.uuid}", name: "Views", source: { event: "$pageview" } } }] })`,
    ),
  },
  experiments_update: {
    path: { id: '{draft}' },
    body: { name: 'Replaced', feature_flag_key: '{draft_flag}' },
    setByCall: written,
    graph: experimentAfter('updateExperiment(input: { id: "{draft}", name: "Replaced" })', {
      calls: 'experiments_partial_update',
    }),
  },
  experiments_partial_update: {
    path: { id: '{running}' },
    body: { name: 'Renamed', tags: ['parity'], stats_config: { method: 'frequentist' } },
    setByCall: written,
    graph: experimentAfter(
      'updateExperiment(input: { id: "{running}", name: "Renamed", tags: ["parity"], statsConfig: { raw: { method: "frequentist" } } })',
    ),
  },
  experiments_destroy: {
    path: { id: '{running}' },
    setByCall: written,
    graph: experimentAfter('deleteExperiment(input: { id: "{running}" })', {
      calls: 'experiments_partial_update',
    }),
  },
  experiments_archive_create: {
    path: { id: '{stopped}' },
    body: { disable_feature_flag: true },
    setByCall: written,
    graph: experimentAfter(
      'archiveExperiment(input: { id: "{stopped}", disableFeatureFlag: true })',
    ),
  },
  experiments_unarchive_create: {
    path: { id: '{archived}' },
    setByCall: written,
    graph: experimentAfter('unarchiveExperiment(input: { id: "{archived}" })'),
  },
  experiments_copy_to_project_create: {
    path: { id: '{running}' },
    body: { target_team_id: 2, name: 'Copied' },
    setByCall: createdAndUpdated,
    graph: experimentAfter(
      'copyExperimentToProject(input: { id: "{running}", targetProjectId: "2", name: "Copied" })',
    ),
  },
  experiments_create_exposure_cohort_for_experiment_create: {
    path: { id: '{running}' },
    setByCall: ['created_at', 'last_calculation'],
    graph: effect('createExposureCohort(input: { id: "{running}" })', (whole) => whole),
  },
  experiments_duplicate_create: {
    path: { id: '{running}' },
    body: { feature_flag_key: 'again' },
    setByCall: createdAndUpdated,
    graph: experimentAfter(
      'duplicateExperiment(input: { id: "{running}", featureFlagKey: "again" })',
    ),
  },
  experiments_end_create: {
    path: { id: '{running}' },
    body: { conclusion: 'won', conclusion_comment: 'Better.' },
    setByCall: ended,
    graph: experimentAfter(
      'endExperiment(input: { id: "{running}", conclusion: WON, conclusionComment: "Better." })',
    ),
  },
  experiments_freeze_exposure_create: {
    path: { id: '{running}' },
    setByCall: written,
    graph: experimentAfter('freezeExposure(input: { id: "{running}" })'),
  },
  experiments_unfreeze_exposure_create: {
    path: { id: '{frozen}' },
    setByCall: written,
    graph: experimentAfter('unfreezeExposure(input: { id: "{frozen}" })'),
  },
  experiments_launch_create: {
    path: { id: '{draft}' },
    setByCall: launched,
    // PostHog's hash of a metric includes the launch date.
    derived: ['fingerprint'],
    graph: experimentAfter('launchExperiment(input: { id: "{draft}" })'),
  },
  experiments_pause_create: {
    path: { id: '{running}' },
    setByCall: written,
    graph: experimentAfter('pauseExperiment(input: { id: "{running}" })'),
  },
  experiments_resume_create: {
    path: { id: '{paused}' },
    setByCall: written,
    graph: experimentAfter('resumeExperiment(input: { id: "{paused}" })'),
  },
  experiments_reset_create: {
    path: { id: '{running}' },
    setByCall: written,
    graph: experimentAfter('resetExperiment(input: { id: "{running}" })'),
  },
  experiments_ship_variant_create: {
    path: { id: '{running}' },
    body: { variant_key: '{variant}', conclusion: 'won', release_to_everyone: true },
    setByCall: ended,
    graph: experimentAfter(
      'shipVariant(input: { id: "{running}", variantKey: "{variant}", conclusion: WON, releaseToEveryone: true })',
    ),
  },
  experiments_migrate_create: {
    path: { id: '{legacy}' },
    setByCall: createdAndUpdated,
    graph: experimentAfter('migrateExperiment(input: { id: "{legacy}" })'),
  },
  experiments_metrics_recalculation_create: {
    path: { id: '{running}' },
    body: { trigger: 'manual' },
    setByCall: ['created_at', 'started_at', 'query_to'],
    // A call over MCP says so to PostHog, whose trigger it then is.
    derived: ['trigger'],
    graph: metricsRun(
      change('recalculateMetrics(input: { id: "{running}", trigger: MANUAL })', 'recalculation'),
    ),
  },
  experiments_recalculate_timeseries_create: {
    path: { id: '{checkout}' },
    body: { metric: '{metric_itself}', fingerprint: '{fingerprint}' },
    setByCall: ['created_at'],
    graph: change(
      'recalculateTimeseries(input: { id: "{checkout}", metricUuid: "{metric}" })',
      'recalculation',
    ),
  },
  experiments_bulk_update_tags_create: {
    body: { ids: ['{running}', 99_999], action: 'add', tags: ['parity'] },
    graph: effect(
      'bulkUpdateTags(input: { ids: ["{running}", "99999"], action: ADD, tags: ["parity"] })',
      () => 'updated { id: experimentPosthogId tags } skipped { id: experimentPosthogId reason }',
    ),
  },
  experiments_create_from_prompt_create: {
    body: {
      prompt_name: 'support-reply',
      versions: [1, 2, 4],
      templates: ['latency', 'eval_pass_rate'],
    },
    setByCall: createdAndUpdated,
    graph: experimentAfter(
      'createExperimentFromPrompt(input: { promptName: "support-reply", versions: [1, 2, 4], templates: ["latency", "eval_pass_rate"] })',
    ),
  },
} satisfies Record<string, Row>;
