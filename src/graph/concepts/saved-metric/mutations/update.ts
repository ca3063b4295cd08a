import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import { builder } from '../../../core/builder.ts';
import { metricToWire } from '../../metric/input/to-wire.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { includes } from '../../../mutations/includes.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { savedMetricLoader } from '../loader.ts';
import { savedMetricPayload } from '../payload.ts';
import { checkSavedMetric, metricField, savedMetricFields } from '../write.ts';

const UpdateSavedMetricInput = builder.inputType('UpdateSavedMetricInput', {
  description: 'The changes to a shared metric. Omitted fields do not change.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: "The shared metric's `id`, or PostHog's number for it.",
    }),
    name: t.string({ description: 'New name, up to 400 characters.' }),
    metric: metricField(t),
    ...savedMetricFields(t),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('updateSavedMetric', {
  description: 'Changes a shared metric in every experiment that uses it. Costs 1 upstream call.',
  input: UpdateSavedMetricInput,
  payload: savedMetricPayload(
    'UpdateSavedMetricPayload',
    'Returned by `updateSavedMetric` on success.',
  ),
  problems: ['LifecycleConflict', ...PLAIN_PROBLEMS],
  destructive: true,
  calls: () => ['experiment_saved_metrics_partial_update'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const key = run.key('SavedMetric', input.id);
    checkSavedMetric(faults, input, true);
    run.raiseFaults();
    const { projectId, posthogId } = key;
    const path = { project_id: projectId, id: posthogId };
    const body = {
      name: input.name ?? undefined,
      description: input.description,
      query: input.metric ? metricToWire(input.metric) : undefined,
      tags: input.tags ?? undefined,
    };
    return write(run, {
      send: () => context.posthog.call('experiment_saved_metrics_partial_update', { path, body }),
      find: async () => {
        const row = await foundOrNull(
          context.posthog.call('experiment_saved_metrics_retrieve', { path }),
        );
        return row && includes(row, body) ? row : null;
      },
      answer: (row, reconciled) => {
        forgetExperimentsAndFlags(context);
        savedMetricLoader(context).clear(key).prime(key, row);
        return {
          typename: 'UpdateSavedMetricPayload',
          savedMetric: { projectId, row },
          reconciled,
          notStored: notStored('experiment_saved_metrics_partial_update', body, row),
        };
      },
    });
  },
});
