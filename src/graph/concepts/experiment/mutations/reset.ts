import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ResetExperimentInput = builder.inputType('ResetExperimentInput', {
  description: 'Which experiment, and how `resetExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('resetExperiment', {
  action: 'reset',
  input: ResetExperimentInput,
  description:
    'Returns an experiment to draft: start date, end date, conclusion and archiving are lost, metrics and results stay, and the flag stays on. 1 upstream call.',
});
