import { relativeChange } from './arithmetic.ts';
import type { Arm, DirectionWord, GoalWord, Statistics, Variant } from './comparison.ts';

/** Puts a variant beside its baseline: the change, and whether the metric's goal wants it. */
export function besideBaseline(
  arm: Arm,
  statistics: Statistics,
  baseline: Arm | null,
  goal: GoalWord,
): Variant {
  const delta = relativeChange(baseline?.mean ?? null, arm.mean);
  const { chanceToWin } = statistics;
  return {
    ...arm,
    ...statistics,
    delta,
    direction: delta === null ? null : directionOf(delta, goal),
    // PostHog's chance is that of a rise, whatever the goal.
    chanceToImprove: chanceToWin === null || goal === 'increase' ? chanceToWin : 1 - chanceToWin,
  };
}

function directionOf(delta: number, goal: GoalWord): DirectionWord {
  if (delta === 0) return 'unchanged';
  return delta > 0 === (goal === 'increase') ? 'better' : 'worse';
}
