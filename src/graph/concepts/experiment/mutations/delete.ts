import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const DeleteExperimentInput = builder.inputType('DeleteExperimentInput', {
  description: 'Which experiment, and how `deleteExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('deleteExperiment', {
  action: 'delete',
  input: DeleteExperimentInput,
  description:
    'Deletes an experiment; its flag stays. PostHog keeps the row, so `restoreExperiment` brings it back. 1 upstream call.',
});
