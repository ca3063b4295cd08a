import { z } from 'zod';

/** What became of a firing. */
const firingOutcomes = [
  'NOTIFIED',
  'DONE',
  'ALREADY_DONE',
  'DONE_WITH_ANOTHER',
  'REFUSED',
  'UNCERTAIN',
] as const;

/**
 * A guard or a scheduled end that has fired, as it is stored and reported. NOTIFIED: there was nothing to change. DONE:
 * the experiment was changed. ALREADY_DONE: it was found changed, by this guard or by somebody else. DONE_WITH_ANOTHER: a
 * guard that fired at the same moment acted, so that this one did not. REFUSED: it was refused, and is not tried again.
 * UNCERTAIN: it may have been done, and is not tried again.
 */
export const firingShape = z.object({
  /** The same whoever reports it, and however often. */
  id: z.string(),
  /** When it fired, ISO 8601. */
  at: z.string(),
  projectId: z.string(),
  /** PostHog's number of the experiment. */
  posthogId: z.number(),
  experimentName: z.string(),
  /** Name of the guard, or `scheduled end`. */
  guard: z.string(),
  kind: z.enum(['METRIC', 'FINDING', 'SCHEDULED_END']),
  action: z.enum(['NOTIFY', 'PAUSE', 'END', 'SHIP']),
  /** Key of the variant that is shipped; null for the other actions. */
  variant: z.string().nullable(),
  /** Why it fired, in English, with the numbers. */
  because: z.string(),
  outcome: z.enum(firingOutcomes),
  /** What there is to know about the outcome, in English; null if nothing. */
  note: z.string().nullable(),
});

export type Firing = z.infer<typeof firingShape>;
