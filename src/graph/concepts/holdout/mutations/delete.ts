import { builder } from '../../../core/builder.ts';
import { deletedPayload } from '../../../mutations/deletion.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { projectOf } from '../../../core/project-argument.ts';
import { holdoutLoader } from '../loader.ts';

const DeleteHoldoutInput = builder.inputType('DeleteHoldoutInput', {
  description: 'The holdout to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: "The holdout's `id`, or PostHog's number for it." }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('deleteHoldout', {
  description:
    'Deletes a holdout permanently and removes it from its experiments and their flags, so that people held out so far can be exposed. Costs 1 upstream call.',
  input: DeleteHoldoutInput,
  payload: deletedPayload('DeleteHoldoutPayload', 'Holdout', 'holdout'),
  problems: PLAIN_PROBLEMS,
  destructive: true,
  calls: () => ['experiment_holdouts_destroy'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const project = faults.reading('projectId', () => projectOf(input, context)) ?? '';
    const key = faults.key('Holdout', input.id, project, 'id');
    run.checkIdempotencyKey(input.idempotencyKey);
    faults.raise();
    const path = { project_id: key.projectId, id: key.posthogId };
    return write<'deleted', { typename: string; key: typeof key; reconciled: boolean }>(run, {
      idempotencyKey: input.idempotencyKey,
      input: { ...input, projectId: key.projectId },
      send: async () => {
        await context.posthog.call('experiment_holdouts_destroy', { path });
        return 'deleted';
      },
      find: async () => {
        const row = await foundOrNull(
          context.posthog.call('experiment_holdouts_retrieve', { path }),
        );
        return row ? null : 'deleted';
      },
      answer: (_gone, reconciled) => {
        forgetExperimentsAndFlags(context);
        holdoutLoader(context).clear(key);
        return { typename: 'DeleteHoldoutPayload', key, reconciled };
      },
    });
  },
});
