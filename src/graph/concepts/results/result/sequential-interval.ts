import { varianceOf } from './arithmetic.ts';
import type { Arm, Interval } from './comparison.ts';
import { deltaOf } from './goal-direction.ts';

/**
 * The number of people at which the sequence is tightest, over both arms. It must not depend on the data, so it is a
 * constant and the same for all experiments.
 */
export const TIGHTEST_AT = 5_000;

/**
 * An always-valid interval for the relative change: a term of an asymptotic confidence sequence, the Gaussian mixture of
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (Time-uniform central limit theory and asymptotic confidence
 * sequences, Annals of Statistics 52(6), 2024, theorem 2.2). All intervals of an experiment cover the true change
 * together with the probability `level`, however often they are read.
 *
 * With n people in both arms, alpha = 1 − level, e the relative change and v its variance by the delta method
 * (docs/posthog/results.md#arithmetic), it is e ± √v · √(2(nρ² + 1)/(nρ²) · ln(√(nρ² + 1)/alpha)), where
 * ρ² = (−2 ln alpha + ln(−2 ln alpha + 1))/N makes it tightest at N people (there, appendix B).
 * @param tightestAt N
 * @returns null where a mean or a variance is missing, or the baseline is zero
 */
export function sequentialInterval(
  baseline: Arm,
  variant: Arm,
  level: number,
  tightestAt = TIGHTEST_AT,
): Interval | null {
  const delta = deltaOf(baseline, variant);
  const error = standardErrorOf(baseline, variant);
  const alpha = 1 - level;
  if (delta === null || error === null || !(alpha > 0)) return null;
  const fromAlpha = -2 * Math.log(alpha);
  const people = baseline.samples + variant.samples;
  const scaled = (people * (fromAlpha + Math.log(fromAlpha + 1))) / tightestAt;
  const width =
    error * Math.sqrt(((2 * (scaled + 1)) / scaled) * Math.log(Math.sqrt(scaled + 1) / alpha));
  return Number.isFinite(width) ? { lower: delta - width, upper: delta + width, level } : null;
}

/** The standard error of the relative change, by the delta method; null where it is not known. */
function standardErrorOf(baseline: Arm, variant: Arm): number | null {
  const [control, test] = [ofMean(baseline), ofMean(variant)];
  if (!control || !test) return null;
  const variance =
    test.variance / control.mean ** 2 + (test.mean ** 2 * control.variance) / control.mean ** 4;
  return variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : null;
}

/** The mean of an arm and the variance of that mean. Only funnels, whose values are 0 or 1, count steps. */
function ofMean(arm: Arm): { readonly mean: number; readonly variance: number } | null {
  const variance = varianceOf(arm, arm.stepCounts !== null);
  return arm.mean === null || variance === null
    ? null
    : { mean: arm.mean, variance: variance / arm.samples };
}
