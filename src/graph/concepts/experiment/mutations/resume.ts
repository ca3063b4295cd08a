import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ResumeExperimentInput = builder.inputType('ResumeExperimentInput', {
  description: 'Which experiment, and how `resumeExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('resumeExperiment', {
  action: 'resume',
  input: ResumeExperimentInput,
  description:
    'Turns the flag of a paused experiment on again. 1 upstream call. Asks for approval where a policy guards turning flags on.',
});
