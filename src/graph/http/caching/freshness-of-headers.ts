import { readCacheControl } from '../../../http/cache-control.ts';
import type { FreshnessPolicy } from '../../../posthog/request/plan.ts';

/**
 * How old an answer the caller takes, from the request's `Cache-Control`: `no-cache` and `max-age=N`
 * (seconds) as HTTP means them, `stale-if-error=0` for no old answers at all.
 */
export function freshnessOfHeaders(headers: Pick<Headers, 'get'>): FreshnessPolicy | undefined {
  const header = headers.get('cache-control');
  if (header === null) return undefined;
  const { maxAge, staleIfError } = readCacheControl(header);
  const maxAgeMs = maxAge === undefined ? undefined : maxAge * 1_000;
  return { maxAgeMs, staleOk: staleIfError !== 0 };
}
