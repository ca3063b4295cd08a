import { z } from 'zod';
import { findingCodes } from './finding-codes.ts';

const name = z.string().trim().min(1).max(400);

/** How much worse than the baseline a variant must be: by both, where both are given. */
const threshold = z
  .strictObject({
    relative: z
      .number()
      .min(0)
      .max(10)
      .optional()
      .describe("A share of the baseline's mean: 0.05 is 5 % worse."),
    absolute: z
      .number()
      .min(0)
      .optional()
      .describe('In the unit of the metric: 0.01 is one percentage point of a funnel.'),
  })
  .describe('How much worse than the baseline a variant must be, by both if both are given.');

/** A condition under which a running experiment is paused or ended, or somebody is notified. */
export const guardShape = z
  .strictObject({
    name: name.describe('What it is called in the comment, the audit log and notifications.'),
    metric: name
      .optional()
      .describe(
        'Name or `uuid` of the metric that must not get worse. A guard has a metric or a finding.',
      ),
    finding: z
      .enum(findingCodes)
      .optional()
      .describe('Code of the finding that must not occur. A guard has a metric or a finding.'),
    severity: z
      .enum(['INFO', 'WARNING', 'CRITICAL'])
      .optional()
      .describe(
        'The least severity of the finding. By default CRITICAL for PAUSE and END, and any for NOTIFY.',
      ),
    variant: name
      .optional()
      .describe('Key of the only variant that is watched. By default each but the baseline.'),
    threshold: threshold
      .optional()
      .describe('For a metric. By default any amount, as long as it is certain: `relative: 0`.'),
    basis: z
      .enum(['SEQUENTIAL', 'FIXED'])
      .optional()
      .describe(
        "For a metric: the interval that must lie beyond the threshold. SEQUENTIAL, the default, is valid however often it is looked at. FIXED is PostHog's own, which fires falsely more often the more often it is looked at.",
      ),
    minDays: z
      .number()
      .min(0)
      .max(365)
      .optional()
      .describe(
        'Days between the launch and the moment up to which results have data. By default 1 for a metric and 0 for a finding.',
      ),
    minPerArm: z
      .int()
      .min(0)
      .optional()
      .describe('For a metric: people in the variant, and in the baseline. By default 500.'),
    action: z
      .enum(['NOTIFY', 'PAUSE', 'END'])
      .default('NOTIFY')
      .describe(
        'NOTIFY changes nothing, PAUSE turns the flag off until somebody resumes the experiment, END ends it.',
      ),
  })
  .describe(
    'A condition under which a running experiment is paused or ended, or somebody notified.',
  );

/** What happens when the planned time of an experiment is over. */
export const scheduledEndShape = z
  .strictObject({
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('A time in ISO 8601 with an offset. Either this or `afterDays`.'),
    afterDays: z
      .number()
      .positive()
      .max(3_650)
      .optional()
      .describe('Days after the launch, pauses included.'),
    action: z
      .enum(['NOTIFY', 'STOP', 'SHIP_WINNER'])
      .default('NOTIFY')
      .describe(
        'NOTIFY changes nothing, STOP ends the experiment, SHIP_WINNER ships the variant that `Experiment.decision` says to SHIP.',
      ),
    fallback: z
      .strictObject({
        action: z
          .enum(['NOTIFY', 'STOP', 'SHIP'])
          .describe('NOTIFY changes nothing, STOP ends the experiment, SHIP ships `variant`.'),
        variant: name.optional().describe('Key of the variant to ship.'),
      })
      .optional()
      .describe(
        'For SHIP_WINNER: what to do if there is no winner. By default NOTIFY. A test variant is not shipped if the decision is ROLL_BACK or REVIEW.',
      ),
  })
  .describe('What happens when the planned time of an experiment is over.');

export type Guard = z.infer<typeof guardShape>;
export type ScheduledEnd = z.infer<typeof scheduledEndShape>;
