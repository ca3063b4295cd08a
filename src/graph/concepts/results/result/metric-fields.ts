import { DAY_MS, type Clock } from '../../../context/clock.ts';
import { builder } from '../../../core/builder.ts';
import { statusOf } from '../../experiment/lifecycle/state.ts';
import type { MetricNode } from '../../metric/node.ts';
import { MetricRef } from '../../metric/ref.ts';
import { daysToSignificance } from './days-to-significance.ts';
import { VerdictState } from './enums.ts';
import { interpretationOf } from './interpretation-of.ts';
import { loadLatestResult, loadRunError, NEWEST_FOR_HOURS } from './latest.ts';
import type { MetricResultNode } from './metric-result.ts';
import { MetricResultRef, VerdictRef } from './ref.ts';
import { sharedCall } from '../../../planner/field-cost.ts';
import { verdictOf } from './verdict.ts';

const cost =
  'Costs 1 upstream call for all metrics of an experiment together, and 1 for each metric missing from the newest recalculation, or outdated in it.';

const latestRunCall = sharedCall('experiments_metrics_recalculation_latest_retrieve', 'Experiment');

builder.objectType(VerdictRef, {
  description:
    "What a metric's newest result means for its goal. Computed by this API from PostHog's `significant` and the direction of the change; PostHog does not provide a verdict.",
  fields: (t) => ({
    state: t.field({
      type: VerdictState.ref,
      description: 'The verdict.',
      resolve: ({ state }) => state,
    }),
    variant: t.exposeString('variant', {
      description:
        'Key of the variant the verdict refers to. Among several in the same state, the one that changed most. For NOT_ENOUGH_DATA, the first arm with too little data, including the baseline.',
      nullable: true,
    }),
    because: t.exposeString('because', { description: 'The reasons, as a sentence in English.' }),
  }),
});

builder.interfaceFields(MetricRef, (t) => ({
  latestResult: t.field({
    type: MetricResultRef,
    description: `The newest result of this launch, for the metric as it is defined now: from the newest recalculation of all metrics, or from the last day of the series where the metric is missing from the recalculation, or outdated in it. It is missing if it was not computed, or only before it was changed or before the launch; it is outdated if the recalculation has data up to more than ${NEWEST_FOR_HOURS} hours ago, unless the experiment had ended by then. The series is then used if its last day ends later. Null before the launch (free) and if nothing was computed. ${cost}`,
    nullable: true,
    extensions: latestRunCall,
    resolve: (metric, _args, context) => loadLatestResult(context, metric),
  }),
  resultError: t.string({
    description:
      'Why the newest recalculation of this launch could not compute the metric. Null if it did not fail. `latestResult` is then the last day of the series, or null. Costs 1 upstream call for all metrics of an experiment together, shared with `latestResult`.',
    nullable: true,
    extensions: latestRunCall,
    resolve: (metric, _args, context) => loadRunError(context, metric),
  }),
  verdict: t.field({
    type: VerdictRef,
    description: `What \`latestResult\` means for the goal. Computed by this API. ${cost} Null for the definition of a shared metric.`,
    nullable: true,
    extensions: latestRunCall,
    resolve: async (metric, _args, context) => {
      if (!metric.use) return null;
      const result = await loadLatestResult(context, metric);
      const interpretation = interpretationOf(metric);
      const error = await loadRunError(context, metric);
      return interpretation.goal && verdictOf(result?.comparison ?? null, interpretation, error);
    },
  }),
  daysToSignificance: t.int({
    description: `Days from now until the change observed in \`latestResult\` would become significant if it persists; the largest number if there are several variants; 0 if it already is. Computed by this API with PostHog's running-time formula, k · 16 · V / d² people over k arms (about 80 % power at 5 %), from the observed difference of means d, the baseline's observed variance V, and the number of people exposed per day since the launch. Null unless the experiment is running, if there is no difference, and beyond ten years. ${cost}`,
    nullable: true,
    volatile: isRunning,
    extensions: latestRunCall,
    resolve: async (metric, _args, context) => {
      if (!isRunning(metric)) return null;
      const result = await loadLatestResult(context, metric);
      return result && forecast(metric, result, context.clock);
    },
  }),
}));

const isRunning = ({ use }: MetricNode) =>
  use !== null && statusOf(use.experiment.row) === 'running';

function forecast({ metric, use }: MetricNode, result: MetricResultNode, clock: Clock) {
  const launched = use?.experiment.row.start_date;
  const asOf = result.asOf(clock);
  if (launched == null || asOf === null) return null;
  const gathering = {
    elapsed: (asOf.getTime() - Date.parse(launched)) / DAY_MS,
    since: (clock.now.getTime() - asOf.getTime()) / DAY_MS,
  };
  const isProportion =
    metric.kind === 'ExperimentFunnelsQuery' ||
    ('metric_type' in metric && metric.metric_type === 'funnel');
  return daysToSignificance(result.comparison, gathering, isProportion);
}
