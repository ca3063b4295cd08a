import { varianceOf } from './arithmetic.ts';
import type { Arms } from './comparison.ts';

/** Sample-size constant of PostHog's running-time calculator: about 80 % power at a level of 5 %. */
const POWER_CONSTANT = 16;

/**
 * Days from now until the observed effect would be significant, if it holds: PostHog's running-time
 * formula N = ceil(k · 16 · V / d²) over all arms, with the observed difference of the means for d and
 * the baseline's observed variance for V, divided by the people exposed a day so far. 0 once a variant is
 * significant; null where an effect, a variance or exposures are missing.
 * @param elapsedDays days the samples took to gather
 * @param isProportion true for funnels
 */
export function daysToSignificance(
  { baseline, variants }: Arms,
  elapsedDays: number,
  isProportion: boolean,
): number | null {
  if (variants.some(({ significant }) => significant === true)) return 0;
  if (!baseline || baseline.mean === null) return null;
  const control = baseline.mean;
  const difference = Math.max(
    0,
    ...variants.map(({ mean }) => (mean === null ? 0 : Math.abs(mean - control))),
  );
  const variance = varianceOf(baseline, isProportion);
  const gathered = [baseline, ...variants].reduce((sum, { samples }) => sum + samples, 0);
  const perDay = gathered / elapsedDays;
  if (
    variance === null ||
    !(variance > 0) ||
    !(difference > 0) ||
    !(perDay > 0) ||
    elapsedDays <= 0
  )
    return null;
  const arms = variants.length + 1;
  const needed = Math.ceil(((POWER_CONSTANT * variance) / difference ** 2) * arms);
  // Not significant yet, so it cannot be today, also where the formula was met a little early.
  return Math.max(1, Math.ceil((needed - gathered) / perDay));
}
