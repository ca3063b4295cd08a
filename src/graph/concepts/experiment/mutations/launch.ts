import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const LaunchExperimentInput = builder.inputType('LaunchExperimentInput', {
  description: 'The experiment to launch, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('launchExperiment', {
  action: 'launch',
  input: LaunchExperimentInput,
  description:
    'Launches a draft: PostHog sets the start date and turns the flag on. Costs 1 upstream call. Requires approval if a policy covers enabling flags.',
});
