import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { EvaluationRuntime } from './enums.ts';

const FeatureFlagKind = wireEnum('FeatureFlagKind', 'The kind of a feature flag.', {
  boolean: ['BOOLEAN', 'On or off.'],
  multivariant: ['MULTIVARIANT', 'Multiple variants, with or without an experiment.'],
  experiment: ['EXPERIMENT', 'Linked to an experiment.'],
  remote_config: ['REMOTE_CONFIG', 'Returns a payload (remote configuration).'],
});

export const FeatureFlagFilter = builder.inputType('FeatureFlagFilter', {
  description: 'Selects feature flags. All conditions must hold.',
  fields: (t) => ({
    active: t.boolean({
      description: 'True returns only flags that are on, false only flags that are off.',
    }),
    archived: t.boolean({ description: 'True returns only archived flags, false only others.' }),
    search: t.string({ description: 'Text contained in the key or the name, ignoring case.' }),
    createdByIds: t.intList({
      description: "PostHog's numbers of the accounts that created the experiment.",
    }),
    kind: t.field({ type: FeatureFlagKind.ref, description: 'The kind of flag.' }),
    tags: t.stringList({ description: 'Tags, of which the flag must have at least one.' }),
    excludedTags: t.stringList({
      description: 'Tags the flag must not have. Newer servers only.',
    }),
    excludedKeys: t.stringList({
      description: "Keys of flags to exclude. PostHog's wire name is `excluded_properties`.",
    }),
    evaluationRuntime: t.field({
      type: EvaluationRuntime.ref,
      description: 'Where the flag may be evaluated.',
    }),
    hasEvaluationContexts: t.boolean({
      description: 'True returns only flags with evaluation contexts, false only flags without.',
    }),
    stale: t.boolean({
      description: 'True returns only stale flags. Cannot be combined with `active`.',
    }),
  }),
});

export const FlagGroup = builder.inputType('FlagGroup', {
  description: 'A group to evaluate flags for.',
  fields: (t) => ({
    type: t.string({
      description: 'The group type, such as `organization`.',
      required: true,
    }),
    key: t.string({ description: "The group's key within its type.", required: true }),
  }),
});
