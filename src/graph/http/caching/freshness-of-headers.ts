import type { FreshnessPolicy } from '../../../posthog/request/plan.ts';

/**
 * How old an answer the caller takes, from the request's `Cache-Control`: `no-cache` and `max-age=N`
 * (seconds) as HTTP means them, `stale-if-error=0` for no old answers at all.
 */
export function freshnessOfHeaders(headers: Pick<Headers, 'get'>): FreshnessPolicy | undefined {
  const control = headers.get('cache-control')?.toLowerCase();
  if (control === undefined) return undefined;
  const maxAge = /\bmax-age=(\d{1,9})\b/.exec(control)?.[1];
  const maxAgeMs = /\bno-(cache|store)\b/.test(control)
    ? 0
    : maxAge === undefined
      ? undefined
      : Number(maxAge) * 1_000;
  return { maxAgeMs, staleOk: !/\bstale-if-error=0\b/.test(control) };
}
