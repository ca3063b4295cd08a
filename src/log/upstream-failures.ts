import type { Logger } from 'pino';
import type { Observer } from '../instrumentation/observer.ts';
import type { UpstreamCallRecord } from '../instrumentation/upstream-call.ts';

/** Milliseconds in which failures of one kind have one line: PostHog can fail thousands of times a second. */
const QUIET_MS = 10_000;

interface Recent {
  loggedAt: number;
  /** Failures since that line. */
  unlogged: number;
}

/**
 * Logs calls that PostHog did not answer, or answered with a failure of its own. Refusals that concern the caller, such as
 * 404, are none.
 */
export class UpstreamFailureLog implements Observer {
  readonly #log: Logger;
  readonly #now: () => number;
  /** By code, status and reason, of which there are few. */
  readonly #recent = new Map<string, Recent>();

  /** @param now in milliseconds, for the time between two lines */
  constructor(log: Logger, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  callEnded(call: UpstreamCallRecord): void {
    if (!isUpstreamFailure(call)) return;
    const { failure, status, reason } = call;
    const kind = `${failure} ${status} ${reason}`;
    const now = this.#now();
    const recent = this.#recent.get(kind);
    if (recent && now - recent.loggedAt < QUIET_MS) {
      recent.unlogged += 1;
      return;
    }
    this.#recent.set(kind, { loggedAt: now, unlogged: 0 });
    const line = {
      requestId: call.cause?.request?.id,
      traceId: call.cause?.request?.traceId,
      failure,
      status,
      reason,
      operation: call.operation,
      project: call.project,
      attempt: call.attempt,
      ms: Math.round(call.ms ?? 0),
      ...(recent && recent.unlogged > 0 && { unlogged: recent.unlogged }),
    };
    this.#log.warn(line, 'a call to PostHog failed');
  }
}

function isUpstreamFailure({ failure, status, isAbandoned }: UpstreamCallRecord): boolean {
  if (failure === undefined || isAbandoned) return false;
  return status === undefined || status === 429 || status >= 500 || status < 400;
}
