import { builder } from '../../core/builder.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment } from '../experiment/ref.ts';
import type { Wire } from '../../core/wire.ts';
import { posthogEnum } from '../../core/posthog-enum.ts';
import { SessionContextRef } from './ref.ts';
import { sharedCall } from '../../planner/field-cost.ts';

const MetricSourceRole = posthogEnum(
  'SessionMetricSourceRole',
  'The role of an event in a metric.',
  {
    source: ['SOURCE', 'The event whose value is averaged.'],
    step: ['STEP', 'A step of a funnel.'],
    numerator: ['NUMERATOR', 'The numerator of a ratio.'],
    denominator: ['DENOMINATOR', 'The denominator of a ratio.'],
    retention_start: ['RETENTION_START', 'The event that starts the retention window.'],
    retention_completion: ['RETENTION_COMPLETION', 'The event that counts as a return.'],
  },
);

const SessionMetricSourceHitRef = builder
  .objectRef<Wire['ExperimentSessionMetricSourceHit']>('SessionMetricSourceHit')
  .implement({
    description: "Occurrences of one of a metric's events in a recording.",
    fields: (t) => ({
      ...MetricSourceRole.fields(t, 'role', {
        description: "The event's role in the metric. PostHog's wire name is `source_role`.",
        word: (hit) => hit.source_role,
      }),
      name: t.exposeString('source_name', {
        description: "Name of the event or action. PostHog's wire name is `source_name`.",
      }),
      index: t.exposeInt('source_index', {
        description:
          "Index of the event among the metric's events, such as the step of a funnel. PostHog's wire name is `source_index`.",
      }),
      total: t.exposeInt('source_total', {
        description: "Number of events the metric has. PostHog's wire name is `source_total`.",
      }),
      eventCount: t.exposeInt('event_count', { description: 'Number of occurrences.' }),
      firstTimestamp: t.field({
        type: 'DateTime',
        description: 'Time of the first occurrence.',
        resolve: (hit) => hit.first_timestamp,
      }),
      timestamps: t.field({
        type: ['DateTime'],
        description: 'Times of the occurrences, at most 50.',
        resolve: ({ timestamps }) => timestamps,
      }),
    }),
  });

const SessionMetricHitRef = builder
  .objectRef<Wire['ExperimentSessionMetricHit']>('SessionMetricHit')
  .implement({
    description: "Occurrences of a metric's events in a recording.",
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'UUID of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
      eventCount: t.exposeInt('event_count', {
        description: 'Number of occurrences of its events.',
      }),
      firstTimestamp: t.field({
        type: 'DateTime',
        description: 'Time of the first occurrence of any of its events.',
        resolve: (hit) => hit.first_timestamp,
      }),
      timestamps: t.field({
        type: ['DateTime'],
        description: 'Times of the occurrences.',
        resolve: ({ timestamps }) => timestamps,
      }),
      sources: t.field({
        type: [SessionMetricSourceHitRef],
        description: 'The occurrences, by event.',
        resolve: ({ sources }) => sources,
      }),
    }),
  });

interface SessionExperimentNode {
  readonly projectId: string;
  readonly row: Wire['ExperimentSessionContextItem'];
}

const SessionExperimentRef = builder
  .objectRef<SessionExperimentNode>('SessionExperiment')
  .implement({
    description: 'An experiment that a recorded session was exposed to.',
    fields: (t) => ({
      experimentId: t.int({
        description: "PostHog's number for the experiment.",
        resolve: ({ row }) => row.experiment_id,
      }),
      experimentName: t.string({
        description: 'Name of the experiment.',
        resolve: ({ row }) => row.experiment_name,
      }),
      experiment: t.field({
        type: ExperimentRef,
        description:
          'The experiment itself. Null if it was deleted. Costs 1 upstream call for one experiment, a list call for several, and none for those this request has already read.',
        nullable: true,
        // Several are found by one list; its rows have no detail.
        extensions: sharedCall('experiments_list', 'request'),
        resolve: async ({ projectId, row }, _args, context) => {
          const key = { projectId, posthogId: row.experiment_id };
          const experiment = await experimentLoader(context).load(key, false);
          return experiment && toExperiment(projectId, experiment);
        },
      }),
      flagKey: t.string({
        description: "Key of the experiment's feature flag.",
        resolve: ({ row }) => row.flag_key,
      }),
      variant: t.string({
        description: 'Key of the variant the person is counted in.',
        resolve: ({ row }) => row.variant,
      }),
      variantsSeen: t.stringList({
        description: 'Keys of all variants seen in the recording.',
        resolve: ({ row }) => row.variants_seen,
      }),
      multipleVariants: t.boolean({
        description: 'Whether more than one variant was seen.',
        resolve: ({ row }) => row.multiple_variants,
      }),
      firstExposureTimestamp: t.field({
        type: 'DateTime',
        description: 'Time of the first exposure in the recording. Null if unknown.',
        nullable: true,
        resolve: ({ row }) => row.first_exposure_timestamp,
      }),
      experimentStartDate: t.field({
        type: 'DateTime',
        description: 'When the experiment was launched.',
        nullable: true,
        resolve: ({ row }) => row.experiment_start_date,
      }),
      experimentEndDate: t.field({
        type: 'DateTime',
        description: 'When the experiment was ended. Null until then.',
        nullable: true,
        resolve: ({ row }) => row.experiment_end_date,
      }),
      metricsInSession: t.field({
        type: [SessionMetricHitRef],
        description: 'Its metrics whose events occurred in the recording.',
        resolve: ({ row }) => row.metrics_in_session ?? [],
      }),
    }),
  });

builder.objectType(SessionContextRef, {
  description: 'The experiments a recorded session was exposed to.',
  fields: (t) => ({
    sessionId: t.string({
      description: 'ID of the recording.',
      resolve: ({ row }) => row.session_id,
    }),
    experiments: t.field({
      type: [SessionExperimentRef],
      description: "The experiments the session was exposed to. PostHog's wire name is `results`.",
      resolve: ({ projectId, row }) => row.results.map((item) => ({ projectId, row: item })),
    }),
  }),
});
