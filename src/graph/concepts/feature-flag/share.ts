/** A variant in any of PostHog's forms: of a flag, and as experiments keep a copy of it. */
interface Shared {
  readonly rollout_percentage?: number | null;
  readonly split_percent?: unknown;
}

/**
 * The percentage of admitted people who get a variant. PostHog's newer name for it is `split_percent`; the older one
 * wins where both are there. Null where a variant has neither.
 */
export function shareOf({
  rollout_percentage: share,
  split_percent: split,
}: Shared): number | null {
  if (share != null) return share;
  const number = typeof split === 'string' && split.trim() !== '' ? Number(split) : split;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
