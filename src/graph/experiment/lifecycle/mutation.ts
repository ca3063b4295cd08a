import type { InputObjectRef } from '@pothos/core';
import {
  ALL_PROBLEMS,
  mutationField,
  pascal,
  type InputFields,
  type Types,
} from '../../mutation/field.ts';
import type { Problem } from '../../problems/problem-of.ts';
import { projectOf } from '../../project/argument.ts';
import { ExperimentConclusion } from '../enums.ts';
import { deletionPayload, experimentPayload } from '../payload.ts';
import { actionOf, type ExperimentActionName } from './actions.ts';
import type { ActionOptions } from './options.ts';
import { checkOptions } from './check-options.ts';
import { lookAgain, perform, rehearse, type Performed } from './perform.ts';

/** What every input about one experiment has. */
export interface LifecycleInput extends ActionOptions {
  readonly id: string;
  readonly projectId?: string | null | undefined;
  readonly dryRun?: boolean | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** Fields of every lifecycle input. */
export const lifecycleFields = (t: InputFields) => ({
  id: t.id({
    required: true,
    description: "The experiment's `id`, or PostHog's number for it.",
  }),
  projectId: t.id({
    description:
      'Project a bare number is looked up in, or `@current`; the configured project when left out.',
  }),
  expectedVersion: t.int({
    description:
      'Do it only if the experiment is still at this `version`; VersionConflict otherwise. Costs 1 upstream call more where PostHog does not compare versions itself. Pause and resume change the flag only and leave the version alone.',
  }),
  dryRun: t.boolean({
    description:
      'True works out what would happen, from 1 upstream call that reads, and changes nothing.',
  }),
  idempotencyKey: t.string({
    description:
      'Any word of your own, up to 255 characters. A repeat with the same word and input inside ten minutes gets the first answer and does nothing again.',
  }),
});

/** Fields of the inputs that end an experiment. */
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

/** Declares the mutation of an action: payload, result and resolver. */
export function lifecycleMutation<Input extends LifecycleInput>(
  field: string,
  {
    action: name,
    input,
    description,
  }: {
    readonly action: ExperimentActionName;
    readonly input: InputObjectRef<Types, Input>;
    readonly description: string;
  },
): void {
  const action = actionOf(name);
  const typename = `${pascal(field)}Payload`;
  const payload = name === 'delete' || name === 'restore' ? deletionPayload : experimentPayload;
  mutationField(field, {
    description,
    input,
    payload: payload(typename, `What \`${field}\` answers when it was not refused.`),
    problems: ALL_PROBLEMS,
    resolve: async (run, values) => {
      const { faults, context } = run;
      const project = faults.reading('projectId', () => projectOf(values, context)) ?? '';
      const key = faults.key('Experiment', values.id, project, 'id');
      checkOptions(run, values);
      faults.raise();
      run.about({ experiment: key, expectedVersion: values.expectedVersion });
      if (values.dryRun) return named(await rehearse(run, action, key, values), typename);
      return run.once(
        { ...values, projectId: project },
        async () => named(await perform(run, action, key, values), typename),
        async (error) => named(await lookAgain(run, action, key, values, error), typename),
      );
    },
  });
}

const named = (outcome: Performed | Problem, typename: string) =>
  'typename' in outcome ? outcome : { typename, ...outcome };
