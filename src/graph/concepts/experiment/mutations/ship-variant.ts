import { builder } from '../../../core/builder.ts';
import { endingFields, lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ShipVariantInput = builder.inputType('ShipVariantInput', {
  description:
    'Which variant of which experiment to ship. Conclusion and comment are only written when given.',
  fields: (t) => ({
    ...lifecycleFields(t),
    variantKey: t.string({ required: true, description: 'Key of the variant everyone gets.' }),
    releaseToEveryone: t.boolean({
      description:
        'True also puts a release condition for everybody in front; otherwise only the people the flag lets in today get the variant.',
    }),
    ...endingFields(t),
  }),
});

lifecycleMutation('shipVariant', {
  action: 'shipVariant',
  input: ShipVariantInput,
  description:
    'Rolls one variant out: it gets 100 percent, the others 0, and a running experiment ends. An ended one can be shipped again with another variant. 1 upstream call. Asks for approval where a policy guards changes of flags.',
});
