import { builder } from '../../core/builder.ts';
import { BucketingIdentifier, EvaluationRuntime } from './enums.ts';
import { shareOf } from './share.ts';
import { FeatureFlagRef, FeatureFlagVariantRef, ReleaseConditionRef } from './ref.ts';

builder.objectType(ReleaseConditionRef, {
  description: 'A group of people, and the percentage of them that is admitted.',
  fields: (t) => ({
    properties: t.field({
      type: 'JSON',
      description: "Filters a person must match, in PostHog's format. Everyone matches if empty.",
      resolve: (group) => group.properties ?? [],
    }),
    rolloutPercentage: t.float({
      description: 'Percentage of the matching people who are admitted. Null means all of them.',
      nullable: true,
      resolve: (group) => group.rollout_percentage ?? null,
    }),
    variant: t.string({
      description:
        'Key of the variant that everyone in this group gets. Null means that the split decides.',
      nullable: true,
      resolve: (group) => group.variant ?? null,
    }),
    aggregationGroupTypeIndex: t.int({
      description: 'Index of the group type the condition applies to. Null means people.',
      nullable: true,
      resolve: (group) => group.aggregation_group_type_index ?? null,
    }),
    exposureFrozen: t.boolean({
      description:
        'Whether a freeze of exposure has narrowed this group to the people exposed before.',
      resolve: (group) => group['exposure_frozen'] === true,
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The group as PostHog stores it.',
      resolve: (group) => group,
    }),
  }),
});

builder.objectType(FeatureFlagVariantRef, {
  description: 'One of the values a flag can evaluate to.',
  fields: (t) => ({
    key: t.string({
      description: 'The value that code receives.',
      resolve: (variant) => variant.key,
    }),
    name: t.string({
      description: 'Display name.',
      nullable: true,
      resolve: (variant) => variant.name ?? null,
    }),
    rolloutPercentage: t.float({
      description:
        'Percentage of admitted people who get this variant. Null if PostHog does not say.',
      nullable: true,
      resolve: (variant) => shareOf(variant),
    }),
  }),
});

builder.objectFields(FeatureFlagRef, (t) => ({
  posthogId: t.int({ description: "PostHog's number for the flag.", resolve: ({ row }) => row.id }),
  projectId: t.id({
    description: 'The project the object belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  key: t.string({
    description: 'Key by which code evaluates the flag.',
    resolve: ({ row }) => row.key,
  }),
  name: t.string({
    description: 'Description of the flag, which PostHog calls its `name`.',
    nullable: true,
    resolve: ({ row }) => row.name ?? null,
  }),
  active: t.boolean({
    description: 'Whether the flag is on. Turning it off pauses a running experiment.',
    resolve: ({ row }) => row.active ?? false,
  }),
  deleted: t.boolean({
    description: 'Whether the flag is deleted.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  variants: t.field({
    type: [FeatureFlagVariantRef],
    description: "The flag's variants in order. Empty for a plain on/off flag.",
    resolve: ({ row }) => row.filters?.multivariate?.variants ?? [],
  }),
  releaseConditions: t.field({
    type: [ReleaseConditionRef],
    description: "Who is admitted, evaluated in order. PostHog's wire name is `filters.groups`.",
    resolve: ({ row }) => row.filters?.groups ?? [],
  }),
  earlyAccessConditions: t.field({
    type: [ReleaseConditionRef],
    description:
      "Who is admitted by an early access feature, evaluated before `releaseConditions`. Empty without one. PostHog's wire name is `filters.super_groups`.",
    resolve: ({ row }) => row.filters?.super_groups ?? [],
  }),
  payloads: t.field({
    type: 'JSON',
    description: 'JSON text delivered with each variant, by variant key. Null if there is none.',
    nullable: true,
    resolve: ({ row }) => row.filters?.payloads ?? null,
  }),
  aggregationGroupTypeIndex: t.int({
    description: 'Index of the group type that is bucketed. Null means people.',
    nullable: true,
    resolve: ({ row }) => row.filters?.aggregation_group_type_index ?? null,
  }),
  filters: t.field({
    type: 'JSON',
    description:
      'The whole targeting as PostHog stores it. See `variants` and `releaseConditions` for the typed part.',
    nullable: true,
    resolve: ({ row }) => row.filters ?? null,
  }),
  ensureExperienceContinuity: t.boolean({
    description: 'Whether people keep their variant across login.',
    nullable: true,
    resolve: ({ row }) => row.ensure_experience_continuity ?? null,
  }),
  version: t.int({
    description: 'Version number that increases with each change to the flag.',
    nullable: true,
    resolve: ({ row }) => row.version ?? null,
  }),
  earlyExit: t.boolean({
    description:
      'Whether evaluation ends at the first condition that matches a person, even if its percentage excludes them.',
    nullable: true,
    resolve: ({ row }) => row.filters?.early_exit ?? null,
  }),
  featureEnrollment: t.boolean({
    description: 'Whether people can opt in themselves, as with an early access feature.',
    nullable: true,
    resolve: ({ row }) => row.filters?.feature_enrollment ?? null,
  }),
  ...EvaluationRuntime.fields(t, 'evaluationRuntime', {
    description: 'Where the flag may be evaluated. Null if PostHog does not say.',
    word: ({ row }) => row.evaluation_runtime,
  }),
  ...BucketingIdentifier.fields(t, 'bucketingIdentifier', {
    description: 'The identifier by which variants are assigned. Null if PostHog does not say.',
    word: ({ row }) => row.bucketing_identifier,
  }),
  evaluationContexts: t.stringList({
    description: 'Names of the contexts the flag is evaluated in.',
    resolve: ({ row }) => (row.evaluation_contexts ?? []) as string[],
  }),
}));
