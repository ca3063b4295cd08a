import { z } from 'zod';

const name = z.string().trim().min(1).max(400);

/** How much worse than the control a variant must be: at least one of the two. */
const threshold = z.strictObject({
  /** A share of the control's value: 0.05 is 5 %. */
  relative: z.number().min(0).max(10).optional(),
  /** In the unit of the metric: 0.01 is one percentage point of a funnel. */
  absolute: z.number().min(0).optional(),
});

/** A condition under which an experiment is to be paused or ended, or somebody is to know. */
export const guardShape = z.strictObject({
  name,
  /** Name or uuid of a metric of the experiment; a guard watches a metric or a finding. */
  metric: name.optional(),
  /** Code of a finding, such as SAMPLE_RATIO_MISMATCH. */
  finding: name.optional(),
  /** Key of the only variant that is watched; by default each variant but the control. */
  variant: name.optional(),
  threshold: threshold.optional(),
  minDays: z.number().min(0).max(365).default(1),
  minPerArm: z.int().min(0).default(100),
  action: z.enum(['NOTIFY', 'PAUSE', 'END']).default('NOTIFY'),
});

/** What happens when the planned time of an experiment is over. */
export const scheduledEndShape = z.strictObject({
  /** A time in ISO 8601; or else `afterDays`. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Days after the start. */
  afterDays: z.number().positive().max(3_650).optional(),
  action: z.enum(['NOTIFY', 'STOP', 'SHIP_WINNER']).default('NOTIFY'),
  /** What is done when there is no winner to ship: nothing but a notification, a stop, or a variant by its key. */
  fallback: z
    .strictObject({ action: z.enum(['NOTIFY', 'STOP', 'SHIP']), variant: name.optional() })
    .optional(),
});

export type Guard = z.infer<typeof guardShape>;
export type ScheduledEnd = z.infer<typeof scheduledEndShape>;
