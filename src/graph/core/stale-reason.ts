import { ageOf, type Age } from '../../posthog/layers/cache/age.ts';
import type { Clock } from '../context/clock.ts';
import type { Types } from './builder.ts';
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

/** When a row was read, and whether it is past its time: the same on each type that says it. */
export const staleness = <Node extends { readonly row: object }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Node>,
) => ({
  asOf: t.field({
    type: 'DateTime',
    description: 'When PostHog gave what is shown of it: now, or earlier where it was kept.',
    resolve: ({ row }, _args, { clock }) => new Date(rowAge(row, clock).asOf),
  }),
  isStale: t.boolean({
    description: 'True when it is past its time, because PostHog could not be asked again.',
    resolve: ({ row }, _args, { clock }) => rowAge(row, clock).staleReason !== undefined,
  }),
});

/** How old an answer of PostHog's, or a row of one, is; made now where nothing else is known. */
export function rowAge(row: object, clock: Clock): Age {
  return ageOf(row) ?? { asOf: clock.now.getTime() };
}
