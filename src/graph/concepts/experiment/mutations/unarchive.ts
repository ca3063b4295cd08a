import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const UnarchiveExperimentInput = builder.inputType('UnarchiveExperimentInput', {
  description: 'The experiment to unarchive, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('unarchiveExperiment', {
  action: 'unarchive',
  input: UnarchiveExperimentInput,
  description:
    'Restores an archived experiment to lists. A flag that was turned off by archiving stays off. Costs 1 upstream call.',
});
