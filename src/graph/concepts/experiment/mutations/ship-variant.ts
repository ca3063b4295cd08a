import { builder } from '../../../core/builder.ts';
import { endingFields, lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ShipVariantInput = builder.inputType('ShipVariantInput', {
  description:
    'The experiment, and the variant to ship. Conclusion and comment are only written if given.',
  fields: (t) => ({
    ...lifecycleFields(t),
    variantKey: t.string({
      required: true,
      description: 'Key of the variant to serve to everyone.',
    }),
    releaseToEveryone: t.boolean({
      description:
        'True also prepends a release condition that admits everyone; otherwise only people the flag currently admits get the variant.',
    }),
    ...endingFields(t),
  }),
});

lifecycleMutation('shipVariant', {
  action: 'shipVariant',
  input: ShipVariantInput,
  description:
    'Rolls out one variant: it gets 100 percent, the others 0, and a running experiment is ended. An ended experiment can be shipped again with another variant. Costs 1 upstream call. Requires approval if a policy covers changes to flags.',
});
