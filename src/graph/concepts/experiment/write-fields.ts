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
      description: 'The part it plays; PRIMARY when left out.',
    }),
    metadata: t.field({
      type: 'JSON',
      description: "Further settings of the link in PostHog's form, such as breakdowns.",
    }),
  }),
});

const StatsConfigInput = builder.inputType('StatsConfigInput', {
  description: 'How results are computed.',
  fields: (t) => ({
    method: t.field({
      type: StatsMethod.ref,
      description: "The project's default when left out.",
    }),
    confidenceLevel: t.float({
      description: 'Level of the intervals, between 0 and 1, such as 0.95. Needs `method`.',
    }),
    cupedEnabled: t.boolean({
      description: 'True reduces variance by data from before the experiment (CUPED).',
    }),
    baselineVariantKey: t.string({ description: 'Variant the others are compared with.' }),
    raw: t.field({
      type: 'JSON',
      description: "Further settings in PostHog's form; the typed fields win over them.",
    }),
  }),
});

const ExposureCriteriaInput = builder.inputType('ExposureCriteriaInput', {
  description: 'Who counts as exposed.',
  fields: (t) => ({
    filterTestAccounts: t.boolean({
      description: 'True leaves internal and test accounts out.',
    }),
    multipleVariantHandling: t.field({
      type: MultipleVariantHandling.ref,
      description: 'What happens to people who saw more than one variant.',
    }),
    exposureEvent: t.string({
      description: 'Event that marks an exposure in place of the default.',
    }),
    exposureActionId: t.int({
      description: "PostHog's number of an action that marks an exposure in place of the default.",
    }),
    exposureProperties: t.field({
      type: ['JSON'],
      description: 'Filters of that event or action, each in PostHog form.',
    }),
  }),
});

const RunningTimeInput = builder.inputType('RunningTimePlanInput', {
  description: 'The sample-size plan to keep with the experiment.',
  fields: (t) => ({
    minimumDetectableEffect: t.float({
      description: 'Smallest relative change worth finding, in percent.',
    }),
    recommendedRunningTimeDays: t.float({
      description: "Days it should run. PostHog's `recommended_running_time`.",
    }),
    recommendedSampleSize: t.float({ description: 'People it needs, all variants together.' }),
    exposureEstimateConfig: t.field({
      type: 'JSON',
      description: 'How the daily exposures were estimated, in PostHog form.',
    }),
  }),
});

/**
 * Input fields that creating and updating share. In an update, omitted fields stay unchanged and
 * null clears.
 */
export const writeFields = (t: InputFields) => ({
  description: t.string({
    description: 'What is tested and why; up to 3,000 characters, may be empty.',
  }),
  variants: t.field({
    type: [VariantInput],
    description:
      "Variants of the flag, 2 to 20. Locked after the launch in number and keys. Not allowed when an existing flag is linked: that one's variants are used.",
  }),
  rolloutPercentage: t.float({
    description:
      'Share of people let into the experiment, in percent: the first release condition.',
  }),
  aggregationGroupTypeIndex: t.int({
    description: 'Group type that is bucketed instead of people, 0 to 4.',
  }),
  ensureExperienceContinuity: t.boolean({
    description: 'True keeps the variant of a person from before to after they log in.',
  }),
  metrics: t.field({
    type: [MetricInput],
    description: 'Metrics that decide the experiment, in display order. Replaces all of them.',
  }),
  secondaryMetrics: t.field({
    type: [MetricInput],
    description: 'Metrics watched besides, in display order. Replaces all of them.',
  }),
  savedMetrics: t.field({
    type: [SavedMetricUseInput],
    description: 'Shared metrics to attach. Replaces all links.',
  }),
  holdoutId: t.id({
    description: 'The `id` or PostHog number of a holdout; only before the launch.',
  }),
  statsConfig: t.field({ type: StatsConfigInput, description: 'How results are computed.' }),
  exposureCriteria: t.field({ type: ExposureCriteriaInput, description: 'Who counts as exposed.' }),
  runningTime: t.field({ type: RunningTimeInput, description: 'The sample-size plan.' }),
  startDate: t.field({
    type: 'DateTime',
    description: 'When it started: setting it launches a draft. `launchExperiment` starts it now.',
  }),
  endDate: t.field({
    type: 'DateTime',
    description:
      'When it ended: setting it stops a running experiment, null reopens a stopped one.',
  }),
  excludedVariants: t.stringList({
    description: 'Keys of variants the analysis leaves out; never the baseline.',
  }),
  onlyCountMaturedUsers: t.boolean({
    description: 'True counts only users whose conversion window has passed.',
  }),
  conclusion: t.field({ type: ExperimentConclusion.ref, description: 'What the team concludes.' }),
  conclusionComment: t.string({ description: 'The reasons; up to 4,000 characters.' }),
  primaryMetricsOrder: t.stringList({
    description: 'Uuids of the primary metrics in display order, shared ones included.',
  }),
  secondaryMetricsOrder: t.stringList({
    description: 'Uuids of the secondary metrics in display order, shared ones included.',
  }),
  tags: t.stringList({ description: 'Tags; PostHog makes them lower-case. Replaces all of them.' }),
  repository: t.string({
    description: "Repository (`owner/name`) that the flag's clean-up pull request would go to.",
  }),
  parameters: t.field({
    type: 'JSON',
    description:
      "Free parameters in PostHog's form, such as `variant_notes`. Replaced as a whole; what belongs to the flag has fields of its own here.",
  }),
  schedulingConfig: t.field({
    type: 'JSON',
    description: "Scheduling settings in PostHog's form.",
  }),
  allowUnknownEvents: t.boolean({
    description: 'True accepts metrics over events that were never seen.',
  }),
});
