import { builder } from '../../../core/builder.ts';
import { searchTermsOf } from '../create-with-recovery.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { fetchExperimentNow } from '../fetch-now.ts';

const MigrateExperimentInput = builder.inputType('MigrateExperimentInput', {
  description: 'The legacy experiment to re-create on the current engine.',
  fields: lifecycleFields,
});

lifecycleMutation('migrateExperiment', {
  action: 'migrate',
  input: MigrateExperimentInput,
  description:
    'Re-creates a legacy experiment on the current engine, on the same flag. `experiment` is the new one; repeating the call returns the same one. Legacy shared metrics that it uses become new shared metrics. `statsConfig.migratedFrom` and `migratedTo` link the two. Costs 1 upstream call.',
  copy: ({ context }, key) => ({
    projectId: key.projectId,
    recovery: async () => {
      const source = await fetchExperimentNow(context, key);
      return source && searchTermsOf(source.name, source.feature_flag_key);
    },
  }),
});
