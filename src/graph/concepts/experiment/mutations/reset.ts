import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ResetExperimentInput = builder.inputType('ResetExperimentInput', {
  description: 'The experiment to reset, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('resetExperiment', {
  action: 'reset',
  input: ResetExperimentInput,
  description:
    'Returns an experiment to draft. Start date, end date, conclusion and archiving are lost; metrics and results are retained, and the flag stays on. Costs 1 upstream call.',
});
