import { builder } from '../../core/builder.ts';

export const SavedMetricFilter = builder.inputType('SavedMetricFilter', {
  description: 'Selects shared metrics. All conditions must hold.',
  fields: (t) => ({
    search: t.string({
      description: 'Text contained in the name, description or tags, ignoring case.',
    }),
    event: t.string({
      description: 'Name of an event that the metric counts, directly or through an action.',
    }),
  }),
});
