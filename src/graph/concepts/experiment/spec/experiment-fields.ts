import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../ref.ts';
import { withDetail } from '../loader.ts';
import { specOf } from './from-experiment.ts';
import { needsDetail } from '../../../planner/field-cost.ts';

builder.objectField(ExperimentRef, 'spec', (t) =>
  t.field({
    type: 'JSON',
    description:
      'The experiment as code: name, flag, metrics and settings, without IDs, dates and results. Keys are always in the same order. Shared metrics and the holdout are referred to by name. `planExperiment` and `applyExperiment` accept it.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const row = await withDetail(node, context, 'saved_metrics');
      return row && specOf(row);
    },
  }),
);
