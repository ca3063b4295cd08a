import { ageOf, type Age } from '../../posthog/layers/cache/age.ts';
import type { Clock } from '../context/clock.ts';
import { wireEnum } from './wire-enum.ts';

export const StaleReason = wireEnum('StaleReason', 'Why something may be out of date.', {
  recalculating: [
    'RECALCULATING',
    'A series was thrown away to be computed again, and has not been finished.',
  ],
  experiment_ended: [
    'EXPERIMENT_ENDED',
    'The experiment ended: the last day of its series is final.',
  ],
  stopped_updating: [
    'STOPPED_UPDATING',
    'The launch is more than 60 days ago: PostHog no longer computes the series daily. Ask for a recalculation.',
  ],
  UPSTREAM_DOWN: [
    'UPSTREAM_DOWN',
    'PostHog could not be reached or was failing, so this is what was read before.',
  ],
  RATE_LIMITED: ['RATE_LIMITED', 'PostHog throttled the key, so this is what was read before.'],
  BUDGET_SPENT: [
    'BUDGET_SPENT',
    "Nothing was left of the key's calls, so this is what was read before.",
  ],
});

/**
 * The age of an answer of PostHog's, or of a row of one; where it is unknown, the row counts as
 * read now.
 */
export function rowAge(row: object, clock: Clock): Age {
  return ageOf(row) ?? { asOf: clock.now.getTime() };
}
