import studentT from '@stdlib/stats-base-dists-t';

/** A ratio that was measured once a round, and how sure it is. */
export interface RatioEstimate {
  /** e to the power of the mean of the logarithms: the geometric mean of the ratios. */
  readonly ratio: number;
  /** The interval that contains the true ratio in 95 of 100 comparisons. Of one round it is everything. */
  readonly interval: readonly [number, number];
  /** True when the interval does not contain 1. */
  readonly isSignificant: boolean;
  readonly rounds: number;
}

const LEVEL = 0.95;

/**
 * Estimates a ratio from its logarithms, one of each round, by Student's t-distribution. Logarithms, because a ratio
 * and its inverse are then equally far from 1. Undefined without any round.
 */
export function estimateRatio(logarithms: readonly number[]): RatioEstimate | undefined {
  const rounds = logarithms.length;
  if (rounds === 0) return undefined;
  const center = mean(logarithms);
  const margin = rounds === 1 ? Infinity : marginOf(logarithms, center);
  return {
    ratio: Math.exp(center),
    interval: [Math.exp(center - margin), Math.exp(center + margin)],
    isSignificant: Math.abs(center) > margin,
    rounds,
  };
}

function marginOf(values: readonly number[], center: number): number {
  const freedom = values.length - 1;
  const variance = values.reduce((sum, value) => sum + (value - center) ** 2, 0) / freedom;
  return studentT.quantile(1 - (1 - LEVEL) / 2, freedom) * Math.sqrt(variance / values.length);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
