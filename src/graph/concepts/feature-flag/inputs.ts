import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { EvaluationRuntime } from './enums.ts';

const FeatureFlagKind = wireEnum('FeatureFlagKind', 'What a flag is used for.', {
  boolean: ['BOOLEAN', 'On or off.'],
  multivariant: ['MULTIVARIANT', 'Several variants, with or without an experiment.'],
  experiment: ['EXPERIMENT', 'Linked to an experiment.'],
  remote_config: ['REMOTE_CONFIG', 'Hands out a payload.'],
});

export const FeatureFlagFilter = builder.inputType('FeatureFlagFilter', {
  description: 'Which feature flags to list; conditions add up.',
  fields: (t) => ({
    active: t.boolean({ description: 'Only flags that are on, or only those that are off.' }),
    archived: t.boolean({ description: 'Only archived flags, or only others.' }),
    search: t.string({ description: 'Part of the key or of the name, in any case.' }),
    createdByIds: t.intList({
      description: "PostHog's numbers of the accounts that created them.",
    }),
    kind: t.field({ type: FeatureFlagKind.ref, description: 'What they are used for.' }),
    tags: t.stringList({ description: 'Tags, any of which is enough.' }),
    excludedTags: t.stringList({
      description: 'Tags they must not carry. Newer servers only.',
    }),
    excludedKeys: t.stringList({
      description: "Keys of flags to leave out. PostHog's wire name is `excluded_properties`.",
    }),
    evaluationRuntime: t.field({
      type: EvaluationRuntime.ref,
      description: 'Where they may be evaluated.',
    }),
    hasEvaluationContexts: t.boolean({
      description: 'Only flags with evaluation contexts, or only those without.',
    }),
    stale: t.boolean({
      description: 'True gives only stale flags; cannot be combined with `active`.',
    }),
  }),
});

export const FlagGroup = builder.inputType('FlagGroup', {
  description: 'A group that flags are evaluated for.',
  fields: (t) => ({
    type: t.string({
      description: 'The group type, such as `organization`.',
      required: true,
    }),
    key: t.string({ description: 'The key of the group within its type.', required: true }),
  }),
});
