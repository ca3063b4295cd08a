import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ResumeExperimentInput = builder.inputType('ResumeExperimentInput', {
  description: 'The experiment to resume, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('resumeExperiment', {
  action: 'resume',
  input: ResumeExperimentInput,
  description:
    'Turns the flag of a paused experiment on again. Costs 1 upstream call. Requires approval if a policy covers enabling flags.',
});
