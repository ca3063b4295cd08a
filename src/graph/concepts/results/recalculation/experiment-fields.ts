import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../../experiment/ref.ts';
import { latestRunLoader, metricsRunLoader } from './loader.ts';
import { MetricsRecalculationRef } from './ref.ts';
import { oneCall, sharedCall } from '../../../planner/field-cost.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

builder.objectFields(ExperimentRef, (t) => ({
  metricsRecalculation: t.field({
    type: MetricsRecalculationRef,
    description:
      'A recalculation of all its metrics. Null if there is none with this ID. Costs 1 upstream call.',
    nullable: true,
    args: {
      id: t.arg.string({ description: "PostHog's `uuid` of the recalculation.", required: true }),
    },
    extensions: oneCall('experiments_metrics_recalculation_retrieve'),
    resolve: async ({ projectId, row }, { id }, context) => {
      if (!UUID.test(id)) return null;
      const experiment = { projectId, posthogId: row.id };
      const run = await metricsRunLoader(context).load({ experiment, uuid: id });
      return run && { projectId, row: run };
    },
  }),
  latestRecalculation: t.field({
    type: MetricsRecalculationRef,
    description:
      'The newest finished recalculation of all its metrics. Null if nothing has ever been computed, and on older servers without recalculations. Costs 1 upstream call, shared with `Metric.latestResult`.',
    nullable: true,
    extensions: sharedCall('experiments_metrics_recalculation_latest_retrieve', 'Experiment'),
    resolve: async ({ projectId, row }, _args, context) => {
      const run = await latestRunLoader(context).load({ projectId, posthogId: row.id });
      return run === null || run === 'unsupported' ? null : { projectId, row: run };
    },
  }),
}));
