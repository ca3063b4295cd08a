import { z } from 'zod';
import { APPROVAL_ACTIONS } from '../domain/approvals/policies.ts';

/** Bodies of the control calls (POST /_sandbox/…). Unknown keys are refused, so that typos are noticed. */
export const LOAD = z.strictObject({ given: z.record(z.string(), z.unknown()).default({}) });

export const CLOCK = z.union(
  [
    z.strictObject({ now: z.iso.datetime({ offset: true }) }),
    z.strictObject({ advance: z.string() }),
  ],
  { error: 'send either {"now": "2026-11-28T12:00:00Z"} or {"advance": "14d"}' },
);

/** Maximum injected latency: one hour. */
const MAX_LATENCY_MS = 3_600_000;

export const TRUTH = z.strictObject({
  experiment: z.number().int().positive(),
  story: z.enum(['winner', 'loser', 'undecided']),
  protagonist: z.string().optional(),
  daily_exposures: z.number().int().positive().max(10_000_000).optional(),
});

export const FAULT = z.strictObject({
  match: z
    .strictObject({
      method: z
        .string()
        .transform((method) => method.toUpperCase())
        .optional(),
      path: z
        .string()
        .max(1_000)
        .transform((source, context) => {
          try {
            return new RegExp(source);
          } catch {
            context.addIssue({ code: 'custom', message: 'not a regular expression' });
            return z.NEVER;
          }
        })
        .optional(),
    })
    .default({}),
  times: z.number().int().positive().optional(),
  latency_ms: z.number().nonnegative().max(MAX_LATENCY_MS).optional(),
  status: z.number().int().min(200).max(599).optional(),
  retry_after: z.number().nonnegative().optional(),
  body: z.enum(['truncated', 'html', 'huge', 'slow']).optional(),
  cut: z.boolean().optional(),
});

export const PROFILE = z
  .strictObject({
    fat_lists: z.boolean(),
    seed_endpoints: z.boolean(),
    control_required: z.boolean(),
    rate_limit: z.boolean(),
    retry_after_header: z.boolean(),
    scheduler_down: z.boolean(),
    approvals: z.array(z.enum(APPROVAL_ACTIONS)),
  })
  .partial();
