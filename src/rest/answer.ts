import type { IncomingMessage } from 'node:http';
import { etagOf, matchesEtag } from '../http/etag.ts';
import { ageOf } from '../posthog/layers/cache/age.ts';
import type { UpstreamLedger } from '../posthog/request/ledger.ts';
import type { Operation } from '../posthog/api/operations.ts';
import type { Reply } from './envelope.ts';

/** The status of PostHog's answer; 200 when the answer came from the cache (fresh or stale) or was shared. */
export function restStatusOf({ log }: UpstreamLedger): number {
  const status = log.at(-1)?.status ?? 200;
  return status < 300 ? status : 200;
}

/** Headers that report an answer's age in seconds (`Age`) and why it is stale (`X-Stale-Reason`). */
export function ageHeaders(answer: unknown, now: number): Record<string, string> {
  const age = typeof answer === 'object' && answer !== null ? ageOf(answer) : undefined;
  if (!age) return {};
  return {
    age: String(Math.max(0, Math.floor((now - age.asOf) / 1_000))),
    ...(age.staleReason !== undefined && { 'x-stale-reason': age.staleReason }),
  };
}

/** The reply with its `ETag`, or 304 when the caller already has it. Only answers to GET have an `ETag`. */
export function conditional(reply: Reply, operation: Operation, request: IncomingMessage): Reply {
  if (operation.method !== 'GET' || reply.status !== 200) return reply;
  const etag = etagOf(JSON.stringify(reply.body));
  const headers = {
    ...reply.headers,
    etag,
    // A browser may store it but must revalidate it; shared caches must not, since another key must not get it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, origin',
  };
  return matchesEtag(request.headers['if-none-match'], etag)
    ? { status: 304, body: undefined, headers }
    : { ...reply, headers };
}
