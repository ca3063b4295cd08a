import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { RecalculationStatus, RecalculationTrigger, RunResultSource } from './enums.ts';
import { experimentOfRun, experimentOfRunCall } from './from-run.ts';
import { MetricRunErrorRef, MetricRunRetryRef } from './run-errors.ts';
import { MetricRunRef, MetricsRecalculationRef } from './ref.ts';

builder.objectFields(MetricsRecalculationRef, (t) => ({
  uuid: t.string({
    description:
      "PostHog's UUID of the recalculation. Results that PostHog put together from the daily series (`resultSource`) have one that PostHog does not find them by: look such results up by `id`.",
    resolve: ({ row }) => row.id,
  }),
  experiment: t.field({
    type: ExperimentRef,
    description:
      'The experiment whose metrics are computed. Free if this request has already read it, otherwise 1 upstream call.',
    nullable: true,
    extensions: experimentOfRunCall('MetricsRecalculation'),
    resolve: ({ projectId, row }, _args, context) =>
      experimentOfRun({ projectId, experimentId: row.experiment_id }, context),
  }),
  ...RecalculationStatus.fields(t, 'status', {
    description: 'Status of this metric.',
    word: ({ row }) => row.status,
  }),
  totalMetrics: t.int({
    description: 'Number of metrics to compute.',
    resolve: ({ row }) => row.total_metrics,
  }),
  completedMetrics: t.int({
    description: 'Number of metrics computed so far.',
    resolve: ({ row }) => row.completed_metrics,
  }),
  failedMetrics: t.int({
    description: 'Number of metrics that could not be computed.',
    resolve: ({ row }) => row.failed_metrics,
  }),
  errors: t.field({
    type: [MetricRunErrorRef],
    description: "The failures, by metric. PostHog's wire name is `metric_errors`.",
    resolve: ({ row }) =>
      Object.entries(row.metric_errors ?? {}).map(([uuid, wire]) => ({ uuid, wire })),
  }),
  retries: t.field({
    type: [MetricRunRetryRef],
    description:
      "The pending retries, by metric. Only present between attempts. PostHog's wire name is `metric_retries`.",
    resolve: ({ row }) =>
      Object.entries(row.metric_retries ?? {}).map(([uuid, wire]) => ({ uuid, wire })),
  }),
  ...RecalculationTrigger.fields(t, 'trigger', {
    description: 'Why it was started. Null if PostHog does not say.',
    word: ({ row }) => row.trigger,
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was requested.',
    resolve: ({ row }) => row.created_at,
  }),
  startedAt: t.field({
    type: 'DateTime',
    description: 'When it started. Null until then.',
    nullable: true,
    resolve: ({ row }) => row.started_at,
  }),
  completedAt: t.field({
    type: 'DateTime',
    description: 'When it finished. Null until then.',
    nullable: true,
    resolve: ({ row }) => row.completed_at,
  }),
  queryTo: t.field({
    type: 'DateTime',
    description: 'The results include data up to this moment.',
    nullable: true,
    resolve: ({ row }) => row.query_to,
  }),
  rowsRead: t.float({
    description: 'Number of rows read so far. Null if PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => row.rows_read ?? null,
  }),
  estimatedRowsTotal: t.float({
    description: 'Estimated total number of rows to read. Null if PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => row.estimated_rows_total ?? null,
  }),
  results: t.field({
    type: [MetricRunRef],
    description:
      'The results of its own and shared metrics, primary and secondary. Null in the response that started the recalculation, which has no results: query the recalculation again.',
    nullable: true,
    resolve: ({ projectId, row: run }) =>
      'results' in run ? run.results.map((row) => ({ projectId, run, row })) : null,
  }),
  isExisting: t.boolean({
    description:
      'True if a recalculation already in progress was returned when a new one was requested. Null if the recalculation was read rather than requested.',
    nullable: true,
    resolve: ({ row }) => ('is_existing' in row ? row.is_existing : null),
  }),
  ...RunResultSource.fields(t, 'resultSource', {
    description:
      'Where the results come from. Null unless this was read as the newest recalculation.',
    word: ({ row }) => ('result_source' in row ? row.result_source : null),
  }),
  activeRunUuid: t.string({
    description:
      "The `uuid` of the recalculation currently in progress, for `metricsRecalculation`. Null if there is none. Only known for the newest recalculation. PostHog's wire name is `active_run.id`.",
    nullable: true,
    resolve: ({ row }) => ('active_run' in row ? (row.active_run?.id ?? null) : null),
  }),
  ...RecalculationStatus.fields(t, 'activeRunStatus', {
    description: 'Status of the recalculation in progress.',
    word: ({ row }) => ('active_run' in row ? row.active_run?.status : null),
  }),
}));
