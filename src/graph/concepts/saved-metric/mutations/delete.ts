import { builder } from '../../../core/builder.ts';
import { deletedPayload } from '../../../mutations/deletion.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { projectOf } from '../../../core/project-argument.ts';
import { savedMetricLoader } from '../loader.ts';

const DeleteSavedMetricInput = builder.inputType('DeleteSavedMetricInput', {
  description: 'The shared metric to delete.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The shared metric's `id`, or PostHog's number for it.",
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('deleteSavedMetric', {
  description:
    'Deletes a shared metric permanently and removes it from every experiment that uses it. Costs 1 upstream call.',
  input: DeleteSavedMetricInput,
  payload: deletedPayload('DeleteSavedMetricPayload', 'SavedMetric', 'shared metric'),
  problems: PLAIN_PROBLEMS,
  destructive: true,
  calls: () => ['experiment_saved_metrics_destroy'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const project = faults.reading('projectId', () => projectOf(input, context)) ?? '';
    const key = faults.key('SavedMetric', input.id, project, 'id');
    run.checkIdempotencyKey(input.idempotencyKey);
    faults.raise();
    const path = { project_id: key.projectId, id: key.posthogId };
    return write<'deleted', { typename: string; key: typeof key; reconciled: boolean }>(run, {
      idempotencyKey: input.idempotencyKey,
      input: { ...input, projectId: key.projectId },
      send: async () => {
        await context.posthog.call('experiment_saved_metrics_destroy', { path });
        return 'deleted';
      },
      find: async () => {
        const row = await foundOrNull(
          context.posthog.call('experiment_saved_metrics_retrieve', { path }),
        );
        return row ? null : 'deleted';
      },
      answer: (_gone, reconciled) => {
        forgetExperimentsAndFlags(context);
        savedMetricLoader(context).clear(key);
        return { typename: 'DeleteSavedMetricPayload', key, reconciled };
      },
    });
  },
});
