import { builder } from '../../builder.ts';
import { called } from '../created.ts';
import { lifecycleFields } from '../lifecycle/fields.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { readExperiment } from '../read.ts';

const MigrateExperimentInput = builder.inputType('MigrateExperimentInput', {
  description: 'The legacy experiment to re-create on the current engine.',
  fields: lifecycleFields,
});

lifecycleMutation('migrateExperiment', {
  action: 'migrate',
  input: MigrateExperimentInput,
  description:
    'Re-creates a legacy experiment on the current engine. `experiment` is the new one; repeating the call returns the same one. Costs 1 upstream call.',
  copy: ({ context }, key) => ({
    projectId: key.projectId,
    sought: async () => {
      const source = await readExperiment(context, key);
      return source && called(source.name, source.feature_flag_key);
    },
  }),
});
