import type { FreshnessPolicy } from '../../request/plan.ts';

/** True for an answer that is new enough: as old as the caller accepts, or else fresh by its kind. */
export function isFresh(
  { asOf, freshUntil }: { readonly asOf: number; readonly freshUntil: number },
  { maxAgeMs }: FreshnessPolicy,
  now: number,
): boolean {
  return maxAgeMs === undefined ? now < freshUntil : now - asOf < maxAgeMs;
}
