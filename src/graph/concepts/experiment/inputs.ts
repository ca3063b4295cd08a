import { builder } from '../../core/builder.ts';
import { OrderDirection } from '../../core/order-direction.ts';
import { ExperimentOrderField, ExperimentStatus } from './enums.ts';

export const ExperimentFilter = builder.inputType('ExperimentFilter', {
  description: 'Selects experiments. All conditions must hold.',
  fields: (t) => ({
    status: t.field({
      type: ExperimentStatus.ref,
      description: 'Only experiments with this status.',
    }),
    archived: t.boolean({
      description:
        'True returns only archived experiments; otherwise they are excluded. PostHog cannot list both at once.',
    }),
    createdByIds: t.intList({
      description: "PostHog's numbers of the accounts that created the experiment.",
    }),
    featureFlagId: t.id({
      description: 'The `id` or PostHog number of the flag the experiment uses.',
    }),
    search: t.string({ description: 'Text contained in the name, ignoring case.' }),
    event: t.string({ description: 'Name of an event that any of its metrics uses.' }),
    tags: t.stringList({ description: 'Tags it must have.' }),
    excludedTags: t.stringList({ description: 'Tags it must not have.' }),
    promptName: t.string({ description: 'Name of the LLM prompt it was created from.' }),
  }),
});

export const ExperimentOrder = builder.inputType('ExperimentOrder', {
  description:
    'Order of a list of experiments. Experiments without a value of the field come last in both directions.',
  fields: (t) => ({
    field: t.field({
      type: ExperimentOrderField.ref,
      description: 'The field to order by.',
      required: true,
    }),
    direction: t.field({
      type: OrderDirection.ref,
      description: 'The direction to order in.',
      required: true,
      defaultValue: 'desc',
    }),
  }),
});
