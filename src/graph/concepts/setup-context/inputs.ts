import { builder } from '../../core/builder.ts';
import { wireEnum } from '../../core/wire-enum.ts';
import { PropertyOperator } from './property-operator.ts';

const PropertySubject = wireEnum(
  'PropertySubject',
  'What kind of property a condition applies to.',
  {
    event: ['EVENT', 'A property of the event.'],
    person: ['PERSON', 'A property of the person.'],
  },
);

export const PropertyConditionInput = builder.inputType('PropertyConditionInput', {
  description: 'A condition on a property of an event or of a person.',
  fields: (t) => ({
    key: t.string({ description: 'Name of the property.', required: true }),
    subject: t.field({
      type: PropertySubject.ref,
      description:
        "Whether it is a property of the event or the person. PostHog's wire name is `type`.",
      required: true,
      defaultValue: 'event',
    }),
    operator: t.field({
      type: PropertyOperator.ref,
      description: 'How the property is compared.',
      required: true,
      defaultValue: 'exact',
    }),
    value: t.field({
      type: 'JSON',
      description:
        'The value to compare with: a string, a number, a boolean, or a list of those. Omit it for `IS_SET` and `IS_NOT_SET`.',
    }),
    label: t.string({ description: 'A label for the condition, for display.' }),
  }),
});

export const ExperimentSetupContextInput = builder.inputType('ExperimentSetupContextInput', {
  description: 'The experiment being planned.',
  fields: (t) => ({
    targetEvent: t.string({
      description:
        'Event that marks the place of the experiment, up to 400 characters. Without it, `targetSurface` is skipped.',
    }),
    targetUrlContains: t.string({
      description:
        'Text contained in the URL of the place of the experiment. Only allowed if `targetEvent` is `$pageview`.',
    }),
    targetProperties: t.field({
      type: [PropertyConditionInput],
      description: 'Conditions on the target event, at most 10.',
    }),
    metricEvent: t.string({
      description:
        'Event that the metric will count, up to 400 characters. Without it, `candidateMetric` is skipped.',
    }),
    metricProperties: t.field({
      type: [PropertyConditionInput],
      description: "Conditions on the metric's event, at most 10.",
    }),
    previousExperimentsLimit: t.int({
      description: 'Maximum number of earlier experiments, from 1 to 25. Defaults to 10.',
    }),
    sharedMetricsLimit: t.int({
      description: 'Maximum number of shared metrics, from 1 to 25. Defaults to 10.',
    }),
  }),
});
