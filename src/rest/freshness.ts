import { readCacheControl } from '../http/cache-control.ts';
import type { FreshnessPolicy } from '../posthog/request/plan.ts';

/**
 * How old an answer the caller accepts, from the request's `Cache-Control`. Without that header, PostHog is
 * called each time and its failures are passed on, as callers of PostHog's own API expect; `max-age=N` accepts
 * answers that are up to N seconds old, `stale-if-error` accepts a stale answer instead of an error (RFC 9111,
 * RFC 5861).
 */
export function freshnessFor(cacheControl: string | undefined): FreshnessPolicy {
  const { maxAge = 0, staleIfError = 0 } = readCacheControl(cacheControl);
  return { maxAgeMs: maxAge * 1_000, staleOk: staleIfError > 0 };
}
