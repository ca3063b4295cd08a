import { builder } from '../../../core/builder.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { MetricNode } from '../../metric/node.ts';
import { MetricRef } from '../../metric/ref.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { MetricResultNode } from '../result/metric-result.ts';
import { readComparison } from '../result/read.ts';
import { MetricResultRef } from '../result/ref.ts';
import { MetricRunStatus } from './enums.ts';
import { metricOfRun } from './from-run.ts';
import { MetricRunRef, type MetricRunNode } from './ref.ts';

function metricOf(
  { projectId, run, row }: MetricRunNode,
  context: GraphContext,
): Promise<MetricNode | null> {
  return metricOfRun({ projectId, experimentId: run.experiment_id }, row.metric_uuid, context);
}

builder.objectType(MetricRunRef, {
  description: 'What one metric came to in a run over all metrics.',
  fields: (t) => ({
    metricUuid: t.string({
      description: "PostHog's id of the metric.",
      resolve: ({ row }) => row.metric_uuid,
    }),
    metric: t.field({
      type: MetricRef,
      description:
        "The metric; null when it was removed since. Read with the experiment's detail, which is 1 upstream call unless this document has it already.",
      nullable: true,
      resolve: (node, _args, context) => metricOf(node, context),
    }),
    status: t.field({
      type: MetricRunStatus.ref,
      description: 'Where it stands.',
      resolve: ({ row }) => MetricRunStatus.read(row.status),
    }),
    result: t.field({
      type: MetricResultRef,
      description:
        'The result; null until it is computed. Costs what `metric` costs: the goal and the level of the intervals are read from there.',
      nullable: true,
      resolve: async (node, _args, context) => {
        const { row, run } = node;
        const metric = row.result && (await metricOf(node, context));
        if (!metric || !row.result) return null;
        const until = run.query_to ?? run.completed_at;
        return new MetricResultNode(readComparison(row.result, interpretationOf(metric)), {
          source: 'recalculation',
          until: until === null ? null : new Date(until),
          date: null,
          error: row.error_message,
        });
      },
    }),
    errorMessage: t.string({
      description: 'Why it could not be computed.',
      nullable: true,
      resolve: ({ row }) => row.error_message,
    }),
  }),
});
