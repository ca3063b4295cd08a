import { isCurrent, type MetricNode } from '../../metric/node.ts';
import type { GoalInterpretation } from './comparison.ts';

/**
 * The settings by which results of a metric are interpreted: its goal (increase by default) and the
 * experiment's statistics.
 */
export function interpretationOf({ metric, use }: MetricNode): GoalInterpretation {
  return {
    goal: (isCurrent(metric) ? metric.goal : null) ?? 'increase',
    stats: use?.experiment.row.stats_config ?? null,
  };
}
