import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ArchiveExperimentInput = builder.inputType('ArchiveExperimentInput', {
  description: 'The experiment to archive, and whether to archive its flag as well.',
  fields: (t) => ({
    ...lifecycleFields(t),
    disableFeatureFlag: t.boolean({
      description:
        'True turns the flag off and archives it as well; requires the scope `feature_flag:write`. Otherwise the flag is archived only if it is already off.',
    }),
  }),
});

lifecycleMutation('archiveExperiment', {
  action: 'archive',
  input: ArchiveExperimentInput,
  description:
    'Archives an ended experiment, which hides it from lists. Its status stays STOPPED. Costs 1 upstream call.',
});
