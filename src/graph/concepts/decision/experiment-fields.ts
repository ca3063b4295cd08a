import { builder } from '../../core/builder.ts';
import { needsDetail, type FieldUpstream } from '../../planner/field-cost.ts';
import { withDetail } from '../experiment/loader.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { metricsOf } from '../metric/from-experiment.ts';
import { assess } from './assess.ts';
import type { Criterion } from './criteria.ts';
import { decide, type Decision } from './decide.ts';
import { CriterionName, Recommendation } from './enums.ts';

const CriterionRef = builder.objectRef<Criterion>('DecisionCriterion').implement({
  description: 'One condition of a decision.',
  fields: (t) => ({
    name: t.field({
      type: CriterionName.ref,
      description: 'The condition.',
      resolve: ({ name }) => name,
    }),
    met: t.exposeBoolean('met', {
      description:
        'Whether it is met. Null if that is not known, or if another condition must be met first.',
      nullable: true,
    }),
    detail: t.exposeString('detail', { description: 'The facts, in English.' }),
  }),
});

const DecisionRef = builder.objectRef<Decision>('Decision').implement({
  description:
    'What to do with an experiment, worked out from its metrics, its split and its plan. Computed by this API; docs/deciding.md has the rules.',
  fields: (t) => ({
    recommendation: t.field({
      type: Recommendation.ref,
      description: 'What to do.',
      resolve: ({ recommendation }) => recommendation,
    }),
    variant: t.exposeString('variant', {
      description: 'Key of the variant to ship. Null unless the recommendation is SHIP.',
      nullable: true,
    }),
    because: t.exposeString('because', { description: 'The reasons, in English.' }),
    criteria: t.field({
      type: [CriterionRef],
      description: 'The conditions it depends on, in the order in which they were considered.',
      resolve: ({ criteria }) => [...criteria],
    }),
    wouldChangeWith: t.stringList({
      description: 'What would change the recommendation, in English.',
      resolve: ({ wouldChangeWith }) => [...wouldChangeWith],
    }),
    asOf: t.expose('asOf', {
      type: 'DateTime',
      description:
        'All results that it rests on include data up to this moment: of the primary metrics and guardrails the oldest counts. Null before there are results.',
      nullable: true,
    }),
  }),
});

const upstream = {
  ...needsDetail.upstream,
  calls: [
    { operation: 'experiments_metrics_recalculation_latest_retrieve', once: 'Experiment' },
    { operation: 'experiment_saved_metrics_list' },
  ],
} satisfies FieldUpstream;

builder.objectField(ExperimentRef, 'decision', (t) =>
  t.field({
    type: DecisionRef,
    description:
      'One recommendation from the verdicts, the split, the guardrails and the planned running time, in the order invalid, harmful, ready to ship, hold. A guardrail is a secondary metric with the word "guardrail" in its name, or a shared one with the tag `guardrail`. Before the planned end only always-valid intervals count. Computed by this API. Null for a draft. Costs 1 upstream call besides the detail, shared with `Metric.latestResult`, 1 for each metric missing from the newest recalculation or outdated in it, and 1 for the tags if there are shared secondary metrics.',
    nullable: true,
    extensions: { upstream },
    volatile: ({ row }) => row.start_date != null,
    resolve: async (node, _args, context) => {
      if (node.row.start_date == null) return null;
      const row = await withDetail(node, context, 'metrics');
      if (!row) return null;
      return decide(await assess(context, row, metricsOf(node.projectId, row)));
    },
  }),
);
