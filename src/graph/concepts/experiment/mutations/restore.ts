import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const RestoreExperimentInput = builder.inputType('RestoreExperimentInput', {
  description: 'The experiment to restore, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('restoreExperiment', {
  action: 'restore',
  input: RestoreExperimentInput,
  description:
    'Restores a deleted experiment. Rejected if its flag is deleted. Costs 1 upstream call.',
});
