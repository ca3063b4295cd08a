import { builder } from '../../core/builder.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment } from '../experiment/ref.ts';
import type { Wire } from '../../core/wire.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { SessionContextRef } from './ref.ts';
import { sharedCall } from '../../planner/field-cost.ts';

const MetricSourceRole = wireEnum('SessionMetricSourceRole', 'What an event is to a metric.', {
  source: ['SOURCE', 'The event a mean is taken of.'],
  step: ['STEP', 'A step of a funnel.'],
  numerator: ['NUMERATOR', 'The upper part of a ratio.'],
  denominator: ['DENOMINATOR', 'The lower part of a ratio.'],
  retention_start: ['RETENTION_START', 'The event that retention is counted from.'],
  retention_completion: ['RETENTION_COMPLETION', 'The event that counts as coming back.'],
});

const SessionMetricSourceHitRef = builder
  .objectRef<Wire['ExperimentSessionMetricSourceHit']>('SessionMetricSourceHit')
  .implement({
    description: 'One event of a metric as it came up in a recording.',
    fields: (t) => ({
      role: t.field({
        type: MetricSourceRole.ref,
        description: "What the event is to the metric. PostHog's wire name is `source_role`.",
        resolve: (hit) => MetricSourceRole.read(hit.source_role),
      }),
      name: t.exposeString('source_name', {
        description: "Name of the event or action. PostHog's wire name is `source_name`.",
      }),
      index: t.exposeInt('source_index', {
        description:
          "Its place among the metric's events, such as the step of a funnel. PostHog's wire name is `source_index`.",
      }),
      total: t.exposeInt('source_total', {
        description: "How many events the metric has. PostHog's wire name is `source_total`.",
      }),
      eventCount: t.exposeInt('event_count', { description: 'How often it came up.' }),
      firstTimestamp: t.field({
        type: 'DateTime',
        description: 'When it first came up.',
        resolve: (hit) => hit.first_timestamp,
      }),
      timestamps: t.field({
        type: ['DateTime'],
        description: 'When it came up; at most 50 of them.',
        resolve: ({ timestamps }) => timestamps,
      }),
    }),
  });

const SessionMetricHitRef = builder
  .objectRef<Wire['ExperimentSessionMetricHit']>('SessionMetricHit')
  .implement({
    description: 'A metric whose events came up in a recording.',
    fields: (t) => ({
      metricUuid: t.exposeString('metric_uuid', { description: 'Uuid of the metric.' }),
      metricName: t.exposeString('metric_name', { description: 'Name of the metric.' }),
      eventCount: t.exposeInt('event_count', { description: 'How often its events came up.' }),
      firstTimestamp: t.field({
        type: 'DateTime',
        description: 'When one first came up.',
        resolve: (hit) => hit.first_timestamp,
      }),
      timestamps: t.field({
        type: ['DateTime'],
        description: 'When they came up.',
        resolve: ({ timestamps }) => timestamps,
      }),
      sources: t.field({
        type: [SessionMetricSourceHitRef],
        description: 'The same for each of its events.',
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
    description: 'An experiment that a recording saw.',
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
          'The experiment itself; null when it was deleted. 1 upstream call for one, a list for several, none for what this request has read already.',
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
        description: 'Key of its feature flag.',
        resolve: ({ row }) => row.flag_key,
      }),
      variant: t.string({
        description: 'Key of the variant the person counts for.',
        resolve: ({ row }) => row.variant,
      }),
      variantsSeen: t.stringList({
        description: 'Keys of all variants seen in the recording.',
        resolve: ({ row }) => row.variants_seen,
      }),
      multipleVariants: t.boolean({
        description: 'True when more than one variant was seen.',
        resolve: ({ row }) => row.multiple_variants,
      }),
      firstExposureTimestamp: t.field({
        type: 'DateTime',
        description: 'When the recording first saw it; null where that is not known.',
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
        description: 'When the experiment was ended; null while it has not.',
        nullable: true,
        resolve: ({ row }) => row.experiment_end_date,
      }),
      metricsInSession: t.field({
        type: [SessionMetricHitRef],
        description: 'Its metrics whose events came up in the recording.',
        resolve: ({ row }) => row.metrics_in_session ?? [],
      }),
    }),
  });

builder.objectType(SessionContextRef, {
  description: 'What a session recording saw of experiments.',
  fields: (t) => ({
    sessionId: t.string({
      description: 'Id of the recording.',
      resolve: ({ row }) => row.session_id,
    }),
    experiments: t.field({
      type: [SessionExperimentRef],
      description: "The experiments it saw. PostHog's wire name is `results`.",
      resolve: ({ projectId, row }) => row.results.map((item) => ({ projectId, row: item })),
    }),
  }),
});
