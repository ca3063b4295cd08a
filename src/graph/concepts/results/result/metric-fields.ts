import type { Clock } from '../../../context/clock.ts';
import { builder } from '../../../core/builder.ts';
import type { MetricNode } from '../../metric/node.ts';
import { MetricRef } from '../../metric/ref.ts';
import { daysToSignificance } from './days-to-significance.ts';
import { VerdictState } from './enums.ts';
import { interpretationOf } from './interpretation-of.ts';
import { loadLatestResult } from './latest.ts';
import type { MetricResultNode } from './metric-result.ts';
import { MetricResultRef, VerdictRef } from './ref.ts';
import { sharedCall } from '../../../planner/field-cost.ts';
import { verdictOf } from './verdict.ts';

const DAY = 86_400_000;
const cost =
  '1 upstream call for all metrics of an experiment together, and 1 per metric that the newest run over all of them lacks.';

const latestRunCall = sharedCall('experiments_metrics_recalculation_latest_retrieve', 'Experiment');

builder.objectType(VerdictRef, {
  description:
    "What a metric's newest result means for its goal. Computed by this API from PostHog's own `significant` and the direction of the change; PostHog has no such word.",
  fields: (t) => ({
    state: t.field({
      type: VerdictState.ref,
      description: 'The verdict in one word.',
      resolve: ({ state }) => state,
    }),
    variant: t.exposeString('variant', {
      description:
        'Key of the variant it speaks of: of several in the same state, the one that moved furthest. For NOT_ENOUGH_DATA the first arm that is short, the baseline included.',
      nullable: true,
    }),
    because: t.exposeString('because', { description: 'The reasons, in an English sentence.' }),
  }),
});

builder.interfaceFields(MetricRef, (t) => ({
  latestResult: t.field({
    type: MetricResultRef,
    description: `Its newest result: of the newest run over all metrics, else the last day of its series. Null before the launch (at no cost) and where nothing was computed. ${cost}`,
    nullable: true,
    extensions: latestRunCall,
    resolve: (metric, _args, context) => loadLatestResult(context, metric),
  }),
  verdict: t.field({
    type: VerdictRef,
    description: `What \`latestResult\` means for the goal, computed by this API. ${cost} Null for the definition of a shared metric.`,
    nullable: true,
    extensions: latestRunCall,
    resolve: async (metric, _args, context) => {
      if (!metric.use) return null;
      const result = await loadLatestResult(context, metric);
      return verdictOf(result?.comparison ?? null, interpretationOf(metric));
    },
  }),
  daysToSignificance: t.int({
    description: `Days from now until the change observed in \`latestResult\` would be significant if it holds, the largest one where there are several variants; 0 once it is. Computed by this API with PostHog's running-time formula, k · 16 · V / d² people over k arms (about 80 % power at 5 %), from the observed difference of means d, the baseline's observed variance V, and the people exposed a day since the launch. Null unless the experiment is running, where there is no difference, and beyond ten years. ${cost}`,
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

const isRunning = ({ use }: MetricNode) => use?.experiment.row.status === 'running';

function forecast({ metric, use }: MetricNode, result: MetricResultNode, clock: Clock) {
  const launched = use?.experiment.row.start_date;
  const asOf = result.asOf(clock);
  if (launched == null || asOf === null) return null;
  const gathering = {
    elapsed: (asOf.getTime() - Date.parse(launched)) / DAY,
    since: (clock.now.getTime() - asOf.getTime()) / DAY,
  };
  const isProportion =
    metric.kind === 'ExperimentFunnelsQuery' ||
    ('metric_type' in metric && metric.metric_type === 'funnel');
  return daysToSignificance(result.comparison, gathering, isProportion);
}
