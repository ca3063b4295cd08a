import { builder } from '../../../core/builder.ts';
import { endingFields, lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const EndExperimentInput = builder.inputType('EndExperimentInput', {
  description:
    'The experiment to end, and the conclusion. Omitted fields are cleared: PostHog overwrites conclusion and comment when it ends an experiment.',
  fields: (t) => ({ ...lifecycleFields(t), ...endingFields(t) }),
});

lifecycleMutation('endExperiment', {
  action: 'end',
  input: EndExperimentInput,
  description:
    'Ends a running, paused or frozen experiment: PostHog sets the end date and the conclusion, and the flag keeps serving as before. Costs 1 upstream call.',
});
