import { z } from 'zod';
import { guardShape, scheduledEndShape } from '../guards/shape.ts';

const text = z.string().trim().min(1).max(400);

/** One experiment in a guards file, by exactly one of its names. */
const experimentShape = z
  .strictObject({
    id: z
      .union([z.int().positive(), text])
      .optional()
      .describe("PostHog's number for the experiment, or its `id` in this API."),
    featureFlagKey: text
      .optional()
      .describe(
        'Key of its feature flag. If several experiments use the flag, the running one is meant, or else the newest.',
      ),
    name: text.optional().describe('Its name, exactly.'),
    guards: z.array(guardShape).max(100).optional().describe('What watches it while it runs.'),
    scheduledEnd: scheduledEndShape.optional(),
  })
  .describe('An experiment, by exactly one of `id`, `featureFlagKey` and `name`.');

/** The shape of a guards file. */
export const guardsFileShape = z.strictObject({
  $schema: z
    .string()
    .optional()
    .describe('Where the JSON Schema of this file is, for editors that read it from here.'),
  experiments: z
    .array(experimentShape)
    .max(1_000)
    .describe('The experiments that are watched, each at most once.'),
});

export type GuardsFileEntry = z.infer<typeof experimentShape>;
