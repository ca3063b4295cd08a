import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const FreezeExposureInput = builder.inputType('FreezeExposureInput', {
  description: 'The experiment whose exposure to freeze, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('freezeExposure', {
  action: 'freezeExposure',
  input: FreezeExposureInput,
  description:
    'Keeps everyone exposed so far and admits nobody new. PostHog collects the exposed people during the request, which may take tens of seconds. Costs 1 upstream call.',
});
