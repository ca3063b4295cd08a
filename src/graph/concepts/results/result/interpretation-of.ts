import { isCurrent, type MetricNode } from '../../metric/node.ts';
import type { Judge } from './comparison.ts';

/** What results of a metric are read by: its goal (increase unless it says otherwise) and the experiment's statistics. */
export function judgeOf({ metric, use }: MetricNode): Judge {
  return {
    goal: (isCurrent(metric) ? metric.goal : null) ?? 'increase',
    stats: use?.experiment.row.stats_config ?? null,
  };
}
