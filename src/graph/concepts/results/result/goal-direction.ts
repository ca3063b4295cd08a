import { relativeChange } from './arithmetic.ts';
import type { Arm, ChangeDirectionValue, MetricGoalValue } from './comparison.ts';

/** The relative change from the baseline's mean; null where either mean is unknown. */
export function deltaOf(baseline: Arm | null, arm: Arm): number | null {
  return relativeChange(baseline?.mean ?? null, arm.mean);
}

/** Whether a change goes in the direction of the metric's goal. */
export function directionOf(
  delta: number | null,
  goal: MetricGoalValue | null,
): ChangeDirectionValue | null {
  if (delta === null || goal === null) return null;
  if (delta === 0) return 'unchanged';
  return delta > 0 === (goal === 'increase') ? 'better' : 'worse';
}

/**
 * The probability of a change in the direction of the goal. PostHog reports the probability of an
 * increase, whatever the goal (docs/posthog/results.md#bayesian-variants).
 */
export function chanceToImprove(
  chanceToWin: number | null,
  goal: MetricGoalValue | null,
): number | null {
  if (chanceToWin === null || goal === null) return null;
  return goal === 'increase' ? chanceToWin : 1 - chanceToWin;
}
