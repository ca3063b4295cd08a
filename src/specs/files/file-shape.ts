import { z } from 'zod';
import { specShape } from '../../experiment-spec/shape.ts';
import { guardShape, scheduledEndShape } from '../../guards/shape.ts';

/** What a spec file may ask the status of its experiment to be, in PostHog's words. */
export const desiredStatuses = [
  'draft',
  'running',
  'paused',
  'exposure_frozen',
  'stopped',
] as const;

/** A conclusion, in PostHog's words. */
const conclusions = ['won', 'lost', 'inconclusive', 'stopped_early', 'invalid'] as const;

/** What a spec file has besides the spec. */
const besides = {
  $schema: z
    .string()
    .optional()
    .describe('Where the JSON Schema of this file is, for editors that read it from here.'),
  status: z
    .enum(desiredStatuses)
    .optional()
    .describe(
      'The status that the experiment is to have. Left out: the status is not changed, and a new experiment stays a draft.',
    ),
  conclusion: z
    .enum(conclusions)
    .nullish()
    .describe("The team's conclusion. Only with the status stopped."),
  conclusionComment: z
    .string()
    .trim()
    .max(4_000)
    .nullish()
    .describe('Reasons for the conclusion. Only with the status stopped.'),
  guards: z
    .array(guardShape)
    .max(100)
    .optional()
    .describe(
      'Conditions under which the experiment is paused or ended, or somebody is notified. `watch` evaluates them; they are not stored in PostHog.',
    ),
  scheduledEnd: scheduledEndShape
    .optional()
    .describe(
      'What happens when the planned time is over. `watch` carries it out; it is not stored in PostHog.',
    ),
};

/** The shape of a spec file: one experiment. */
export const specFileShape = specShape.extend(besides);

export type SpecFileContent = z.infer<typeof specFileShape>;
export type DesiredStatus = (typeof desiredStatuses)[number];
export type DesiredConclusion = (typeof conclusions)[number];

/** The properties of a spec file that are not part of the spec. */
export const besidesSpec: ReadonlySet<string> = new Set(Object.keys(besides));
