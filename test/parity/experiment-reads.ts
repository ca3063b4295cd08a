import { metricsRun } from './recalculation.ts';
import { object, page, value, type Row } from './row.ts';
import { wholeExperiment } from './whole-experiment.ts';

const ECHO = 'repeats the metric in every result, which belongs to that metric already';

interface Point {
  readonly date: string;
  readonly raw: unknown;
}

interface Days {
  readonly recalculation: { readonly status: string; readonly createdAt: string } | null;
  readonly points: readonly Point[];
  readonly errors: readonly { readonly date: string; readonly message: string }[];
}

/** Reads of experiments. The whole table runs on one state, which no row changes. */
export const experimentReads = {
  experiments_list: {
    query: { limit: 5, offset: 5, order: '-created_at', archived: false },
    graph: page(
      'experiments(first: 5, after: "{fifth}", filter: { archived: false }, orderBy: { field: CREATED_AT })',
    ),
  },
  experiments_retrieve: {
    path: { id: '{checkout}' },
    graph: wholeExperiment('experiment(id: "{checkout}")'),
  },
  experiments_activity_retrieve: {
    path: { id: '{checkout}' },
    query: { limit: 3 },
    graph: page('activity(first: 3)', {
      within: ['experiment(id: "{checkout}")'],
      count: 'total_count',
    }),
  },
  experiments_flag_cleanup_target_retrieve: {
    path: { id: '{stopped}' },
    graph: object('flagCleanupTarget', { within: ['experiment(id: "{stopped}")'] }),
  },
  experiments_flag_cleanup_task_retrieve: {
    path: { id: '{stopped}' },
    graph: object('flagCleanupTask', { within: ['experiment(id: "{stopped}")'] }),
  },
  experiments_in_session_exposure_retrieve: {
    path: { id: '{checkout}' },
    graph: object('inSessionExposure', { within: ['experiment(id: "{checkout}")'] }),
  },
  experiments_metrics_recalculation_retrieve: {
    path: { id: '{checkout}', recalculation_id: '{run}' },
    graph: metricsRun(
      object('metricsRecalculation(id: "{run}")', { within: ['experiment(id: "{checkout}")'] }),
    ),
    omitted: { metric: ECHO },
  },
  experiments_metrics_recalculation_latest_retrieve: {
    path: { id: '{checkout}' },
    graph: metricsRun(object('latestRecalculation', { within: ['experiment(id: "{checkout}")'] })),
    omitted: { metric: ECHO },
  },
  experiments_timeseries_results_retrieve: {
    path: { id: '{checkout}' },
    query: { metric_uuid: '{metric}', fingerprint: '{fingerprint}' },
    graph: object('timeseries', {
      within: ['experiment(id: "{checkout}")', 'metric(uuid: "{metric}")'],
      select: (whole) =>
        `{ ${whole} formatted_results: formattedResults points { date raw } errors { date message } recalculation { status createdAt } }`,
      pick: ({ points, errors, recalculation, ...series }: Days) => ({
        ...series,
        timeseries: Object.fromEntries(points.map(({ date, raw }) => [date, raw])),
        recalculation_status: recalculation?.status ?? null,
        recalculation_created_at: recalculation?.createdAt ?? null,
        errors:
          errors.length === 0
            ? null
            : Object.fromEntries(errors.map(({ date, message }) => [date, message])),
      }),
    }),
    omitted: {
      metric: ECHO,
      metric_uuid: 'a series is only accessible through its metric',
      experiment_id: 'a metric is only accessible through its experiment',
    },
  },
  experiments_session_buckets_create: {
    path: { id: '{checkout}' },
    body: { bucket: 'fired_any', variant: 'test', limit: 3 },
    setByCall: ['date_to'],
    graph: object('sessionBucket(bucket: FIRED_ANY, variant: "test", limit: 3)', {
      within: ['experiment(id: "{checkout}")'],
    }),
  },
  experiments_session_event_deltas_create: {
    path: { id: '{checkout}' },
    setByCall: ['date_to'],
    graph: object('sessionEventDeltas', { within: ['experiment(id: "{checkout}")'] }),
  },
  experiments_calculate_running_time_create: {
    body: { metric_type: 'funnel', minimum_detectable_effect: 10, baseline_value: 0.2 },
    graph: object(
      'calculateRunningTime(input: { metricType: FUNNEL, minimumDetectableEffect: 10, baselineValue: 0.2 })',
    ),
  },
  experiments_eligible_feature_flags_retrieve: {
    query: { limit: 3, order: 'key' },
  },
  experiments_matching_ids_retrieve: {
    query: { status: 'running' },
    graph: object('matchingExperimentIds(filter: { status: RUNNING })', {
      select: () => '{ ids: posthogIds total: totalCount }',
    }),
  },
  experiments_prompt_templates_retrieve: { graph: object('promptTemplates') },
  experiments_requires_flag_implementation_retrieve: {
    graph: value('requiresFlagImplementation', (result) => ({ result })),
  },
  experiments_session_context_retrieve: {
    query: { session_id: '{session}' },
    graph: object('sessionContext(sessionId: "{session}")', {
      calls: 'experiments_session_contexts_create',
    }),
  },
  experiments_session_contexts_create: {
    body: { session_ids: ['{session}'] },
    graph: object('sessionContexts(sessionIds: ["{session}"])', {
      pick: (results) => ({ results }),
    }),
  },
  experiments_setup_context_create: {
    body: {
      target_event: 'project_created',
      metric_event: 'document_created',
      previous_experiments_limit: 2,
    },
    setByCall: ['computed_at'],
    graph: object(
      'experimentSetupContext(input: { targetEvent: "project_created", metricEvent: "document_created", previousExperimentsLimit: 2 })',
    ),
  },
  experiments_stats_retrieve: { graph: object('experimentStats') },
} satisfies Record<string, Row>;
