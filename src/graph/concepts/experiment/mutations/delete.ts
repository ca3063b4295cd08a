import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const DeleteExperimentInput = builder.inputType('DeleteExperimentInput', {
  description: 'The experiment to delete, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('deleteExperiment', {
  action: 'delete',
  input: DeleteExperimentInput,
  description:
    'Deletes an experiment, but not its flag. PostHog retains the record, so `restoreExperiment` can undo this. Costs 1 upstream call.',
});
