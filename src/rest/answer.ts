import type { IncomingMessage } from 'node:http';
import { etagOf, matchesEtag } from '../http/etag.ts';
import { ageOf } from '../posthog/layers/cache/age.ts';
import type { UpstreamLedger } from '../posthog/request/ledger.ts';
import type { Operation } from '../posthog/api/operations.ts';
import type { Reply } from './envelope.ts';

/** Status PostHog gave an answer with; 200 when the answer was at hand or shared, or an old one stands in for a failure. */
export function restStatusOf({ log }: UpstreamLedger): number {
  const status = log.at(-1)?.status ?? 200;
  return status < 300 ? status : 200;
}

/** How old an answer is, and why it is not newer: `Age` in seconds, `X-Stale-Reason`. */
export function ageHeaders(answer: unknown, now: number): Record<string, string> {
  const age = typeof answer === 'object' && answer !== null ? ageOf(answer) : undefined;
  if (!age) return {};
  return {
    age: String(Math.max(0, Math.floor((now - age.asOf) / 1_000))),
    ...(age.staleReason !== undefined && { 'x-stale-reason': age.staleReason }),
  };
}

/** The reply with its `ETag`, or 304 when the caller has exactly that. Only what GET reads has one. */
export function conditional(reply: Reply, operation: Operation, request: IncomingMessage): Reply {
  if (operation.method !== 'GET' || reply.status !== 200) return reply;
  const etag = etagOf(JSON.stringify(reply.body));
  const headers = {
    ...reply.headers,
    etag,
    // A browser may keep it, but has to ask whether it still holds; another key must not get it.
    'cache-control': 'private, no-cache',
    vary: 'authorization, origin',
  };
  return matchesEtag(request.headers['if-none-match'], etag)
    ? { status: 304, body: undefined, headers }
    : { ...reply, headers };
}
