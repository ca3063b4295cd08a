import { builder } from '../../core/builder.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { withDetail } from '../experiment/loader.ts';
import { assumedRows, needsDetail } from '../../planner/field-cost.ts';
import { MetricRole } from './enums.ts';
import { metricsOf } from './from-experiment.ts';
import { findMetric, MetricRef } from './ref.ts';

builder.objectFields(ExperimentRef, (t) => ({
  metrics: t.field({
    type: [MetricRef],
    description:
      "What it is judged by: its own metrics and the shared ones, primary before secondary, each in display order. Read with the experiment's detail.",
    nullable: true,
    args: {
      role: t.arg({ type: MetricRole.ref, description: 'Only primary, or only secondary ones.' }),
    },
    extensions: { upstream: { ...needsDetail.upstream, rows: assumedRows } },
    resolve: async (node, { role }, context) => {
      const row = await withDetail(node, context, 'metrics');
      const metrics = row ? metricsOf(node.projectId, row) : [];
      return role == null ? metrics : metrics.filter(({ use }) => use?.role === role);
    },
  }),
  metric: t.field({
    type: MetricRef,
    description:
      "One of its metrics; null when it has none with this uuid. Read with the experiment's detail.",
    nullable: true,
    args: {
      uuid: t.arg.string({ description: "PostHog's id of the metric.", required: true }),
    },
    extensions: needsDetail,
    resolve: (node, { uuid }, context) => findMetric(node, context, uuid),
  }),
}));
