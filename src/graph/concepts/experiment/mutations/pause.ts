import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const PauseExperimentInput = builder.inputType('PauseExperimentInput', {
  description: 'The experiment to pause, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('pauseExperiment', {
  action: 'pause',
  input: PauseExperimentInput,
  description:
    'Turns the flag of a running experiment off, so that nobody is exposed. It can be resumed. Costs 1 upstream call. Requires approval if a policy covers disabling flags.',
});
