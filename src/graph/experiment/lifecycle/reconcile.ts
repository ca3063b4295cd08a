import { isPostHogFailure } from '../../../posthog/errors.ts';
import type { GraphContext } from '../../context.ts';
import type { PostHogKey } from '../../global-id.ts';
import { IDEMPOTENCY_MS } from '../../mutation/idempotency.ts';
import { UnansweredError } from '../../mutation/uncertain.ts';
import type { ExperimentDetail } from '../loader.ts';

/** How far the clocks of PostHog and this process may be apart. */
const CLOCK_MARGIN_MS = 60_000;

/**
 * A moment before the attempt, whatever the clocks say.
 * @param keyed true when an earlier request may have made the attempt, under the same idempotency key
 */
export function safelyBefore(now: Date, keyed: boolean): Date {
  return new Date(now.getTime() - CLOCK_MARGIN_MS - (keyed ? IDEMPOTENCY_MS : 0));
}

/**
 * Finds out what became of a write whose answer did not arrive, by reading; never by writing again.
 * @param error the failure of the write, or the error of an earlier look for it
 * @param find gives what the write left, or null when it left nothing
 * @throws UnansweredError with `uncertain: false` when it did not happen, `true` when that cannot be known
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
  if (found === null) throw new UnansweredError(failure, false);
  return found;
}

/** The experiment as PostHog has it at this moment; null when it is deleted or unknown. */
export async function readExperiment(
  context: GraphContext,
  { projectId, posthogId }: PostHogKey,
): Promise<ExperimentDetail | null> {
  try {
    return await context.posthog.call('experiments_retrieve', {
      path: { project_id: projectId, id: posthogId },
    });
  } catch (error) {
    if (isPostHogFailure(error) && error.kind === 'not-found') return null;
    throw error;
  }
}
