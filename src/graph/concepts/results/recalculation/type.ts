import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { RecalculationStatus, RecalculationTrigger, RunResultSource } from './enums.ts';
import { experimentOfRun, experimentOfRunCall } from './from-run.ts';
import { MetricRunErrorRef, MetricRunRetryRef } from './run-errors.ts';
import { MetricRunRef, MetricsRecalculationRef } from './ref.ts';

builder.objectFields(MetricsRecalculationRef, (t) => ({
  uuid: t.string({ description: "PostHog's id of the run.", resolve: ({ row }) => row.id }),
  experiment: t.field({
    type: ExperimentRef,
    description:
      'The experiment it computes. Free where this document read it already, else 1 upstream call.',
    nullable: true,
    extensions: experimentOfRunCall('MetricsRecalculation'),
    resolve: ({ projectId, row }, _args, context) =>
      experimentOfRun({ projectId, experimentId: row.experiment_id }, context),
  }),
  status: t.field({
    type: RecalculationStatus.ref,
    description: 'Where it stands.',
    resolve: ({ row }) => RecalculationStatus.read(row.status),
  }),
  totalMetrics: t.int({
    description: 'How many metrics it computes.',
    resolve: ({ row }) => row.total_metrics,
  }),
  completedMetrics: t.int({
    description: 'How many of them are computed.',
    resolve: ({ row }) => row.completed_metrics,
  }),
  failedMetrics: t.int({
    description: 'How many of them could not be computed.',
    resolve: ({ row }) => row.failed_metrics,
  }),
  errors: t.field({
    type: [MetricRunErrorRef],
    description: "What failed, metric by metric. PostHog's `metric_errors`.",
    resolve: ({ row }) =>
      Object.entries(row.metric_errors ?? {}).map(([uuid, wire]) => ({ uuid, wire })),
  }),
  retries: t.field({
    type: [MetricRunRetryRef],
    description:
      "What is about to be tried again, metric by metric; only between attempts. PostHog's `metric_retries`.",
    resolve: ({ row }) =>
      Object.entries(row.metric_retries ?? {}).map(([uuid, wire]) => ({ uuid, wire })),
  }),
  trigger: t.field({
    type: RecalculationTrigger.ref,
    description: 'Why it was started; the newest servers do not say.',
    nullable: true,
    resolve: ({ row }) => RecalculationTrigger.readNullable(row.trigger),
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was asked for.',
    resolve: ({ row }) => row.created_at,
  }),
  startedAt: t.field({
    type: 'DateTime',
    description: 'When it started; null while it waits.',
    nullable: true,
    resolve: ({ row }) => row.started_at,
  }),
  completedAt: t.field({
    type: 'DateTime',
    description: 'When it finished; null until then.',
    nullable: true,
    resolve: ({ row }) => row.completed_at,
  }),
  queryTo: t.field({
    type: 'DateTime',
    description: 'Data were read up to this moment: how fresh its results are.',
    nullable: true,
    resolve: ({ row }) => row.query_to,
  }),
  rowsRead: t.float({
    description: 'Rows read so far; null where PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => row.rows_read ?? null,
  }),
  estimatedRowsTotal: t.float({
    description: 'Rows it expects to read in all; null where PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => row.estimated_rows_total ?? null,
  }),
  results: t.field({
    type: [MetricRunRef],
    description:
      'What each metric came to, its own and the shared ones, primary and secondary. Null in the answer to a request, which brings none: read the run again.',
    nullable: true,
    resolve: ({ projectId, row: run }) =>
      'results' in run ? run.results.map((row) => ({ projectId, run, row })) : null,
  }),
  isExisting: t.boolean({
    description:
      'True when a request was answered with a run that was under way already; null for a run that was read.',
    nullable: true,
    resolve: ({ row }) => ('is_existing' in row ? row.is_existing : null),
  }),
  resultSource: t.field({
    type: RunResultSource.ref,
    description: 'What its results are; null unless it was read as the newest one.',
    nullable: true,
    resolve: ({ row }) =>
      RunResultSource.readNullable('result_source' in row ? row.result_source : null),
  }),
  activeRunUuid: t.string({
    description:
      "The run that is under way now, for `metricsRecalculation`; null when there is none. Only known of the newest one. PostHog's `active_run.id`.",
    nullable: true,
    resolve: ({ row }) => ('active_run' in row ? (row.active_run?.id ?? null) : null),
  }),
  activeRunStatus: t.field({
    type: RecalculationStatus.ref,
    description: 'Where that run stands.',
    nullable: true,
    resolve: ({ row }) =>
      RecalculationStatus.readNullable('active_run' in row ? row.active_run?.status : null),
  }),
}));
