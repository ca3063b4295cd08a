import { builder } from '../../core/builder.ts';

export const SavedMetricFilter = builder.inputType('SavedMetricFilter', {
  description: 'Which shared metrics to list; conditions add up.',
  fields: (t) => ({
    search: t.string({ description: 'Part of the name, description or tags, in any case.' }),
    event: t.string({ description: 'Name of an event that they count, also through actions.' }),
  }),
});
