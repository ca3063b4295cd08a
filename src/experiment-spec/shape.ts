import { z } from 'zod';
import { metricShape, secondaryMetricShape } from './metric-shape.ts';

const name = z.string().trim().min(1).max(400);
const percentage = z.number().min(0).max(100);

const variant = z
  .strictObject({
    key: name.describe('Key of the variant, as the flag answers it.'),
    name: z.string().nullish().describe('Name for people.'),
    rolloutPercentage: percentage.describe('Share of the people; all variants sum to 100.'),
    payload: z
      .unknown()
      .optional()
      .describe('JSON value that the flag answers with the variant, of any type.'),
  })
  .describe('One variant of the flag.');

const flag = z.strictObject({
  variants: z
    .array(variant)
    .min(2)
    .max(20)
    .optional()
    .describe('The variants of the flag, in order.'),
  rolloutPercentage: percentage
    .optional()
    .describe('Share of the people who are admitted, by the first release condition.'),
  aggregationGroupTypeIndex: z
    .int()
    .min(0)
    .max(4)
    .nullish()
    .describe('Index of the group type that is split in place of people; null for people.'),
  ensureExperienceContinuity: z
    .boolean()
    .nullish()
    .describe('Whether people stay in their variant when they log in; null is the same as false.'),
});

const sharedMetric = z
  .strictObject({
    name: name.describe('Name of a shared metric of the project.'),
    role: z
      .enum(['primary', 'secondary', 'guardrail'])
      .default('primary')
      .describe(
        'What the metric is for. A guardrail is a secondary metric that must not get worse; the shared metric must have the tag `guardrail` in PostHog, or the word in its name.',
      ),
  })
  .describe('A shared metric that the experiment uses.');

const statsConfig = z.looseObject({
  method: z
    .enum(['bayesian', 'frequentist'])
    .nullish()
    .describe('Statistical method; null leaves it as it is.'),
  bayesian: z.unknown().optional().describe('Settings of the Bayesian method: ci_level.'),
  frequentist: z.unknown().optional().describe('Settings of the frequentist method: alpha.'),
  cuped: z.unknown().optional().describe('Variance reduction by earlier values: enabled.'),
  baseline_variant_key: z
    .string()
    .nullish()
    .describe('Key of the variant with which the others are compared.'),
});

const exposureCriteria = z.looseObject({
  exposure_config: z
    .unknown()
    .optional()
    .describe("What counts as an exposure, in PostHog's form."),
  filterTestAccounts: z
    .boolean()
    .nullish()
    .describe("Whether the project's test accounts are left out; null leaves it as it is."),
  multiple_variant_handling: z
    .string()
    .nullish()
    .describe('What happens with people who saw several variants: exclude or first_seen.'),
});

const runningTime = z.looseObject({
  minimum_detectable_effect: z
    .number()
    .nullish()
    .describe('Smallest effect of interest, in percent.'),
  recommended_running_time: z.number().nullish().describe('Planned duration, in days.'),
  recommended_sample_size: z.number().nullish().describe('Planned people, all variants together.'),
  exposure_estimate_config: z
    .unknown()
    .optional()
    .describe("What the plan was computed from, in PostHog's form."),
});

/** The shape of {@link Spec}. Every property has a description, which the published JSON Schema shows. */
export const specShape = z.strictObject({
  name: name.describe('Name of the experiment, which identifies it together with featureFlagKey.'),
  featureFlagKey: name.describe(
    'Key of its feature flag. A flag that does not exist is created with the experiment.',
  ),
  description: z.string().trim().max(3_000).nullish().describe('The hypothesis.'),
  kind: z
    .enum(['product', 'web'])
    .optional()
    .describe('Kind of experiment. It cannot be changed after the creation.'),
  flag: flag.optional().describe('Settings of the feature flag.'),
  metrics: z.array(metricShape).optional().describe('The primary metrics that it owns.'),
  secondaryMetrics: z
    .array(secondaryMetricShape)
    .optional()
    .describe('The secondary metrics that it owns.'),
  sharedMetrics: z
    .array(sharedMetric)
    .optional()
    .describe('The shared metrics that it uses, by name.'),
  holdout: name.nullish().describe('Name of its holdout; null for none.'),
  statsConfig: statsConfig.optional().describe("Statistical settings, in PostHog's form."),
  exposureCriteria: exposureCriteria
    .optional()
    .describe("Who counts as exposed, in PostHog's form."),
  runningTime: runningTime.optional().describe("The plan of its running time, in PostHog's form."),
  excludedVariants: z
    .array(z.string().describe('Key of a variant.'))
    .optional()
    .describe('Variants that are left out of the analysis.'),
  onlyCountMaturedUsers: z
    .boolean()
    .optional()
    .describe('Whether only people count whose conversion window is over.'),
  tags: z
    .array(z.string().trim().toLowerCase().describe('A tag.'))
    .optional()
    .describe('Tags, in lower case.'),
});

/**
 * An experiment as code: its definition without ids, dates and results. Fields that are left out
 * stay unchanged.
 */
export type Spec = z.infer<typeof specShape>;
export type SpecVariant = z.infer<typeof variant>;
