import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { encodeGlobalId } from '../../../core/global-id.ts';
import { MetricRef } from '../../metric/ref.ts';
import { RecalculationStatus } from './enums.ts';
import { experimentOfRun, experimentOfRunCall, metricOfRun, metricOfRunCall } from './from-run.ts';
import { TimeseriesRecalculationRef } from './ref.ts';

builder.objectType(TimeseriesRecalculationRef, {
  description:
    'A request to recompute the daily series of one metric. Follow it with `Timeseries.recalculation`: PostHog has no endpoint to look it up by ID.',
  fields: (t) => ({
    id: t.id({
      description: 'Globally unique ID, for caches.',
      resolve: ({ row }) => encodeGlobalId('TimeseriesRecalculation', row.id),
    }),
    uuid: t.string({ description: "PostHog's ID of the request.", resolve: ({ row }) => row.id }),
    experiment: t.field({
      type: ExperimentRef,
      description:
        'The experiment the metric belongs to. Free if this request has already read it, otherwise 1 upstream call.',
      nullable: true,
      extensions: experimentOfRunCall('TimeseriesRecalculation'),
      resolve: ({ projectId, row }, _args, context) =>
        experimentOfRun({ projectId, experimentId: row.experiment_id }, context),
    }),
    metricUuid: t.string({
      description: "PostHog's ID of the metric.",
      nullable: true,
      resolve: ({ row }) => row.metric_uuid,
    }),
    metric: t.field({
      type: MetricRef,
      description: "The metric. Read with the experiment's detail.",
      nullable: true,
      extensions: metricOfRunCall('TimeseriesRecalculation'),
      resolve: ({ projectId, row }, _args, context) =>
        row.metric_uuid === null
          ? null
          : metricOfRun({ projectId, experimentId: row.experiment_id }, row.metric_uuid, context),
    }),
    fingerprint: t.string({
      description: 'The version of the metric that is being computed.',
      resolve: ({ row }) => row.fingerprint,
    }),
    ...RecalculationStatus.fields(t, 'status', {
      description: 'Status of this metric.',
      word: ({ row }) => row.status,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description:
        'When it was requested; if an earlier request was still in progress, when that one was made.',
      resolve: ({ row }) => row.created_at,
    }),
  }),
});
