import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const FreezeExposureInput = builder.inputType('FreezeExposureInput', {
  description: 'Which experiment, and how `freezeExposure` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('freezeExposure', {
  action: 'freezeExposure',
  input: FreezeExposureInput,
  description:
    'Keeps everyone exposed so far and lets nobody new in. PostHog gathers them inside the request, which may take tens of seconds. 1 upstream call.',
});
