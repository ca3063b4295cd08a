import { builder } from '../../../core/builder.ts';
import type { RequestCaution } from '../../../../posthog/api/request-cautions.ts';
import { readOr } from '../../../core/malformed.ts';
import { camelCase } from '../../../core/wire-names.ts';
import type { Wire } from '../../../core/wire.ts';

interface RunningTimeNode {
  readonly result: Wire['RunningTimeCalculationResult'];
  readonly numberOfVariants: number;
  readonly cautions: readonly RequestCaution[];
}

const RunningTimeWarningRef = builder.objectRef<RequestCaution>('RunningTimeWarning').implement({
  description: 'A value of the input that is valid but probably not what was meant.',
  fields: (t) => ({
    field: t.string({
      description: 'The field of the input, such as `minimumDetectableEffect`.',
      resolve: ({ field }) => camelCase(field),
    }),
    message: t.exposeString('message', {
      description: 'What it means and what may be meant, in English.',
    }),
  }),
});

/** The largest `Int` of GraphQL. */
const MOST_PEOPLE = 2 ** 31 - 1;

const isTooLarge = ({ recommended_sample_size: size }: RunningTimeNode['result']) =>
  size != null && size > MOST_PEOPLE;

/** A number of people or days; null for a negative one, which PostHog calculates from a funnel's baseline above 1. */
const withoutNegative = (value: number | null | undefined): number | null =>
  value != null && value >= 0 ? value : null;

/** The required number of people; null where it is not known, or is more than an `Int` can say. */
const sampleSizeOf = ({ result }: RunningTimeNode): number | null =>
  isTooLarge(result) ? null : withoutNegative(result.recommended_sample_size);

/** Of a number of people that no experiment has. */
const beyondInt = ({ recommended_sample_size: size }: RunningTimeNode['result']) => ({
  field: 'minimum_detectable_effect',
  message: `${size} people would be required, more than \`recommendedSampleSize\` can say. The effect is in percent, and may be too small to be detected.`,
});

export const RunningTimeRef = builder.objectRef<RunningTimeNode>('RunningTime').implement({
  description:
    'Number of people and days an experiment needs, at 5 % significance and about 80 % power.',
  fields: (t) => ({
    baselineValue: t.float({
      description:
        "The baseline used, in the metric's unit; for a funnel, a share from 0 to 1. Null if there are no samples.",
      nullable: true,
      resolve: ({ result }) => result.baseline_value,
    }),
    variance: t.float({
      description: 'The variance used. Null for funnels, where the value implies it.',
      nullable: true,
      resolve: ({ result }) => result.variance,
    }),
    recommendedSampleSize: t.int({
      description:
        'Required number of people, in all arms together. Null if it cannot be determined, such as for a funnel baseline above 1, or if it is larger than 2,147,483,647, which `warnings` says.',
      nullable: true,
      resolve: sampleSizeOf,
    }),
    recommendedSampleSizePerVariant: t.int({
      description:
        'Required number of people in each arm: `recommendedSampleSize` divided among `numberOfVariants`, rounded up. Computed by this API.',
      nullable: true,
      resolve: (node) => {
        const size = sampleSizeOf(node);
        return size === null ? null : Math.ceil(size / node.numberOfVariants);
      },
    }),
    numberOfVariants: t.exposeInt('numberOfVariants', {
      description: 'Number of arms it was calculated for, including the baseline.',
    }),
    recommendedRunningTimeDays: t.float({
      description:
        'Required number of days at the given exposure rate, which is of all arms together. Null if no rate was given.',
      nullable: true,
      resolve: ({ result }) => withoutNegative(result.recommended_running_time_days),
    }),
    warnings: t.field({
      type: [RunningTimeWarningRef],
      description:
        'Values that are probably not what was meant: a minimum detectable effect below 1 %, which is usually a fraction given for percent, a baseline above 1 of a funnel or retention metric, an increase of such a baseline beyond 1, or a sample size that is too large for an `Int`.',
      resolve: ({ cautions, result }) => [
        ...cautions,
        ...(readOr(() => isTooLarge(result), false) ? [beyondInt(result)] : []),
      ],
    }),
  }),
});
