import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const LaunchExperimentInput = builder.inputType('LaunchExperimentInput', {
  description: 'Which experiment, and how `launchExperiment` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('launchExperiment', {
  action: 'launch',
  input: LaunchExperimentInput,
  description:
    'Launches a draft: PostHog sets the start date and turns the flag on. 1 upstream call. Asks for approval where a policy guards turning flags on.',
});
