import { readOr } from '../../../core/malformed.ts';
import { goalOf, type MetricNode } from '../../metric/node.ts';
import { confidenceLevel, type GoalInterpretation, type MetricGoalValue } from './comparison.ts';

const goals: Readonly<Record<string, MetricGoalValue>> = {
  increase: 'increase',
  decrease: 'decrease',
};

/**
 * The settings by which results of a metric are interpreted: its goal (increase by default) and the
 * experiment's statistics. Read when they are needed: where one does not fit, only what depends on it fails.
 */
export function interpretationOf({ metric, use }: MetricNode): GoalInterpretation {
  return {
    get goal() {
      return goals[goalOf(metric) ?? ''] ?? null;
    },
    get stats() {
      return use?.experiment.row.stats_config ?? null;
    },
  };
}

const sound = new WeakMap<GoalInterpretation, boolean>();

/** True where no setting fails when it is read. */
export function isSound(interpretation: GoalInterpretation): boolean {
  let known = sound.get(interpretation);
  if (known === undefined) {
    known = readOr(() => {
      void interpretation.goal;
      confidenceLevel('bayesian', interpretation.stats);
      confidenceLevel('frequentist', interpretation.stats);
      return true;
    }, false);
    sound.set(interpretation, known);
  }
  return known;
}
