import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const UnfreezeExposureInput = builder.inputType('UnfreezeExposureInput', {
  description: 'The experiment whose exposure to unfreeze, and options for the request.',
  fields: lifecycleFields,
});

lifecycleMutation('unfreezeExposure', {
  action: 'unfreezeExposure',
  input: UnfreezeExposureInput,
  description: 'Admits new people again after a freeze. Costs 1 upstream call.',
});
