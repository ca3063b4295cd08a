import { builder } from '../../core/builder.ts';
import { OrderDirection } from '../../core/order-direction.ts';
import { ExperimentOrderField, ExperimentStatus } from './enums.ts';

export const ExperimentFilter = builder.inputType('ExperimentFilter', {
  description: 'Which experiments to list; conditions add up.',
  fields: (t) => ({
    status: t.field({ type: ExperimentStatus.ref, description: 'Only those in this status.' }),
    archived: t.boolean({
      description:
        'True gives only archived experiments. Otherwise they are left out: PostHog cannot list both at once.',
    }),
    createdByIds: t.intList({
      description: "PostHog's numbers of the accounts that created them.",
    }),
    featureFlagId: t.id({ description: 'The `id` or PostHog number of the flag they use.' }),
    search: t.string({ description: 'Part of the name, in any case.' }),
    event: t.string({ description: 'Name of an event that any of their metrics uses.' }),
    tags: t.stringList({ description: 'Tags they carry.' }),
    excludedTags: t.stringList({ description: 'Tags they must not carry.' }),
    promptName: t.string({ description: 'Name of the LLM prompt they were made from.' }),
  }),
});

export const ExperimentOrder = builder.inputType('ExperimentOrder', {
  description: 'The order of a list of experiments.',
  fields: (t) => ({
    field: t.field({
      type: ExperimentOrderField.ref,
      description: 'What to order by.',
      required: true,
    }),
    direction: t.field({
      type: OrderDirection.ref,
      description: 'Which end comes first.',
      required: true,
      defaultValue: 'desc',
    }),
  }),
});
