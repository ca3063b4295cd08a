import { isPostHogFailure } from '../../errors/errors.ts';
import { isStopping } from '../../errors/failure-table.ts';
import type { UpstreamAnswer } from '../../request/exchange.ts';

/**
 * What one call says about the health of PostHog:
 * - `answered`: PostHog answered, be it with a refusal
 * - `slow`: it answered, after most of the time that a call may take
 * - `failed`: something in front of PostHog answered in its place (502, 503, 504), or the connection was lost
 * - `unreached`: there was no connection, whatever the call was
 * - `timed-out`: no answer, after most of the time that a call may take
 * - `silent`: nothing, as when the caller left or the key is unknown
 */
export type Verdict = 'answered' | 'slow' | 'failed' | 'unreached' | 'timed-out' | 'silent';

/** How a call ended, as a value: an answer, or else an error. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly answer?: UpstreamAnswer;
  readonly error?: unknown;
}

/** Failures of the network before anything is sent, which no call can be the cause of. */
const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Statuses that PostHog's own code gives for a fault in one endpoint. Every other 5xx is of a server in front of it. */
const OF_ONE_ENDPOINT: ReadonlySet<string> = new Set(['HTTP_500', 'HTTP_501']);

/**
 * What a failed call says.
 * @param ms how long it took
 * @param slowMs from when on a call counts as slow
 */
export function verdictOf(error: unknown, ms: number, slowMs: number): Verdict {
  if (!isPostHogFailure(error)) return 'silent';
  switch (error.kind) {
    case 'unavailable':
      if (UNREACHED.has(error.reason)) return 'unreached';
      return OF_ONE_ENDPOINT.has(error.reason) ? 'answered' : 'failed';
    case 'timeout':
      // A call that was begun shortly before the deadline of its request says nothing.
      return !isStopping(error) && ms >= slowMs ? 'timed-out' : 'silent';
    case 'cancelled':
    // The answer to a key that anybody can make up: it neither proves nor disproves that PostHog works.
    case 'unauthenticated':
      return 'silent';
    default:
      return 'answered';
  }
}
