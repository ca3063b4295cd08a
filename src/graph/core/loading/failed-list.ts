import { isPostHogFailure, type PostHogFailure } from '../../../posthog/errors/errors.ts';

/** Rows that are read by themselves at most in place of a list that failed. */
const MOST_ALONE = 20;

/** PostHog's refusal for one object or one kind of objects, which another object may be exempt from. */
const byAccessControl = /access to this resource/i;

/**
 * True when a row that is read by itself would fail as the list did: the reason is the key, the project, PostHog as a
 * whole or the request. A 500 is not among them, nor an answer that cannot be read: one row of the list may be the cause.
 */
function isOfEveryRow(failure: PostHogFailure): boolean {
  switch (failure.kind) {
    case 'unauthenticated':
    case 'rate-limited':
    case 'budget-exceeded':
    case 'budget-skipped':
    case 'timeout':
    case 'cancelled':
      return true;
    case 'unavailable':
      return failure.reason !== 'HTTP_500';
    case 'forbidden':
      return !byAccessControl.test(failure.message);
    default:
      return false;
  }
}

/**
 * The answers for rows whose list failed. What failed for every row is the answer for each. Else one row is tried by
 * itself, and if PostHog answers that, up to {@link MOST_ALONE} in all; the list's failure is the answer for the rest.
 * A list that does not exist, because its project does not, has no rows.
 */
export async function withoutList<Wanted, Row>(
  wanted: readonly Wanted[],
  failure: Error,
  readAlone: (wanted: Wanted) => Promise<Row | null | Error>,
): Promise<(Row | null | Error)[]> {
  if (isPostHogFailure(failure)) {
    if (failure.kind === 'not-found') return wanted.map(() => null);
    if (isOfEveryRow(failure)) return wanted.map(() => failure);
  }
  const [first, ...others] = wanted;
  if (first === undefined) return [];
  const tried = await readAlone(first);
  if (tried instanceof Error) return [tried, ...others.map(() => failure)];
  const alone = await Promise.all(others.slice(0, MOST_ALONE - 1).map(readAlone));
  return [tried, ...alone, ...others.slice(MOST_ALONE - 1).map(() => failure)];
}
