import type { Wire } from '../../../core/wire.ts';
import type { Totals } from './arithmetic.ts';

export type MetricGoalValue = Wire['ExperimentMetricGoal'];
export type StatsMethodValue = 'bayesian' | 'frequentist';
export type ChangeDirectionValue = 'better' | 'worse' | 'unchanged';

/** The counts of one variant. */
export interface Arm extends Totals {
  readonly key: string;
  readonly mean: number | null;
  readonly stepCounts: readonly number[] | null;
  /** This and the next two are present with CUPED only. */
  readonly covariateSum: number | null;
  readonly covariateSumSquares: number | null;
  readonly covariateSumProduct: number | null;
  readonly failures: readonly Wire['ExperimentStatsValidationFailure'][];
  /** False where reading a property may throw, because a value of PostHog's does not fit. */
  readonly isSound: boolean;
}

export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
}

/** PostHog's statistics for a variant; null where it had too little data. */
export interface Statistics {
  readonly method: StatsMethodValue;
  readonly interval: Interval | null;
  readonly chanceToWin: number | null;
  readonly pValue: number | null;
  readonly significant: boolean | null;
}

/** A variant compared with the baseline. Changes are relative, as fractions. */
export interface Variant extends Arm, Statistics {
  /** Of the plain means. */
  readonly delta: number | null;
  /** The change that the statistics describe, and that `significant` and `direction` are about. */
  readonly estimatedChange: number | null;
  readonly direction: ChangeDirectionValue | null;
  /** An interval that stays valid however often it is read; null without statistics. */
  readonly sequentialInterval: Interval | null;
  readonly chanceToImprove: number | null;
}

/** The arms of one comparison: what the flag splits people among. */
export interface Arms {
  readonly baseline: Arm | null;
  /** Without the holdout: its people take no part, so it is no arm that could win, do harm or be shipped. */
  readonly variants: readonly Variant[];
}

/** What PostHog compares: the arms, and the people of a holdout. */
export interface WithHoldout extends Arms {
  readonly holdout: Variant | null;
}

/** The same comparison restricted to people with one breakdown value. */
export interface Breakdown extends WithHoldout {
  readonly value: readonly string[];
}

/** One metric's result over the data up to one moment, in one shape for every kind and engine. */
export interface Comparison extends WithHoldout {
  readonly breakdowns: readonly Breakdown[];
  /** PostHog's own answer, without SQL, cache keys and the repeated metric definition. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * What the interpretation of a result depends on: the metric's goal, and the experiment's
 * statistics settings.
 */
export interface GoalInterpretation {
  /** Null where the goal is a word that this API does not know: no change is better or worse then. */
  readonly goal: MetricGoalValue | null;
  readonly stats: Wire['ExperimentStatsConfig'] | null;
  /** False where reading a setting may throw, because a value of PostHog's does not fit. Absent where none can. */
  readonly isSound?: boolean;
}

/**
 * Confidence level of the intervals, 0 to 1, by PostHog's settings and defaults. `significant` is
 * judged at the same level.
 */
export function confidenceLevel(
  method: StatsMethodValue,
  stats: GoalInterpretation['stats'],
): number {
  return method === 'frequentist'
    ? 1 - (stats?.frequentist?.alpha ?? 0.05)
    : (stats?.bayesian?.ci_level ?? 0.95);
}

/** The probability of error that belongs to a level. 1 − 0.95 is a little more than 0.05, which nothing at the boundary must pass by. */
export const alphaOf = (level: number): number => Number((1 - level).toPrecision(12));

/**
 * The people that a comparison counts, over all arms.
 * @throws MalformedError where a count does not fit
 */
export const peopleIn = ({ baseline, variants }: Arms): number =>
  variants.reduce((sum, { samples }) => sum + samples, baseline?.samples ?? 0);

/**
 * Whether the always-valid interval of a variant excludes zero on the side of the change that PostHog's statistics
 * describe; false if there is none. It is computed from the plain totals, so with CUPED it can lie on the other side.
 */
export const isAlwaysValid = ({
  sequentialInterval: interval,
  estimatedChange,
}: Variant): boolean =>
  interval !== null &&
  (((estimatedChange ?? 0) > 0 && interval.lower > 0) ||
    ((estimatedChange ?? 0) < 0 && interval.upper < 0));
