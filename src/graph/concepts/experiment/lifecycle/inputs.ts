import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import type { InputFields } from '../../../mutations/define-mutation.ts';
import { ExperimentConclusion } from '../enums.ts';

/** Fields shared by every lifecycle input. */
export const lifecycleFields = (t: InputFields) => ({
  id: t.id({
    required: true,
    description: "The experiment's `id`, or PostHog's number for it.",
  }),
  projectId: projectField(t),
  expectedVersion: t.int({
    description:
      'Act only if the experiment is still at this `version`; otherwise the result is a VersionConflict. Costs 1 more upstream call for actions where PostHog does not compare versions itself. Pausing and resuming change only the flag and leave the version unchanged.',
  }),
  dryRun: t.boolean({
    description:
      'Whether to perform a dry run, which computes what would happen, with 1 upstream call that only reads, and changes nothing.',
  }),
  idempotencyKey: idempotencyField(t),
});

/** Fields shared by the inputs that end an experiment. */
export const endingFields = (t: InputFields) => ({
  conclusion: t.field({ type: ExperimentConclusion.ref, description: "The team's conclusion." }),
  conclusionComment: t.string({
    description: 'The reasons for the conclusion, up to 4,000 characters.',
  }),
  openCleanupPr: t.boolean({
    description:
      'Whether PostHog should open a pull request that removes the flag from the code. Requires the scope `task:write`.',
  }),
  repository: t.string({
    description: 'Repository (`owner/name`) for the clean-up pull request, up to 255 characters.',
  }),
  setRepositoryAsTeamDefault: t.boolean({
    description:
      "Whether to save `repository` as the team's default. Requires the scope `project:write`.",
  }),
});
