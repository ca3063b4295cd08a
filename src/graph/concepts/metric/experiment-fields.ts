import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { withDetail } from '../experiment/loader.ts';
import { assumedRows, needsDetail } from '../../planner/field-cost.ts';
import { readOr } from '../../core/malformed.ts';
import { MetricRole } from './enums.ts';
import { metricsOf } from './from-experiment.ts';
import { findMetric, MetricRef } from './ref.ts';

builder.objectFields(ExperimentRef, (t) => ({
  metrics: t.field({
    type: [MetricRef],
    description:
      "The experiment's own and shared metrics, primary before secondary, each in display order. Read with the experiment's detail.",
    nullable: true,
    args: {
      role: t.arg({
        type: MetricRole.ref,
        description: 'Return only primary or only secondary metrics.',
      }),
    },
    extensions: { upstream: { ...needsDetail.upstream, rows: assumedRows } },
    resolve: async (node, { role }, context) => {
      const row = await withDetail(node, context, 'metrics');
      const metrics = row ? metricsOf(node.projectId, row) : [];
      return role == null
        ? metrics
        : metrics.filter(({ use }) => readOr(() => use?.role, null) === role);
    },
  }),
  metric: t.field({
    type: MetricRef,
    description:
      "One of its metrics. Null if it has none with this UUID. Read with the experiment's detail.",
    nullable: true,
    args: {
      uuid: t.arg.string({ description: "PostHog's ID of the metric.", required: true }),
    },
    extensions: needsDetail,
    resolve: (node, { uuid }, context) => findMetric(node, context, uuid),
  }),
}));
