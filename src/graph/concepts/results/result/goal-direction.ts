import { relativeChange } from './arithmetic.ts';
import type {
  Arm,
  ChangeDirectionValue,
  Interval,
  MetricGoalValue,
  Statistics,
} from './comparison.ts';

/** The relative change from the baseline's mean; null where either mean is unknown. */
export function deltaOf(baseline: Arm | null, arm: Arm): number | null {
  return relativeChange(baseline?.mean ?? null, arm.mean);
}

type Described = Pick<Statistics, 'interval' | 'chanceToWin'> & { readonly delta: number | null };

/**
 * The relative change that PostHog's statistics describe, and that `significant` is about: the middle of the interval.
 * With CUPED that is a change of adjusted means, which differs from `delta` and can have the other sign
 * (docs/posthog/results.md#variance-reduction). Without an interval it is `delta`, unless the chance to win contradicts
 * its sign: then only the sign of the change is known, and this is null.
 */
export function estimatedChange({ interval, chanceToWin, delta }: Described): number | null {
  if (interval) return middleOf(interval);
  if (delta === null || chanceToWin === null) return delta;
  return Math.sign(delta) === Math.sign(chanceToWin - EVEN_CHANCE) ? delta : null;
}

/** A number with the sign of the change that PostHog's statistics describe; null where there are neither statistics nor means. */
export function estimatedSign({ interval, chanceToWin, delta }: Described): number | null {
  if (interval) return middleOf(interval);
  return chanceToWin === null ? delta : chanceToWin - EVEN_CHANCE;
}

/** The chance to win without any change. */
const EVEN_CHANCE = 0.5;

const middleOf = ({ lower, upper }: Interval): number => (lower + upper) / 2;

/** Whether a change, or a number with its sign, goes in the direction of the metric's goal. */
export function directionOf(
  change: number | null,
  goal: MetricGoalValue | null,
): ChangeDirectionValue | null {
  if (change === null || goal === null) return null;
  if (change === 0) return 'unchanged';
  return change > 0 === (goal === 'increase') ? 'better' : 'worse';
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
