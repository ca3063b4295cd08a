import { builder } from '../../../core/builder.ts';
import { ExperimentRef } from '../ref.ts';
import { withDetail } from '../loader.ts';
import { specOf } from './from-experiment.ts';
import { isGuardrailName } from '../../../../experiment-spec/guardrail.ts';
import { needsDetail, type FieldUpstream } from '../../../planner/field-cost.ts';
import { roleOf } from '../../metric/metric-of-experiment.ts';
import { taggedGuardrails } from '../../saved-metric/guardrail-tag.ts';

const upstream = {
  ...needsDetail.upstream,
  calls: [{ operation: 'experiment_saved_metrics_list' }],
} satisfies FieldUpstream;

builder.objectField(ExperimentRef, 'spec', (t) =>
  t.field({
    type: 'JSON',
    description:
      'The experiment as code: name, flag, metrics and settings, without IDs, dates and results. Keys are always in the same order. Shared metrics and the holdout are referred to by name. Costs 1 upstream call besides the detail, for tags, if there are shared secondary metrics: `guardrail` is the role of those with the tag, if the tags can be read. `planExperiment` and `applyExperiment` accept it.',
    nullable: true,
    extensions: { upstream },
    resolve: async (node, _args, context) => {
      const row = await withDetail(node, context, 'saved_metrics');
      if (!row) return null;
      const numbers = row.saved_metrics
        .filter((link) => roleOf(link) === 'secondary' && !isGuardrailName(link.name))
        .map(({ saved_metric: number }) => number);
      const tagged = await taggedGuardrails(context, node.projectId, numbers);
      return specOf(row, tagged ?? undefined);
    },
  }),
);
