import type { GraphContext } from '../../../context/context.ts';
import { builder } from '../../../core/builder.ts';
import { needsDetail } from '../../../planner/field-cost.ts';
import { withDetail } from '../../experiment/loader.ts';
import { reachesPlan } from '../../experiment/planned-end.ts';
import { ExperimentRef, type ExperimentNode } from '../../experiment/ref.ts';
import { MetricRole } from '../../metric/enums.ts';
import { metricsOf } from '../../metric/from-experiment.ts';
import { isPrimary } from '../../metric/node.ts';
import { loadMeasured, mostPeople, type MeasuredMetric } from '../result/evidence.ts';
import { compareAll } from './compare.ts';
import { ExperimentResultsRef, ResultCorrection } from './type.ts';

builder.objectField(ExperimentRef, 'results', (t) =>
  t.field({
    type: ExperimentResultsRef,
    description:
      'The newest results of all its metrics, optionally corrected for their number. Null before the launch. Costs 1 upstream call besides the detail, shared with `Metric.latestResult`, and 1 for each metric missing from the newest recalculation or outdated in it.',
    nullable: true,
    args: {
      correction: t.arg({
        type: ResultCorrection.ref,
        required: true,
        defaultValue: 'none',
        description:
          'How to correct p-values for the number of comparisons. The family is all comparisons that this field returns.',
      }),
      role: t.arg({
        type: MetricRole.ref,
        description:
          'Compare only by primary or only by secondary metrics. By all if omitted, which makes the family larger.',
      }),
    },
    extensions: {
      upstream: {
        ...needsDetail.upstream,
        calls: [
          { operation: 'experiments_metrics_recalculation_latest_retrieve', once: 'Experiment' },
        ],
      },
    },
    volatile: ({ row }) => row.start_date != null && row.end_date == null,
    resolve: async (node, { correction, role }, context) => {
      if (node.row.start_date == null) return null;
      const row = await withDetail(node, context, 'metrics');
      const metrics = row ? metricsOf(node.projectId, row) : [];
      const wanted = metrics.filter(
        (metric) => role == null || (role === 'primary') === isPrimary(metric),
      );
      const measured = await loadMeasured(context, wanted);
      return { ...compareAll(measured, correction), ...timingOf(node, measured, context) };
    },
  }),
);

/** Whether results are read before the planned end, and what that means. */
function timingOf(
  { row }: ExperimentNode,
  measured: readonly MeasuredMetric[],
  { clock }: GraphContext,
) {
  const reached = reachesPlan(row, mostPeople(measured), () => clock.now);
  if (reached === true) return { beforePlannedEnd: false, note: null };
  const advice =
    '`interval` and `significant` hold at one moment fixed beforehand; until then use `sequentialInterval`.';
  return reached === null
    ? { beforePlannedEnd: null, note: `No running time was planned. ${advice}` }
    : { beforePlannedEnd: true, note: `The planned end is not reached. ${advice}` };
}
