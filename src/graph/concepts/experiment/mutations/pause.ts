import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const PauseExperimentInput = builder.inputType('PauseExperimentInput', {
  description: 'Which experiment, and how `pauseExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('pauseExperiment', {
  action: 'pause',
  input: PauseExperimentInput,
  description:
    'Turns the flag of a running experiment off, so that nobody is exposed; it can be resumed. 1 upstream call. Asks for approval where a policy guards turning flags off.',
});
