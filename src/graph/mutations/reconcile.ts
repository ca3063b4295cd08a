import { isPostHogFailure } from '../../posthog/errors/errors.ts';
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
 * @throws UnansweredError with `uncertain: false` when it did not happen, `true` when that cannot be known or
 *   PostHog had said that it was done
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
  // PostHog said that it was done, in words that cannot be read: not to find it proves nothing.
  const saidYes = failure.status !== undefined && failure.status < 300;
  if (found === null) throw new UnansweredError(failure, saidYes);
  return found;
}
