import { builder } from '../../../core/builder.ts';
import { searchTermsOf } from '../create-with-recovery.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { fetchExperimentNow } from '../fetch-now.ts';

const CopyExperimentToProjectInput = builder.inputType('CopyExperimentToProjectInput', {
  description: 'Which experiment to copy, and where to.',
  fields: (t) => ({
    ...lifecycleFields(t),
    targetProjectId: t.id({
      required: true,
      description:
        "Number of the project to copy to, of the same organisation. PostHog's wire name is `target_team_id`.",
    }),
    name: t.string({
      description: 'Name of the copy, up to 400 characters; `<name> (Copy)` when left out.',
    }),
    featureFlagKey: t.string({
      description:
        'Key of its flag there: a flag with this key is used, else one like the original is made, turned off. The key of the original when left out.',
    }),
  }),
});

lifecycleMutation('copyExperimentToProject', {
  action: 'copyToProject',
  input: CopyExperimentToProjectInput,
  description:
    'Makes a draft copy in another project of the organisation, without shared metrics and holdout. `experiment` is the copy, in the other project. 1 upstream call.',
  copy: ({ context }, key, { name, featureFlagKey, targetProjectId }) => ({
    projectId: targetProjectId,
    sought: async () => {
      if (name != null) return searchTermsOf(name, featureFlagKey);
      const source = await fetchExperimentNow(context, key);
      if (!source) return null;
      return {
        search: source.name,
        matches: (row) =>
          row.name.startsWith(source.name) &&
          row.feature_flag_key === (featureFlagKey?.trim() ?? source.feature_flag_key),
      };
    },
  }),
});
