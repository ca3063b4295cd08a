import { builder } from '../../../core/builder.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';

const ArchiveExperimentInput = builder.inputType('ArchiveExperimentInput', {
  description: 'Which experiment to archive, and whether its flag goes along.',
  fields: (t) => ({
    ...lifecycleFields(t),
    disableFeatureFlag: t.boolean({
      description:
        'True turns the flag off and archives it as well; needs the scope `feature_flag:write`. Otherwise only a flag that is off already is archived along.',
    }),
  }),
});

lifecycleMutation('archiveExperiment', {
  action: 'archive',
  input: ArchiveExperimentInput,
  description: 'Puts an ended experiment out of sight; its status stays STOPPED. 1 upstream call.',
});
