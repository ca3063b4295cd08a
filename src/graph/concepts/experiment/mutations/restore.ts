import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const RestoreExperimentInput = builder.inputType('RestoreExperimentInput', {
  description: 'Which experiment, and how `restoreExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('restoreExperiment', {
  action: 'restore',
  input: RestoreExperimentInput,
  description:
    'Brings a deleted experiment back; refused while its flag is deleted. 1 upstream call.',
});
