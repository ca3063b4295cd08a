import { readCacheControl } from '../http/cache-control.ts';
import type { FreshnessPolicy } from '../posthog/request/plan.ts';

/**
 * How old an answer a caller takes, from the request's `Cache-Control`. Without a word, PostHog is
 * asked each time and its failures are passed on, as a caller who came from PostHog expects;
 * `max-age=N` takes what was read up to N seconds ago, `stale-if-error` something older rather than
 * an error (RFC 9111, RFC 5861).
 */
export function freshnessFor(cacheControl: string | undefined): FreshnessPolicy {
  const { maxAge = 0, staleIfError = 0 } = readCacheControl(cacheControl);
  return { maxAgeMs: maxAge * 1_000, staleOk: staleIfError > 0 };
}
