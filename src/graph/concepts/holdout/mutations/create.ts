import { notStored } from '../../../../posthog/http/decoding/not-stored.ts';
import { builder } from '../../../core/builder.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField } from '../../../mutations/common-inputs.ts';
import { findCreated, isStoredAs } from '../../../mutations/reconcile.ts';
import { write } from '../../../mutations/write.ts';
import { holdoutLoader } from '../loader.ts';
import { holdoutPayload } from '../payload.ts';
import { checkHoldout, holdoutFields } from '../write.ts';

const CreateHoldoutInput = builder.inputType('CreateHoldoutInput', {
  description: 'The holdout to create, with `exclusionPercentage` or `groups`.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, up to 400 characters.' }),
    ...holdoutFields(t),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

mutationField('createHoldout', {
  description:
    'Creates a holdout: a percentage of people excluded from every experiment that uses it. Costs 1 upstream call.',
  input: CreateHoldoutInput,
  payload: holdoutPayload('CreateHoldoutPayload', 'Returned by `createHoldout` on success.'),
  problems: PLAIN_PROBLEMS,
  calls: () => ['experiment_holdouts_create'],
  resolve: async (run, input) => {
    const { context, faults, projectId } = run;
    const filters = checkHoldout(faults, input);
    if (!filters) {
      faults.add('exclusionPercentage', 'REQUIRED', 'Specify how many people to exclude.');
    }
    run.raiseFaults();
    const path = { project_id: projectId };
    const { name, description } = input;
    const body = { name, description, filters };
    return write(run, {
      send: () => context.posthog.call('experiment_holdouts_create', { path, body }),
      find: async () => {
        const { results } = await context.posthog.allPages('experiment_holdouts_list', { path });
        return findCreated(context, results, {
          kind: 'Holdout',
          since: run.since,
          matches: (row) => isStoredAs(row.name, name),
        });
      },
      answer: async (row, reconciled) => {
        await context.answeredCreations.add('Holdout', row);
        holdoutLoader(context).prime({ projectId, posthogId: row.id }, row);
        return {
          typename: 'CreateHoldoutPayload',
          holdout: { projectId, row },
          reconciled,
          notStored: notStored('experiment_holdouts_create', body, row),
        };
      },
    });
  },
});
