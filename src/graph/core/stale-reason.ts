import { ageOf, type Age } from '../../posthog/layers/cache/age.ts';
import type { Clock } from '../context/clock.ts';
import type { Types } from './builder.ts';
import { wireEnum } from './wire-enum.ts';

export const StaleReason = wireEnum('StaleReason', 'Why data may be out of date.', {
  recalculating: [
    'RECALCULATING',
    'A series was discarded to be recomputed, and the recalculation has not finished.',
  ],
  experiment_ended: [
    'EXPERIMENT_ENDED',
    'The experiment has ended: the last day of its series is final.',
  ],
  stopped_updating: [
    'STOPPED_UPDATING',
    'The experiment was launched more than 60 days ago, so PostHog no longer computes the series daily. Request a recalculation.',
  ],
  UPSTREAM_DOWN: [
    'UPSTREAM_DOWN',
    'PostHog was unreachable or failing, so cached data was returned.',
  ],
  RATE_LIMITED: ['RATE_LIMITED', 'PostHog throttled the key, so cached data was returned.'],
  BUDGET_SPENT: [
    'BUDGET_SPENT',
    "The key's budget of calls was used up, so cached data was returned.",
  ],
});

/** The fields that say when an object was read, and whether it is stale: the same on every type that has them. */
export const staleness = <Node extends { readonly row: object }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Node>,
) => ({
  asOf: t.field({
    type: 'DateTime',
    description: 'When PostHog returned this data: now, or earlier if it was cached.',
    resolve: ({ row }, _args, { clock }) => new Date(rowAge(row, clock).asOf),
  }),
  isStale: t.boolean({
    description:
      'True if the data has outlived its cache lifetime and could not be refreshed; `staleReason` says why.',
    resolve: ({ row }, _args, { clock }) => rowAge(row, clock).staleReason !== undefined,
  }),
});

/**
 * The age of an answer of PostHog's, or of a row of one; where it is unknown, the row counts as
 * read now.
 */
export function rowAge(row: object, clock: Clock): Age {
  return ageOf(row) ?? { asOf: clock.now.getTime() };
}
