import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { withDetail } from '../experiment/loader.ts';
import { encodeGlobalId, localId } from '../../core/global-id.ts';
import { MetricRole } from '../metric/enums.ts';
import { metricsOf } from '../metric/from-experiment.ts';
import { roleOf } from '../metric/metric-of-experiment.ts';
import { MetricRef } from '../metric/ref.ts';
import { savedMetricLoader } from './loader.ts';
import { SavedMetricLinkRef, SavedMetricRef } from './ref.ts';
import { assumedRows, oneCall, needsDetail } from '../../planner/field-cost.ts';

builder.objectType(SavedMetricLinkRef, {
  description: 'The use of a shared metric in one experiment.',
  fields: (t) => ({
    id: t.id({
      description: 'Globally unique ID of the link, for caches.',
      resolve: ({ experiment: { projectId }, link }) =>
        encodeGlobalId('SavedMetricLink', localId({ projectId, posthogId: link.id })),
    }),
    posthogId: t.int({
      description: "PostHog's number of the link (not of the metric).",
      resolve: ({ link }) => link.id,
    }),
    name: t.string({
      description: 'Name of the shared metric. Free.',
      resolve: ({ link }) => link.name,
    }),
    role: t.field({
      type: MetricRole.ref,
      description: "The metric's role in this experiment.",
      resolve: ({ link }) => roleOf(link),
    }),
    experiment: t.field({
      type: ExperimentRef,
      description: 'The experiment that uses the metric.',
      extensions: { upstream: { brings: 'detail' } },
      resolve: ({ experiment }) => experiment,
    }),
    metric: t.field({
      type: MetricRef,
      description:
        'The metric in this experiment, with its results. It is also listed in `metrics`.',
      nullable: true,
      resolve: async ({ experiment, link }, _args, context) => {
        const row = await withDetail(experiment, context, 'metrics');
        const metrics = row ? metricsOf(experiment.projectId, row) : [];
        return metrics.find(({ use }) => use?.link === link) ?? null;
      },
    }),
    savedMetricId: t.id({
      description: 'The `id` of the shared metric. Free.',
      resolve: ({ experiment: { projectId }, link }) =>
        encodeGlobalId('SavedMetric', localId({ projectId, posthogId: link.saved_metric })),
    }),
    savedMetric: t.field({
      type: SavedMetricRef,
      description:
        "The shared metric itself. Costs 1 upstream call, also for several shared metrics if they are among the project's first hundred.",
      nullable: true,
      extensions: oneCall('experiment_saved_metrics_retrieve'),
      resolve: async ({ experiment: { projectId }, link }, _args, context) => {
        const key = { projectId, posthogId: link.saved_metric };
        const row = await savedMetricLoader(context).load(key);
        return row && { projectId, row };
      },
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the metric was attached.',
      resolve: ({ link }) => link.created_at,
    }),
    metadata: t.field({
      type: 'JSON',
      description:
        'Role and settings of the link, such as its own breakdowns, as PostHog stores them.',
      nullable: true,
      resolve: ({ link }) => link.metadata ?? null,
    }),
    effectiveQuery: t.field({
      type: 'JSON',
      description:
        "The metric with this experiment's settings applied, as PostHog stores it. Null on older servers.",
      nullable: true,
      resolve: ({ link }) => link.effective_query ?? null,
    }),
  }),
});

builder.objectField(ExperimentRef, 'savedMetrics', (t) =>
  t.field({
    type: [SavedMetricLinkRef],
    description:
      "The shared metrics the experiment uses, in the order they were attached. They are also listed in `metrics`. Read with the experiment's detail.",
    nullable: true,
    extensions: { upstream: { ...needsDetail.upstream, rows: assumedRows } },
    resolve: async (experiment, _args, context) => {
      const row = await withDetail(experiment, context, 'saved_metrics');
      return (row?.saved_metrics ?? []).map((link) => ({ experiment, link }));
    },
  }),
);
