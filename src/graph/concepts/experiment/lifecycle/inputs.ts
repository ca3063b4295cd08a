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
      'Do it only if the experiment is still at this `version`; VersionConflict otherwise. Costs 1 upstream call more where PostHog does not compare versions itself. Pause and resume change the flag only and leave the version alone.',
  }),
  dryRun: t.boolean({
    description:
      'True works out what would happen, from 1 upstream call that reads, and changes nothing.',
  }),
  idempotencyKey: idempotencyField(t),
});

/** Fields shared by the inputs that end an experiment. */
export const endingFields = (t: InputFields) => ({
  conclusion: t.field({ type: ExperimentConclusion.ref, description: 'What the team concludes.' }),
  conclusionComment: t.string({ description: 'The reasons; up to 4,000 characters.' }),
  openCleanupPr: t.boolean({
    description:
      'True has PostHog open a pull request that removes the flag from the code; needs the scope `task:write`.',
  }),
  repository: t.string({
    description: 'Repository (`owner/name`) of that pull request, up to 255 characters.',
  }),
  setRepositoryAsTeamDefault: t.boolean({
    description: 'True keeps that repository for the next time; needs the scope `project:write`.',
  }),
});
