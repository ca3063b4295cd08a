import { builder } from '../../../core/builder.ts';
import { searchTermsOf } from '../create-with-recovery.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { fetchExperimentNow } from '../fetch-now.ts';

const DuplicateExperimentInput = builder.inputType('DuplicateExperimentInput', {
  description: 'The experiment to copy, and how to name the copy.',
  fields: (t) => ({
    ...lifecycleFields(t),
    name: t.string({
      description: 'Name of the copy, up to 400 characters. Defaults to `<name> (Copy)`.',
    }),
    featureFlagKey: t.string({
      description:
        "Key of the copy's flag. If omitted, the copy shares the original's flag; a new key creates a flag like the original, turned off. With the key of another flag that exists, the copy uses that flag as it is: pausing or shipping the copy then changes it for all experiments that use it. `featureFlag(key:)` says whether a key is in use.",
    }),
  }),
});

lifecycleMutation('duplicateExperiment', {
  action: 'duplicate',
  input: DuplicateExperimentInput,
  description:
    'Creates a draft copy in the same project, with settings and metrics but without dates, results, conclusion and holdout. `experiment` is the copy. Costs 1 upstream call.',
  copy: ({ context }, key, { name, featureFlagKey }) => ({
    projectId: key.projectId,
    recovery: async () => {
      if (name != null) return searchTermsOf(name, featureFlagKey);
      const source = await fetchExperimentNow(context, key);
      if (!source) return null;
      const copied = `${source.name} (Copy)`;
      return {
        search: copied,
        // PostHog numbers copies whose name is already in use: `Checkout (Copy) 2`.
        matches: (row) =>
          row.name.startsWith(copied) &&
          /^( \d+)?$/.test(row.name.slice(copied.length)) &&
          row.feature_flag_key === (featureFlagKey?.trim() ?? source.feature_flag_key),
      };
    },
  }),
});
