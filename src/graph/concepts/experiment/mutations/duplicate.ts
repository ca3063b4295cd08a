import { builder } from '../../../core/builder.ts';
import { searchTermsOf } from '../create-with-recovery.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { fetchExperimentNow } from '../fetch-now.ts';

const DuplicateExperimentInput = builder.inputType('DuplicateExperimentInput', {
  description: 'Which experiment to copy, and what to call the copy.',
  fields: (t) => ({
    ...lifecycleFields(t),
    name: t.string({
      description: 'Name of the copy, up to 400 characters; `<name> (Copy)` when left out.',
    }),
    featureFlagKey: t.string({
      description:
        'Key of its flag. Left out, the copy shares the flag; a new key makes a new flag like it, turned off.',
    }),
  }),
});

lifecycleMutation('duplicateExperiment', {
  action: 'duplicate',
  input: DuplicateExperimentInput,
  description:
    'Makes a draft copy in the same project: settings and metrics, without dates, results, conclusion and holdout. `experiment` is the copy. 1 upstream call.',
  copy: ({ context }, key, { name, featureFlagKey }) => ({
    projectId: key.projectId,
    sought: async () => {
      if (name != null) return searchTermsOf(name, featureFlagKey);
      const source = await fetchExperimentNow(context, key);
      if (!source) return null;
      const copied = `${source.name} (Copy)`;
      return {
        search: copied,
        // PostHog numbers copies whose name is taken: `Checkout (Copy) 2`.
        matches: (row) =>
          row.name.startsWith(copied) &&
          /^( \d+)?$/.test(row.name.slice(copied.length)) &&
          row.feature_flag_key === (featureFlagKey?.trim() ?? source.feature_flag_key),
      };
    },
  }),
});
