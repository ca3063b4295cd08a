import type { FreshnessPolicy } from '../../request/plan.ts';

/**
 * True for an answer that is new enough: as old as the caller accepts, or else fresh by its kind. How old an answer from
 * later than now is, nobody knows: the clock was set back.
 */
export function isFresh(
  { asOf, freshUntil }: { readonly asOf: number; readonly freshUntil: number },
  { maxAgeMs }: FreshnessPolicy,
  now: number,
): boolean {
  return maxAgeMs === undefined ? now < freshUntil : Math.abs(now - asOf) < maxAgeMs;
}
