import { builder } from '../../core/builder.ts';
import { BucketingIdentifier, EvaluationRuntime } from './enums.ts';
import { FeatureFlagRef, FeatureFlagVariantRef, ReleaseConditionRef } from './ref.ts';

builder.objectType(ReleaseConditionRef, {
  description: 'A group of people and the share of them that is let in.',
  fields: (t) => ({
    properties: t.field({
      type: 'JSON',
      description: 'Filters a person must match, in PostHog form; empty means everybody.',
      resolve: (group) => group.properties ?? [],
    }),
    rolloutPercentage: t.float({
      description: 'Share of the matching people let in, in percent; null means all of them.',
      nullable: true,
      resolve: (group) => group.rollout_percentage ?? null,
    }),
    variant: t.string({
      description: 'Variant everybody in this group gets; null lets the split decide.',
      nullable: true,
      resolve: (group) => group.variant ?? null,
    }),
    aggregationGroupTypeIndex: t.int({
      description: 'Group type the condition is about; null means people.',
      nullable: true,
      resolve: (group) => group.aggregation_group_type_index ?? null,
    }),
    exposureFrozen: t.boolean({
      description:
        'True when a freeze of exposure narrowed this group to the people exposed before.',
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
  description: 'One of the values a flag can answer.',
  fields: (t) => ({
    key: t.string({ description: 'The value the code sees.', resolve: (variant) => variant.key }),
    name: t.string({
      description: 'Readable name.',
      nullable: true,
      resolve: (variant) => variant.name ?? null,
    }),
    rolloutPercentage: t.float({
      description: 'Share of the people let in who get this variant, in percent.',
      resolve: (variant) => variant.rollout_percentage,
    }),
  }),
});

builder.objectFields(FeatureFlagRef, (t) => ({
  posthogId: t.int({ description: "PostHog's number for the flag.", resolve: ({ row }) => row.id }),
  projectId: t.id({
    description: 'The project it belongs to.',
    resolve: ({ projectId }) => projectId,
  }),
  key: t.string({ description: 'Key that code asks for.', resolve: ({ row }) => row.key }),
  name: t.string({
    description: "What the flag is for: PostHog calls a flag's description its `name`.",
    nullable: true,
    resolve: ({ row }) => row.name ?? null,
  }),
  active: t.boolean({
    description: 'True when the flag is on. Turning it off pauses a running experiment.',
    resolve: ({ row }) => row.active ?? false,
  }),
  deleted: t.boolean({
    description: 'True when the flag was deleted.',
    resolve: ({ row }) => row.deleted ?? false,
  }),
  variants: t.field({
    type: [FeatureFlagVariantRef],
    description: 'Its variants in order; empty for a plain on/off flag.',
    resolve: ({ row }) => row.filters?.multivariate?.variants ?? [],
  }),
  releaseConditions: t.field({
    type: [ReleaseConditionRef],
    description: "Who is let in, tried in order. PostHog's wire name is `filters.groups`.",
    resolve: ({ row }) => row.filters?.groups ?? [],
  }),
  payloads: t.field({
    type: 'JSON',
    description: 'JSON text that goes with each variant, by variant key; null when there are none.',
    nullable: true,
    resolve: ({ row }) => row.filters?.payloads ?? null,
  }),
  aggregationGroupTypeIndex: t.int({
    description: 'Group type that is bucketed; null means people.',
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
    description: 'True when people keep their variant from before to after they log in.',
    nullable: true,
    resolve: ({ row }) => row.ensure_experience_continuity ?? null,
  }),
  version: t.int({
    description: 'Number that grows with each change of the flag.',
    nullable: true,
    resolve: ({ row }) => row.version ?? null,
  }),
  earlyExit: t.boolean({
    description:
      'True when the first condition that matches a person decides, also when its share leaves them out.',
    nullable: true,
    resolve: ({ row }) => row.filters?.early_exit ?? null,
  }),
  featureEnrollment: t.boolean({
    description: 'True when people can opt in to it themselves, as an early access feature.',
    nullable: true,
    resolve: ({ row }) => row.filters?.feature_enrollment ?? null,
  }),
  evaluationRuntime: t.field({
    type: EvaluationRuntime.ref,
    description: 'Where it may be evaluated; null where PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => EvaluationRuntime.readNullable(row.evaluation_runtime),
  }),
  bucketingIdentifier: t.field({
    type: BucketingIdentifier.ref,
    description: 'What people are told apart by; null where PostHog does not say.',
    nullable: true,
    resolve: ({ row }) => BucketingIdentifier.readNullable(row.bucketing_identifier),
  }),
  evaluationContexts: t.stringList({
    description: 'Names of the contexts it is evaluated in.',
    resolve: ({ row }) => (row.evaluation_contexts ?? []).map(String),
  }),
}));
