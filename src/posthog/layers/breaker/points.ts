import type { Verdict } from './outcome.ts';

/** Failures in a row after which a circuit opens. */
export const ENOUGH_POINTS = 5;

/** What a failure counts for: a call that ran into its time limit has cost its caller more than one that failed at once. */
export const pointsOf = (verdict: Verdict): number => (verdict === 'timed-out' ? 2 : 1);
