import { builder } from '../../core/builder.ts';
import { MultipleVariantHandling } from '../experiment/enums.ts';
import { BucketingIdentifier, EvaluationRuntime } from '../feature-flag/enums.ts';
import { SetupPreviousExperimentRef } from './ref.ts';

// How an earlier experiment enrolled people and distinguished them: its flag and its exposure
// criteria.
builder.objectFields(SetupPreviousExperimentRef, (t) => ({
  featureFlagKey: t.string({
    description: "Key of the experiment's feature flag.",
    nullable: true,
    resolve: ({ row }) => row.feature_flag_key ?? null,
  }),
  variantCount: t.int({
    description: 'Number of variants, including the baseline.',
    nullable: true,
    resolve: ({ row }) => row.variant_count ?? null,
  }),
  splitEven: t.boolean({
    description: 'Whether its variants have equal percentages. Null if this cannot be determined.',
    nullable: true,
    resolve: ({ row }) => row.split_even ?? null,
  }),
  servingSingleVariant: t.string({
    description: 'Key of the variant its flag serves to everyone. Null if it serves several.',
    nullable: true,
    resolve: ({ row }) => row.serving_single_variant ?? null,
  }),
  rolloutPercentage: t.float({
    description: 'Percentage of people admitted.',
    nullable: true,
    resolve: ({ row }) => row.rollout_percentage ?? null,
  }),
  ...MultipleVariantHandling.fields(t, 'multipleVariantHandling', {
    description: 'How people who saw more than one variant are handled.',
    word: ({ row }) => row.multiple_variant_handling,
  }),
  multipleVariantHandlingSet: t.boolean({
    description: 'True if it was set explicitly, false if it is the default.',
    nullable: true,
    resolve: ({ row }) => row.multiple_variant_handling_set ?? null,
  }),
  ensureExperienceContinuity: t.boolean({
    description: 'Whether people keep their variant across login.',
    nullable: true,
    resolve: ({ row }) => row.ensure_experience_continuity ?? null,
  }),
  ...BucketingIdentifier.fields(t, 'bucketingIdentifier', {
    description: 'The identifier by which variants are assigned.',
    word: ({ row }) => row.bucketing_identifier,
  }),
  ...EvaluationRuntime.fields(t, 'evaluationRuntime', {
    description: "Where the experiment's flag may be evaluated.",
    word: ({ row }) => row.evaluation_runtime,
  }),
  groupAggregation: t.boolean({
    description: 'Whether groups are bucketed instead of people.',
    nullable: true,
    resolve: ({ row }) => row.group_aggregation ?? null,
  }),
  customExposureEvent: t.string({
    description: 'Event that counts as an exposure instead of the default. Null if there is none.',
    nullable: true,
    resolve: ({ row }) => row.custom_exposure_event ?? null,
  }),
  customExposureActionId: t.int({
    description:
      "PostHog's number of the action that counts as an exposure. Null if there is none.",
    nullable: true,
    resolve: ({ row }) => row.custom_exposure_action_id ?? null,
  }),
  exposurePropertyFilters: t.field({
    type: ['JSON'],
    description: "Conditions on the exposure, in PostHog's format.",
    resolve: ({ row }) => row.exposure_property_filters ?? [],
  }),
  activationEvent: t.string({
    description: 'Event that people must have before they are counted. Null if there is none.',
    nullable: true,
    resolve: ({ row }) => row.activation_event ?? null,
  }),
  activationActionId: t.int({
    description:
      "PostHog's number of the action that people must perform before they are counted. Null if there is none.",
    nullable: true,
    resolve: ({ row }) => row.activation_action_id ?? null,
  }),
  filterTestAccounts: t.boolean({
    description: 'Whether internal and test accounts are excluded.',
    nullable: true,
    resolve: ({ row }) => row.filter_test_accounts ?? null,
  }),
}));
