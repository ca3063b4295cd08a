import { z } from 'zod';

/** A variant that is significant by a metric. */
const significant = z.object({
  metricUuid: z.string(),
  metric: z.string(),
  variant: z.string(),
  direction: z.enum(['BETTER', 'WORSE', 'UNCHANGED']).nullable(),
  /** Relative change, as a fraction. */
  delta: z.number().nullable(),
  /** Whether the always-valid interval excludes zero on the side of the change; null if there is none. */
  alwaysValid: z.boolean().nullable(),
});

const finding = z.object({
  code: z.string(),
  severity: z.enum(['INFO', 'WARNING', 'CRITICAL']),
  message: z.string(),
  metricUuid: z.string().nullable(),
  variantKey: z.string().nullable(),
});

/** What the results of an experiment say. */
const resultFacts = z.object({
  /** Up to when the results have data, ISO 8601; null before there are any. */
  asOf: z.string().nullable(),
  /** Null if no end was planned. */
  beforePlannedEnd: z.boolean().nullable(),
  /** Null for a draft. */
  decision: z
    .object({
      recommendation: z.string(),
      variant: z.string().nullable(),
      because: z.string(),
    })
    .nullable(),
  significant: z.array(significant),
});

/** What events about an experiment are found from. It is JSON, so that it can be stored. */
export const factsShape = z.object({
  id: z.string(),
  posthogId: z.number(),
  projectId: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  /** As `Experiment.status`, such as RUNNING. */
  status: z.string(),
  conclusion: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** When the experiment itself was last changed. Pausing and resuming change its flag alone. */
  changedAt: z.string().nullable(),
  /** How often the flag was changed; null where PostHog does not say, or an earlier version stored these facts. */
  flagVersion: z.number().nullable().default(null),
  /** Null where no running time was planned. */
  plannedEnd: z.string().nullable(),
  /** When it was read. */
  readAt: z.string(),
  /** Null where they could not be read. */
  results: resultFacts.nullable(),
  findings: z.array(finding),
  /** Codes of findings that could not be looked for. */
  unchecked: z.array(z.string()),
  /** Up to when earlier results had data, where that is later than these; ISO 8601. `completed` notes it. */
  seenTo: z.string().optional(),
  /** Findings of the same day that have gone, each with its severity. `completed` notes them. */
  gone: z.array(z.string()).optional(),
});

export type ExperimentFacts = z.infer<typeof factsShape>;
export type FindingFacts = z.infer<typeof finding>;
export type SignificantFacts = z.infer<typeof significant>;
