import type { Operation } from './operation.ts';
import type { RequestRecord } from './request-record.ts';
import type { UpstreamCallRecord } from './upstream-call.ts';

/**
 * Observes what a server does: the log, traces, metrics. The methods are called synchronously, in the order of events, and
 * should do little. What they throw is reported and harms nothing.
 */
export interface Observer {
  /** A request has arrived; nothing of it was checked. */
  requestStarted?(request: RequestRecord): void;
  /** The response was sent, or the caller has left. Operations of a caller that has left may end later. */
  requestEnded?(request: RequestRecord): void;
  /** An operation of any API, a check of a poller and a call of an MCP tool; what it is may be known only at its end. */
  operationStarted?(operation: Operation): void;
  operationEnded?(operation: Operation): void;
  /** An attempt to call PostHog. Reads that the cache answers, and refused ones, are none. */
  callStarted?(call: UpstreamCallRecord): void;
  callEnded?(call: UpstreamCallRecord): void;
}
