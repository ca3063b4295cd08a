import type { CallOutcome } from '../../instrumentation/instrumentation.ts';
import type { UpstreamCallStart } from '../../instrumentation/upstream-call.ts';
import { isPostHogFailure } from '../errors/errors.ts';
import { failureTable } from '../errors/failure-table.ts';
import type { UpstreamRequest } from '../request/exchange.ts';

/** What observers learn of an attempt before it is sent: nothing that a caller wrote, apart from the project. */
export function callOf({
  operation,
  target,
  ledger,
  progress,
}: UpstreamRequest): UpstreamCallStart {
  return {
    operation: operation.id,
    method: operation.method,
    route: operation.path,
    project: PROJECT.exec(target)?.[1],
    cause: ledger.cause,
    attempt: progress.attempt,
    budgetWaitMs: progress.budgetWaitMs,
  };
}

const PROJECT = /^\/api\/(?:projects|environments)\/([^/?]{1,64})/;

/** How an attempt that succeeded ended. */
export const answeredOutcome = (status: number | undefined): CallOutcome => ({
  status,
  failure: undefined,
  reason: undefined,
  isAbandoned: false,
});

/** How an attempt that failed ended. */
export function failedOutcome(error: unknown): CallOutcome {
  if (!isPostHogFailure(error))
    return { ...answeredOutcome(undefined), failure: 'INTERNAL_SERVER_ERROR' };
  return {
    status: error.status,
    failure: failureTable[error.kind].code,
    reason: error.kind === 'unavailable' ? error.reason : undefined,
    isAbandoned: error.kind === 'cancelled',
  };
}
