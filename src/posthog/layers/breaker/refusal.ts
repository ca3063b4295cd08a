import type { Operation } from '../../api/operations.ts';
import { CIRCUIT_OPEN, UnavailableError } from '../../errors/errors.ts';

/**
 * The failure of a call that is not sent because PostHog is failing. Nothing has happened, so that it is never uncertain.
 * @param waitMs milliseconds until a call may pass
 */
export function circuitOpen({ id }: Operation, waitMs: number): UnavailableError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new UnavailableError({
    operation: id,
    reason: CIRCUIT_OPEN,
    message: `PostHog is not answering, so nothing was sent. It will be tried again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}
