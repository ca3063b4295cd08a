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
export function interpretationOf(node: MetricNode): GoalInterpretation {
  return new MetricInterpretation(node);
}

class MetricInterpretation implements GoalInterpretation {
  readonly #node: MetricNode;
  /** Asked for by each variant of each day of a series. */
  #isSound: boolean | undefined;

  constructor(node: MetricNode) {
    this.#node = node;
  }

  get goal(): MetricGoalValue | null {
    return goals[goalOf(this.#node.metric) ?? ''] ?? null;
  }

  get stats(): GoalInterpretation['stats'] {
    return this.#node.use?.experiment.row.stats_config ?? null;
  }

  get isSound(): boolean {
    return (this.#isSound ??= readOr(hasReadableSettings, false, this));
  }
}

function hasReadableSettings({ goal, stats }: GoalInterpretation): boolean {
  void goal;
  confidenceLevel('bayesian', stats);
  confidenceLevel('frequentist', stats);
  return true;
}
