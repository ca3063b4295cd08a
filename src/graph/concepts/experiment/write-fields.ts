import type { InputShapeFromFields } from '@pothos/core';
import { builder } from '../../core/builder.ts';
import { VariantInput } from '../feature-flag/variant-input.ts';
import { MetricRole } from '../metric/enums.ts';
import { MetricInput } from '../metric/input/kinds.ts';
import type { InputFields } from '../../mutations/define-mutation.ts';
import { ExperimentConclusion, MultipleVariantHandling, StatsMethod } from './enums.ts';

/** The fields of an experiment that the inputs for creating and updating can set. */
export type WriteValue = InputShapeFromFields<ReturnType<typeof writeFields>> & {
  readonly name?: string | null | undefined;
  readonly featureFlagKey?: string | null | undefined;
  readonly kind?: 'product' | 'web' | null | undefined;
};

const SavedMetricUseInput = builder.inputType('SavedMetricUseInput', {
  description: 'A shared metric to attach.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The `id` or PostHog number of the shared metric.' }),
    role: t.field({
      type: MetricRole.ref,
      description: 'Its role. Defaults to PRIMARY.',
    }),
    metadata: t.field({
      type: 'JSON',
      description: "Further settings of the link in PostHog's format, such as breakdowns.",
    }),
  }),
});

const StatsConfigInput = builder.inputType('StatsConfigInput', {
  description: 'How results are computed.',
  fields: (t) => ({
    method: t.field({
      type: StatsMethod.ref,
      description: "The statistical method. Defaults to the project's setting.",
    }),
    confidenceLevel: t.float({
      description: 'Level of the intervals, between 0 and 1, such as 0.95. Requires `method`.',
    }),
    cupedEnabled: t.boolean({
      description: 'Whether to reduce variance with data from before the experiment (CUPED).',
    }),
    baselineVariantKey: t.string({ description: 'Variant that the others are compared with.' }),
    raw: t.field({
      type: 'JSON',
      description:
        "Further settings in PostHog's format. The typed fields take precedence over them.",
    }),
  }),
});

const ExposureCriteriaInput = builder.inputType('ExposureCriteriaInput', {
  description: 'Who counts as exposed.',
  fields: (t) => ({
    filterTestAccounts: t.boolean({
      description: 'Whether to exclude internal and test accounts.',
    }),
    multipleVariantHandling: t.field({
      type: MultipleVariantHandling.ref,
      description: 'How people who saw more than one variant are handled.',
    }),
    exposureEvent: t.string({
      description: 'Event that counts as an exposure instead of the default.',
    }),
    exposureActionId: t.int({
      description:
        "PostHog's number of an action that counts as an exposure instead of the default.",
    }),
    exposureProperties: t.field({
      type: ['JSON'],
      description: "Filters on that event or action, each in PostHog's format.",
    }),
  }),
});

const RunningTimeInput = builder.inputType('RunningTimePlanInput', {
  description: 'The sample-size plan to save with the experiment.',
  fields: (t) => ({
    minimumDetectableEffect: t.float({
      description: 'Smallest relative change worth detecting, in percent.',
    }),
    recommendedRunningTimeDays: t.float({
      description:
        "Recommended running time in days. PostHog's wire name is `recommended_running_time`.",
    }),
    recommendedSampleSize: t.float({ description: 'Recommended sample size, over all variants.' }),
    exposureEstimateConfig: t.field({
      type: 'JSON',
      description: "How the number of exposures per day was estimated, in PostHog's format.",
    }),
  }),
});

/**
 * Input fields that creating and updating share. In an update, omitted fields stay unchanged and
 * null clears.
 */
export const writeFields = (t: InputFields) => ({
  description: t.string({
    description: 'What is tested and why, up to 3,000 characters. May be empty.',
  }),
  variants: t.field({
    type: [VariantInput],
    description:
      'Variants of the flag, 2 to 20. Their number and keys cannot change after launch. Not allowed when linking an existing flag, whose own variants are used.',
  }),
  rolloutPercentage: t.float({
    description:
      'Percentage of people admitted to the experiment: that of the first release condition.',
  }),
  aggregationGroupTypeIndex: t.int({
    description: 'Index of the group type to bucket instead of people, from 0 to 4.',
  }),
  ensureExperienceContinuity: t.boolean({
    description: 'Whether a person keeps their variant across login.',
  }),
  metrics: t.field({
    type: [MetricInput],
    description:
      'Metrics that decide the experiment, in display order. Replaces all existing ones.',
  }),
  secondaryMetrics: t.field({
    type: [MetricInput],
    description: 'Additional metrics to monitor, in display order. Replaces all existing ones.',
  }),
  savedMetrics: t.field({
    type: [SavedMetricUseInput],
    description: 'Shared metrics to attach. Replaces all existing links.',
  }),
  holdoutId: t.id({
    description: 'The `id` or PostHog number of a holdout. Can only be set before launch.',
  }),
  statsConfig: t.field({ type: StatsConfigInput, description: 'How results are computed.' }),
  exposureCriteria: t.field({ type: ExposureCriteriaInput, description: 'Who counts as exposed.' }),
  runningTime: t.field({ type: RunningTimeInput, description: 'The sample-size plan.' }),
  startDate: t.field({
    type: 'DateTime',
    description:
      'When the experiment started. Setting it launches a draft; use `launchExperiment` to start now.',
  }),
  endDate: t.field({
    type: 'DateTime',
    description:
      'When the experiment ended. Setting it ends a running experiment; null reopens an ended one.',
  }),
  excludedVariants: t.stringList({
    description:
      'Keys of the variants to exclude from the analysis. The baseline cannot be excluded.',
  }),
  onlyCountMaturedUsers: t.boolean({
    description: 'Whether to count only users whose conversion window has passed.',
  }),
  conclusion: t.field({ type: ExperimentConclusion.ref, description: "The team's conclusion." }),
  conclusionComment: t.string({
    description: 'The reasons for the conclusion, up to 4,000 characters.',
  }),
  primaryMetricsOrder: t.stringList({
    description: 'UUIDs of the primary metrics in display order, including shared ones.',
  }),
  secondaryMetricsOrder: t.stringList({
    description: 'UUIDs of the secondary metrics in display order, including shared ones.',
  }),
  tags: t.stringList({
    description: 'Tags, which PostHog converts to lower case. Replaces all existing ones.',
  }),
  repository: t.string({
    description:
      'Repository (`owner/name`) that would receive the pull request that removes the flag.',
  }),
  parameters: t.field({
    type: 'JSON',
    description:
      "Free-form parameters in PostHog's format, such as `variant_notes`. Replaces all existing ones. Settings of the flag have their own fields in this input; those found here are written to the flag, and never to the parameters.",
  }),
  schedulingConfig: t.field({
    type: 'JSON',
    description: "Scheduling settings in PostHog's format.",
  }),
  allowUnknownEvents: t.boolean({
    description: 'Whether to accept metrics on events that have never been received.',
  }),
});
