import { builder } from '../builder.ts';
import { wireEnum } from '../wire-enum.ts';

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
  }),
});
