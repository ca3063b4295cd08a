import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const UnarchiveExperimentInput = builder.inputType('UnarchiveExperimentInput', {
  description: 'Which experiment, and how `unarchiveExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('unarchiveExperiment', {
  action: 'unarchive',
  input: UnarchiveExperimentInput,
  description:
    'Brings an archived experiment back into sight; a flag that was turned off with it stays off. 1 upstream call.',
});
