import { varianceOf } from './arithmetic.ts';
import { peopleIn, type Arms } from './comparison.ts';

/** Sample-size constant of PostHog's running-time calculator: about 80 % power at a level of 5 %. */
const POWER_CONSTANT = 16;

/** A forecast beyond ten years only means that there is no relevant difference. */
const HORIZON_DAYS = 3_650;

/** The period over which the people in a result were collected, in days. */
export interface Gathering {
  /** From the launch to the last data of the result. */
  readonly elapsed: number;
  /** From the last data of the result to now. */
  readonly since: number;
}

/**
 * Days from now until the observed effect would be significant if it persists: PostHog's
 * running-time formula N = ceil(k · 16 · V / d²) over all k arms, with the largest observed
 * difference of means for d and the baseline's observed variance for V, divided by the number of
 * people exposed per day so far. 0 once a variant is significant; null where a difference, a
 * variance or exposures are missing, and beyond ten years.
 * @param isProportion true for funnels
 */
export function daysToSignificance(
  { baseline, variants }: Arms,
  { elapsed, since }: Gathering,
  isProportion: boolean,
): number | null {
  if (variants.some(({ significant }) => significant === true)) return 0;
  if (!baseline || !(elapsed > 0)) return null;
  const gathered = peopleIn({ baseline, variants });
  const needed = peopleNeeded({ baseline, variants }, isProportion);
  if (needed === null || gathered === 0) return null;
  const days = Math.ceil(((needed - gathered) / gathered) * elapsed - since);
  if (days > HORIZON_DAYS) return null;
  // The newest result is not significant, so the forecast is at least one day, even if the formula
  // is already satisfied.
  return Math.max(1, days);
}

function peopleNeeded({ baseline, variants }: Arms, isProportion: boolean): number | null {
  const variance = baseline && varianceOf(baseline, isProportion);
  const control = baseline?.mean ?? null;
  if (control === null || variance === null || !(variance > 0)) return null;
  const difference = Math.max(
    0,
    ...variants.map(({ mean }) => (mean === null ? 0 : Math.abs(mean - control))),
  );
  if (difference === 0) return null;
  return Math.ceil(((POWER_CONSTANT * variance) / difference ** 2) * (variants.length + 1));
}
