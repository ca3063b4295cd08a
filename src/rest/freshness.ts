import type { FreshnessPolicy } from '../posthog/request/plan.ts';

const PAST_ITS_FRESHNESS = /\bstale-if-error(=0*[1-9]\d*)?(?![=\w])/;

/**
 * How old an answer the caller accepts, from the request's `Cache-Control`. Without that header, PostHog is
 * called each time and its failures are passed on, as callers of PostHog's own API expect; `max-age=N` accepts
 * answers that are up to N seconds old, `stale-if-error` accepts a stale answer instead of an error (RFC 9111,
 * RFC 5861).
 */
export function freshnessFor(cacheControl: string | undefined): FreshnessPolicy {
  const control = cacheControl?.toLowerCase() ?? '';
  const maxAge = /\bmax-age=(\d{1,9})\b/.exec(control)?.[1] ?? '0';
  const refuses = /\bno-(cache|store)\b/.test(control);
  return {
    maxAgeMs: refuses ? 0 : Number(maxAge) * 1_000,
    staleOk: PAST_ITS_FRESHNESS.test(control),
  };
}
