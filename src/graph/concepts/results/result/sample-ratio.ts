import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * A lower p-value makes chance an unlikely explanation of the split: the usual threshold of
 * sample-ratio tests.
 */
export const SUSPICIOUS_BELOW = 0.001;
/**
 * The chi-square distribution approximates counts well only where every expected count is at least
 * this.
 */
export const MIN_EXPECTED = 5;

export interface ArmCount {
  readonly key: string;
  readonly samples: number;
}

export interface ArmShare {
  readonly key: string;
  /** Share of people this arm should get. Any unit: weights are relative to each other. */
  readonly weight: number;
}

export interface SampleRatio {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly suspicious: boolean;
  readonly arms: readonly {
    readonly key: string;
    readonly observed: number;
    readonly expected: number;
  }[];
}

/**
 * Pearson's chi-square test of the people in each arm against the configured split. Null where the
 * test is meaningless: fewer than two arms, fewer than five people expected in one, or people in an
 * arm that should have none, because the split has changed since.
 */
export function testSampleRatio(
  counts: readonly ArmCount[],
  split: readonly ArmShare[],
): SampleRatio | null {
  const total = counts.reduce((sum, { samples }) => sum + samples, 0);
  const weightOf = new Map(split.map(({ key, weight }) => [key, weight]));
  const weights = counts.reduce((sum, { key }) => sum + (weightOf.get(key) ?? 0), 0);
  const arms = counts.map(({ key, samples }) => ({
    key,
    observed: samples,
    expected: (total * (weightOf.get(key) ?? 0)) / weights,
  }));
  if (arms.length < 2 || arms.some(({ expected }) => !(expected >= MIN_EXPECTED))) return null;
  const chiSquare = arms.reduce(
    (sum, { observed, expected }) => sum + (observed - expected) ** 2 / expected,
    0,
  );
  const degreesOfFreedom = arms.length - 1;
  // The upper tail itself: 1 minus the lower tail is 0 for what is smaller than 1e-16.
  const pValue = gammainc(chiSquare / 2, degreesOfFreedom / 2, true, true);
  return { chiSquare, degreesOfFreedom, pValue, suspicious: pValue < SUSPICIOUS_BELOW, arms };
}
