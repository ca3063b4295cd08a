import { builder } from '../../../core/builder.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { MetricNode } from '../../metric/node.ts';
import { MetricRef } from '../../metric/ref.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { MetricResultNode } from '../result/metric-result.ts';
import { readComparison } from '../result/read.ts';
import { MetricResultRef } from '../result/ref.ts';
import { MetricRunStatus } from './enums.ts';
import { metricOfRun, metricOfRunCall } from './from-run.ts';
import { MetricRunRef, type MetricRunNode } from './ref.ts';

function metricOf(
  { projectId, run, row }: MetricRunNode,
  context: GraphContext,
): Promise<MetricNode | null> {
  return metricOfRun({ projectId, experimentId: run.experiment_id }, row.metric_uuid, context);
}

builder.objectType(MetricRunRef, {
  description: "One metric's part in a recalculation of all metrics.",
  fields: (t) => ({
    metricUuid: t.string({
      description: "PostHog's ID of the metric.",
      resolve: ({ row }) => row.metric_uuid,
    }),
    metric: t.field({
      type: MetricRef,
      description:
        "The metric. Null if it was removed since. Read with the experiment's detail, which costs 1 upstream call unless this request already has it.",
      nullable: true,
      extensions: metricOfRunCall('MetricsRecalculation'),
      resolve: (node, _args, context) => metricOf(node, context),
    }),
    ...MetricRunStatus.fields(t, 'status', {
      description: 'Status of this metric.',
      word: ({ row }) => row.status,
    }),
    result: t.field({
      type: MetricResultRef,
      description:
        'The result. Null until it is computed. Costs the same as `metric`, which provides the goal and the level of the intervals.',
      nullable: true,
      extensions: metricOfRunCall('MetricsRecalculation'),
      resolve: async (node, _args, context) => {
        const { row, run } = node;
        const metric = row.result && (await metricOf(node, context));
        if (!metric || !row.result) return null;
        return new MetricResultNode(readComparison(row.result, interpretationOf(metric)), {
          source: 'recalculation',
          get until() {
            const until = run.query_to ?? run.completed_at;
            return until === null ? null : new Date(until);
          },
          date: null,
          get error() {
            return row.error_message;
          },
        });
      },
    }),
    errorMessage: t.string({
      description: 'Why the metric could not be computed.',
      nullable: true,
      resolve: ({ row }) => row.error_message,
    }),
  }),
});
