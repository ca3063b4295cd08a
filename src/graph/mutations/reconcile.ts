import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors/errors.ts';
import { IDEMPOTENCY_MS } from './idempotency.ts';
import { UnansweredError } from './uncertain.ts';

/** How far the clocks of PostHog and this process may be apart. */
const CLOCK_MARGIN_MS = 60_000;

/**
 * A moment before the attempt, whatever the clocks say.
 * @param keyed true when an earlier request may have made the attempt, under the same idempotency key
 */
export function safelyBefore(now: Date, keyed: boolean): Date {
  return new Date(now.getTime() - CLOCK_MARGIN_MS - (keyed ? IDEMPOTENCY_MS : 0));
}

/** True for a row of this name that was made at or after a moment. */
export function isNew(
  row: { readonly name: string; readonly created_at: string },
  name: string,
  since: Date,
): boolean {
  return row.name === name && Date.parse(row.created_at) >= since.getTime();
}

/**
 * Finds out what became of a write whose answer did not arrive, by reading; never by writing again.
 * @param error the failure of the write, or the error of an earlier look for it
 * @param find gives what the write left, or null when it left nothing
 * @throws UnansweredError with `uncertain: false` when it did not happen, `true` when that cannot be known,
 *   PostHog may still be at work on it or had said that it was done
 * @throws the failure itself when the write certainly did not reach PostHog
 */
export async function reconcile<Found>(
  error: unknown,
  find: () => Promise<Found | null>,
): Promise<Found> {
  const failure = error instanceof UnansweredError ? error.failure : error;
  if (!isPostHogFailure(failure) || !failure.uncertain) throw failure;
  let found: Found | null;
  try {
    found = await find();
  } catch {
    throw new UnansweredError(failure, true);
  }
  if (found === null) throw new UnansweredError(failure, !saidNo(failure));
  return found;
}

/** Statuses of proxies that have stopped waiting for PostHog. */
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([504, 524]);

/**
 * True when a write is over and was not said to be done, so that not to find it proves that it did not happen.
 * Without an answer, or with that of a proxy that stopped waiting, PostHog may be at work on it still; and an
 * answer with a 2xx status that cannot be read says that it was done.
 */
function saidNo({ status }: PostHogFailure): boolean {
  return status !== undefined && status >= 300 && !GATEWAY_TIMEOUTS.has(status);
}
