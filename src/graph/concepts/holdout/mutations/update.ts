import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import { builder } from '../../../core/builder.ts';
import { GUARDED_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { includes } from '../../../mutations/includes.ts';
import { foundOrNull, write } from '../../../mutations/write.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { holdoutLoader } from '../loader.ts';
import { holdoutPayload } from '../payload.ts';
import { checkHoldout, holdoutFields } from '../write.ts';

const UpdateHoldoutInput = builder.inputType('UpdateHoldoutInput', {
  description: 'The changes to a holdout. Omitted fields do not change.',
  fields: (t) => ({
    id: t.id({ required: true, description: "The holdout's `id`, or PostHog's number for it." }),
    name: t.string({ description: 'New name, up to 400 characters.' }),
    ...holdoutFields(t),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('updateHoldout', {
  description:
    'Changes a holdout. A new percentage is applied to the flags of its experiments immediately. Costs 1 upstream call. A new percentage requires approval if a policy covers the holdout or its flags.',
  input: UpdateHoldoutInput,
  payload: holdoutPayload('UpdateHoldoutPayload', 'Returned by `updateHoldout` on success.'),
  problems: GUARDED_PROBLEMS,
  destructive: true,
  calls: () => ['experiment_holdouts_partial_update'],
  resolve: async (run, input) => {
    const { context, faults } = run;
    const key = run.key('Holdout', input.id);
    const filters = checkHoldout(faults, input);
    run.raiseFaults();
    const { projectId, posthogId } = key;
    const path = { project_id: projectId, id: posthogId };
    const body = { name: input.name ?? undefined, description: input.description, filters };
    return write(run, {
      send: () => context.posthog.call('experiment_holdouts_partial_update', { path, body }),
      find: async () => {
        const row = await foundOrNull(
          context.posthog.call('experiment_holdouts_retrieve', { path }),
        );
        return row && includes(row, body) ? row : null;
      },
      answer: (row, reconciled) => {
        forgetExperimentsAndFlags(context);
        holdoutLoader(context).clear(key).prime(key, row);
        return {
          typename: 'UpdateHoldoutPayload',
          holdout: { projectId, row },
          reconciled,
          notStored: notStored('experiment_holdouts_partial_update', body, row),
        };
      },
    });
  },
});
