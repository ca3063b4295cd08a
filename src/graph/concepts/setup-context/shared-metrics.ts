import { builder } from '../../core/builder.ts';
import { savedMetricLoader } from '../saved-metric/loader.ts';
import { SavedMetricRef } from '../saved-metric/ref.ts';
import type { Wire } from '../../core/wire.ts';
import { sharedCall } from '../../planner/field-cost.ts';
import { SetupSharedMetricsRef, type InProject } from './ref.ts';

const SetupSharedMetricRef = builder
  .objectRef<InProject<Wire['SetupSharedMetricUsage']>>('SetupSharedMetric')
  .implement({
    description: 'A shared metric, and how it has been used.',
    fields: (t) => ({
      posthogId: t.int({
        description: "PostHog's number for the shared metric, as accepted by `savedMetric`.",
        nullable: true,
        resolve: ({ row }) => row.id ?? null,
      }),
      savedMetric: t.field({
        type: SavedMetricRef,
        description:
          'The shared metric itself. Null if it was deleted. Costs 1 upstream call for one shared metric, a list call for several.',
        nullable: true,
        extensions: sharedCall('experiment_saved_metrics_list', 'request'),
        resolve: async ({ projectId, row: { id } }, _args, context) => {
          if (id === undefined) return null;
          const metric = await savedMetricLoader(context).load({ projectId, posthogId: id });
          return metric && { projectId, row: metric };
        },
      }),
      name: t.string({
        description: 'Name.',
        nullable: true,
        resolve: ({ row }) => row.name ?? null,
      }),
      metricType: t.string({
        description: 'Its kind: `mean`, `funnel`, `ratio` or `retention`. Null for older kinds.',
        nullable: true,
        resolve: ({ row }) => row.metric_type ?? null,
      }),
      events: t.stringList({
        description: 'Names of the events it uses.',
        resolve: ({ row }) => row.events ?? [],
      }),
      actionIds: t.intList({
        description: "PostHog's numbers of the actions it uses.",
        resolve: ({ row }) => row.action_ids ?? [],
      }),
      usedAsPrimary: t.int({
        description: 'Number of experiments that use it as a primary metric.',
        nullable: true,
        resolve: ({ row }) => row.used_as_primary ?? null,
      }),
      usedAsSecondary: t.int({
        description: 'Number of experiments that use it as a secondary metric.',
        nullable: true,
        resolve: ({ row }) => row.used_as_secondary ?? null,
      }),
      lastUsedAt: t.field({
        type: 'DateTime',
        description: 'When it was last attached to an experiment. Null if it never was.',
        nullable: true,
        resolve: ({ row }) => row.last_used_at ?? null,
      }),
      matchesMetricEvent: t.boolean({
        description: 'Whether it uses the requested event. Null if none was requested.',
        nullable: true,
        resolve: ({ row }) => row.matches_metric_event ?? null,
      }),
      metricEventRoles: t.stringList({
        description:
          "The requested event's roles in the metric, as PostHog names them. Null if no event was requested.",
        nullable: true,
        resolve: ({ row }) => row.metric_event_roles ?? null,
      }),
    }),
  });

builder.objectType(SetupSharedMetricsRef, {
  description: 'Shared metrics an experiment could use.',
  fields: (t) => ({
    metricEvent: t.string({
      description: 'The requested event. Null if none was requested.',
      nullable: true,
      resolve: ({ row }) => row.metric_event ?? null,
    }),
    metricEventMatchTruncated: t.boolean({
      description: 'Whether more metrics use the event than `metrics` contains.',
      nullable: true,
      resolve: ({ row }) => row.metric_event_match_truncated ?? null,
    }),
    metrics: t.field({
      type: [SetupSharedMetricRef],
      description: 'The metrics. Those that use the event come first.',
      resolve: ({ projectId, row }) =>
        (row.metrics ?? []).map((metric) => ({ projectId, row: metric })),
    }),
  }),
});
