import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { PropertyOperator } from './property-operator.ts';

const PropertySubject = wireEnum('PropertySubject', 'Whose property a condition is about.', {
  event: ['EVENT', 'A property of the event.'],
  person: ['PERSON', 'A property of the person.'],
});

export const PropertyConditionInput = builder.inputType('PropertyConditionInput', {
  description: 'A condition on a property of an event or of a person.',
  fields: (t) => ({
    key: t.string({ description: 'Name of the property.', required: true }),
    subject: t.field({
      type: PropertySubject.ref,
      description: "Whose property it is. PostHog's wire name is `type`.",
      required: true,
      defaultValue: 'event',
    }),
    operator: t.field({
      type: PropertyOperator.ref,
      description: 'How it is compared.',
      required: true,
      defaultValue: 'exact',
    }),
    value: t.field({
      type: 'JSON',
      description:
        'What it is compared with: a text, a number, true or false, or a list of those; left out for `IS_SET` and `IS_NOT_SET`.',
    }),
    label: t.string({ description: 'A name for the condition, for people.' }),
  }),
});

export const ExperimentSetupContextInput = builder.inputType('ExperimentSetupContextInput', {
  description: 'What an experiment is being planned for.',
  fields: (t) => ({
    targetEvent: t.string({
      description:
        'Event that marks the place the experiment is to be at, up to 400 characters. Without it `targetSurface` is skipped.',
    }),
    targetUrlContains: t.string({
      description: 'Part of the address of that place; only where `targetEvent` is `$pageview`.',
    }),
    targetProperties: t.field({
      type: [PropertyConditionInput],
      description: 'Conditions on that event; at most 10.',
    }),
    metricEvent: t.string({
      description:
        'Event that the metric is to count, up to 400 characters. Without it `candidateMetric` is skipped.',
    }),
    metricProperties: t.field({
      type: [PropertyConditionInput],
      description: 'Conditions on the event of the metric; at most 10.',
    }),
    previousExperimentsLimit: t.int({
      description: 'How many earlier experiments to tell of: 1 to 25, 10 when left out.',
    }),
    sharedMetricsLimit: t.int({
      description: 'How many shared metrics to tell of: 1 to 25, 10 when left out.',
    }),
  }),
});
