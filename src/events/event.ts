import { z } from 'zod';
import { eventTypeNames } from './event-types.ts';

/** An event, as it is sent to webhooks. */
export const eventShape = z.strictObject({
  id: z
    .string()
    .describe('Identifies the event: the same in every delivery. Also in the header `webhook-id`.'),
  type: z.enum(eventTypeNames).describe('What has happened.'),
  timestamp: z
    .string()
    .describe(
      'When it happened, if PostHog says when, otherwise when it was noticed: ISO 8601, in UTC.',
    ),
  severity: z.enum(['INFO', 'WARNING', 'CRITICAL']).describe('How much it matters.'),
  message: z.string().describe('What has happened, in English.'),
  experiment: z
    .strictObject({
      id: z.string().describe('`id` in the GraphQL API.'),
      posthogId: z.int().describe("PostHog's number for it."),
      projectId: z.string().describe('Number of its project.'),
      name: z.string().describe('Its name.'),
      tags: z.array(z.string()).describe('Its tags.'),
    })
    .describe('The experiment.'),
  data: z
    .record(z.string(), z.unknown())
    .describe('More about it: the documentation lists the properties for each type.'),
});

/** Something that has happened to an experiment. */
export type ExperimentEvent = z.infer<typeof eventShape>;
