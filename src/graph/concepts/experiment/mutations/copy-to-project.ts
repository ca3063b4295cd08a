import { builder } from '../../../core/builder.ts';
import { searchTermsOf } from '../create-with-recovery.ts';
import { lifecycleFields } from '../lifecycle/inputs.ts';
import { lifecycleMutation } from '../lifecycle/mutation.ts';
import { fetchExperimentNow } from '../fetch-now.ts';

const CopyExperimentToProjectInput = builder.inputType('CopyExperimentToProjectInput', {
  description: 'The experiment to copy, and the destination.',
  fields: (t) => ({
    ...lifecycleFields(t),
    targetProjectId: t.id({
      required: true,
      description:
        "Number of the project to copy to, in the same organisation. PostHog's wire name is `target_team_id`.",
    }),
    name: t.string({
      description: 'Name of the copy, up to 400 characters. Defaults to `<name> (Copy)`.',
    }),
    featureFlagKey: t.string({
      description:
        "Key of the copy's flag in the target project. A flag with this key is reused if it exists; otherwise a flag like the original is created, turned off. Defaults to the original's key.",
    }),
  }),
});

lifecycleMutation('copyExperimentToProject', {
  action: 'copyToProject',
  input: CopyExperimentToProjectInput,
  description:
    'Creates a draft copy in another project of the organisation, without shared metrics and holdout. `experiment` is the copy in the other project. Costs 1 upstream call.',
  copy: ({ context }, key, { name, featureFlagKey, targetProjectId }) => ({
    projectId: targetProjectId,
    recovery: async () => {
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
