import { builder } from '../../core/builder.ts';
import { MultipleVariantHandling } from '../experiment/enums.ts';
import { BucketingIdentifier, EvaluationRuntime } from '../feature-flag/enums.ts';
import { SetupPreviousExperimentRef } from './ref.ts';

// How an earlier experiment enrolled people and distinguished them: its flag and its exposure
// criteria.
builder.objectFields(SetupPreviousExperimentRef, (t) => ({
  featureFlagKey: t.string({
    description: 'Key of its feature flag.',
    nullable: true,
    resolve: ({ row }) => row.feature_flag_key ?? null,
  }),
  variantCount: t.int({
    description: 'How many variants it has, the baseline included.',
    nullable: true,
    resolve: ({ row }) => row.variant_count ?? null,
  }),
  splitEven: t.boolean({
    description: 'True when its variants get equal shares; null where that cannot be said.',
    nullable: true,
    resolve: ({ row }) => row.split_even ?? null,
  }),
  servingSingleVariant: t.string({
    description: 'Key of the variant its flag gives everybody; null while there are several.',
    nullable: true,
    resolve: ({ row }) => row.serving_single_variant ?? null,
  }),
  rolloutPercentage: t.float({
    description: 'Share of people let in, in percent.',
    nullable: true,
    resolve: ({ row }) => row.rollout_percentage ?? null,
  }),
  multipleVariantHandling: t.field({
    type: MultipleVariantHandling.ref,
    description: 'What happens to people who saw more than one variant.',
    nullable: true,
    resolve: ({ row }) => MultipleVariantHandling.readNullable(row.multiple_variant_handling),
  }),
  multipleVariantHandlingSet: t.boolean({
    description: 'True when somebody chose that; false when it is the default.',
    nullable: true,
    resolve: ({ row }) => row.multiple_variant_handling_set ?? null,
  }),
  ensureExperienceContinuity: t.boolean({
    description: 'True when people keep their variant from before to after they log in.',
    nullable: true,
    resolve: ({ row }) => row.ensure_experience_continuity ?? null,
  }),
  bucketingIdentifier: t.field({
    type: BucketingIdentifier.ref,
    description: 'What people are told apart by.',
    nullable: true,
    resolve: ({ row }) => BucketingIdentifier.readNullable(row.bucketing_identifier),
  }),
  evaluationRuntime: t.field({
    type: EvaluationRuntime.ref,
    description: 'Where its flag may be evaluated.',
    nullable: true,
    resolve: ({ row }) => EvaluationRuntime.readNullable(row.evaluation_runtime),
  }),
  groupAggregation: t.boolean({
    description: 'True when groups are bucketed instead of people.',
    nullable: true,
    resolve: ({ row }) => row.group_aggregation ?? null,
  }),
  customExposureEvent: t.string({
    description: 'Event that marks an exposure in place of the default; null when it is not one.',
    nullable: true,
    resolve: ({ row }) => row.custom_exposure_event ?? null,
  }),
  customExposureActionId: t.int({
    description: "PostHog's number of the action that marks an exposure; null when it is not one.",
    nullable: true,
    resolve: ({ row }) => row.custom_exposure_action_id ?? null,
  }),
  exposurePropertyFilters: t.field({
    type: ['JSON'],
    description: 'Conditions on the exposure, in PostHog form.',
    resolve: ({ row }) => row.exposure_property_filters ?? [],
  }),
  activationEvent: t.string({
    description: 'Event that people must have done to count; null when there is none.',
    nullable: true,
    resolve: ({ row }) => row.activation_event ?? null,
  }),
  activationActionId: t.int({
    description: "PostHog's number of the action that people must have done; null when none.",
    nullable: true,
    resolve: ({ row }) => row.activation_action_id ?? null,
  }),
  filterTestAccounts: t.boolean({
    description: 'True when internal and test accounts are left out.',
    nullable: true,
    resolve: ({ row }) => row.filter_test_accounts ?? null,
  }),
}));
