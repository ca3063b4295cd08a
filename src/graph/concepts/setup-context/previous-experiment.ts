import { builder } from '../../core/builder.ts';
import { ExperimentConclusion, ExperimentStatus, StatsMethod } from '../experiment/enums.ts';
import { experimentLoader } from '../experiment/loader.ts';
import { ExperimentRef, toExperiment } from '../experiment/ref.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupPreviousExperimentRef } from './ref.ts';
import { sharedCall } from '../../planner/field-cost.ts';

const SetupExperimentOutcomeRef = builder
  .objectRef<Wire['SetupExperimentOutcome']>('SetupExperimentOutcome')
  .implement({
    description: 'The result of an earlier experiment, by its first primary metric.',
    fields: (t) => ({
      metricType: t.exposeString('metric_type', {
        description: 'Kind of the metric: `mean`, `funnel`, `ratio` or `retention`.',
        nullable: true,
      }),
      metricSamples: t.exposeInt('metric_samples', {
        description: 'Number of people the metric was computed from.',
        nullable: true,
      }),
      analyzedExposures: t.exposeInt('analyzed_exposures', {
        description: 'Number of people exposed.',
        nullable: true,
      }),
      controlBaselineValue: t.exposeFloat('control_baseline_value', {
        description: "The metric's value in the baseline variant.",
        nullable: true,
      }),
      anyVariantSignificant: t.exposeBoolean('any_variant_significant', {
        description: 'Whether any variant differed significantly.',
        nullable: true,
      }),
      resultCompletedAt: t.field({
        type: 'DateTime',
        description: 'When the result was computed.',
        nullable: true,
        resolve: (outcome) => outcome.result_completed_at ?? null,
      }),
      resultDataThrough: t.field({
        type: 'DateTime',
        description: 'The result includes data up to this moment.',
        nullable: true,
        resolve: (outcome) => outcome.result_data_through ?? null,
      }),
    }),
  });

builder.objectType(SetupPreviousExperimentRef, {
  description:
    'An earlier experiment in the project, with the facts that help to plan another one.',
  fields: (t) => ({
    posthogId: t.int({
      description: "PostHog's number for the experiment.",
      nullable: true,
      resolve: ({ row }) => row.id ?? null,
    }),
    experiment: t.field({
      type: ExperimentRef,
      description:
        'The experiment itself. Null if it was deleted. Costs 1 upstream call for one experiment, a list call for several, and none for those this request has already read.',
      nullable: true,
      // Several are found by one list; its rows have no detail.
      extensions: sharedCall('experiments_list', 'request'),
      resolve: async ({ projectId, row }, _args, context) => {
        if (row.id === undefined) return null;
        const experiment = await experimentLoader(context).load(
          { projectId, posthogId: row.id },
          false,
        );
        return experiment && toExperiment(projectId, experiment);
      },
    }),
    name: t.string({
      description: 'Name.',
      nullable: true,
      resolve: ({ row }) => row.name ?? null,
    }),
    ...ExperimentStatus.fields(t, 'status', {
      description: "Its lifecycle status. PostHog's wire name is `state`.",
      word: ({ row }) => row.state,
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was created.',
      nullable: true,
      resolve: ({ row }) => row.created_at ?? null,
    }),
    startDate: t.field({
      type: 'DateTime',
      description: 'When it was launched.',
      nullable: true,
      resolve: ({ row }) => row.start_date ?? null,
    }),
    endDate: t.field({
      type: 'DateTime',
      description: 'When it was ended.',
      nullable: true,
      resolve: ({ row }) => row.end_date ?? null,
    }),
    ...ExperimentConclusion.fields(t, 'conclusion', {
      description: "The team's conclusion.",
      word: ({ row }) => row.conclusion,
    }),
    outcome: t.field({
      type: SetupExperimentOutcomeRef,
      description: 'Its result. Null if there is none.',
      nullable: true,
      resolve: ({ row }) => row.outcome ?? null,
    }),
    ...StatsMethod.fields(t, 'statsMethod', {
      description: 'The statistical method it uses.',
      word: ({ row }) => row.stats_method,
    }),
    minimumDetectableEffect: t.float({
      description: 'Smallest relative change worth detecting, in percent.',
      nullable: true,
      resolve: ({ row }) => row.minimum_detectable_effect ?? null,
    }),
    hasHoldout: t.boolean({
      description: 'Whether a holdout excludes people from it.',
      nullable: true,
      resolve: ({ row }) => row.has_holdout ?? null,
    }),
    primaryMetricCount: t.int({
      description: 'Number of primary metrics.',
      nullable: true,
      resolve: ({ row }) => row.primary_metric_count ?? null,
    }),
    secondaryMetricCount: t.int({
      description: 'Number of secondary metrics.',
      nullable: true,
      resolve: ({ row }) => row.secondary_metric_count ?? null,
    }),
    sharedMetricCount: t.int({
      description: 'Number of its metrics that are shared.',
      nullable: true,
      resolve: ({ row }) => row.shared_metric_count ?? null,
    }),
    primaryMetricTypes: t.stringList({
      description: 'Kinds of its primary metrics: `mean`, `funnel`, `ratio` or `retention`.',
      resolve: ({ row }) => row.primary_metric_types ?? [],
    }),
    primaryMetricEvents: t.stringList({
      description: 'Names of the events its primary metrics use.',
      resolve: ({ row }) => row.primary_metric_events ?? [],
    }),
    primaryMetricActionIds: t.intList({
      description: "PostHog's numbers of the actions its primary metrics use.",
      resolve: ({ row }) => row.primary_metric_action_ids ?? [],
    }),
  }),
});
