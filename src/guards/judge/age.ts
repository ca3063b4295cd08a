const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/**
 * Hours after which results are too old to act on. PostHog's daily job computes them up to midnight, two hours
 * later, so that just before the next job they are 26 hours old; it may be late by 10 more. The moment up to which a day
 * has data is given 14 hours early at a project in UTC, since the time zone is not known.
 */
const OLDEST_HOURS = 50;

/** Whether results with data up to this moment are too old to act on, or older than the launch. */
export function isOld(asOf: string | null, startDate: string | null, now: Date): boolean {
  if (asOf === null || startDate === null) return true;
  const until = Date.parse(asOf);
  return until <= Date.parse(startDate) || now.getTime() - until > OLDEST_HOURS * HOUR_MS;
}

/** The sentence for results that are too old. */
export const oldText = (asOf: string | null): string =>
  asOf === null
    ? 'PostHog does not say up to when the results have data.'
    : `The results have data up to ${asOf}, which is more than ${OLDEST_HOURS} hours ago or before the launch.`;
