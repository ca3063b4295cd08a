import { isCurrent, type MetricNode } from '../../metric/node.ts';
import type { GoalInterpretation } from './comparison.ts';

/** What results of a metric are read by: its goal (increase unless it says otherwise) and the experiment's statistics. */
export function interpretationOf({ metric, use }: MetricNode): GoalInterpretation {
  return {
    goal: (isCurrent(metric) ? metric.goal : null) ?? 'increase',
    stats: use?.experiment.row.stats_config ?? null,
  };
}
