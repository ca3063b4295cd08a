import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const UnfreezeExposureInput = builder.inputType('UnfreezeExposureInput', {
  description: 'Which experiment, and how `unfreezeExposure` is to go about it.',
  fields: lifecycleFields,
});

lifecycleMutation('unfreezeExposure', {
  action: 'unfreezeExposure',
  input: UnfreezeExposureInput,
  description: 'Lets new people in again after a freeze. 1 upstream call.',
});
