import { builder } from '../../../core/builder.ts';
import { ALL_PROBLEMS, mutationField } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField, withoutNulls } from '../../../mutations/common-inputs.ts';
import { searchTermsOf, create, recoverCreated } from '../create-with-recovery.ts';
import { ExperimentKind } from '../enums.ts';
import { asPayload, experimentPayload } from '../payload.ts';
import { writeBody } from '../write-body.ts';
import { checkWrite } from '../write-check.ts';
import { writeFields } from '../write-fields.ts';

const CreateExperimentInput = builder.inputType('CreateExperimentInput', {
  description:
    "The experiment to create. Only the name and the flag's key are required; PostHog has defaults for the rest.",
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name, up to 400 characters.' }),
    featureFlagKey: t.string({
      required: true,
      description:
        "Key of the experiment's flag. A flag is created if none has this key; an existing flag is linked unchanged.",
    }),
    kind: t.field({
      type: ExperimentKind.ref,
      description: "Defaults to PRODUCT. Cannot be changed later. PostHog's wire name is `type`.",
    }),
    ...writeFields(t),
    createInFolder: t.string({
      description: 'Folder of the project tree to create it in, such as `Growth/Checkout`.',
    }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

const PAYLOAD = 'CreateExperimentPayload';

mutationField('createExperiment', {
  description:
    'Creates a draft experiment and, if the key is new, its feature flag. With `startDate`, the experiment is launched immediately. Costs 1 upstream call.',
  input: CreateExperimentInput,
  payload: experimentPayload(PAYLOAD, 'Returned by `createExperiment` on success.'),
  problems: ALL_PROBLEMS,
  destructive: true,
  calls: () => ['experiments_create'],
  bringsDetail: true,
  project: 'answered',
  resolve: async (run, sent) => {
    const { context, faults, projectId } = run;
    const input = withoutNulls(sent);
    const references = checkWrite(faults, input, projectId);
    run.raiseFaults();
    const body = {
      ...writeBody(input, references),
      name: input.name,
      feature_flag_key: input.featureFlagKey,
      type: input.kind,
      _create_in_folder: input.createInFolder,
    };
    const creation = {
      projectId,
      sent: body,
      send: () =>
        context.posthog.call('experiments_create', { path: { project_id: projectId }, body }),
      recovery: searchTermsOf(input.name, input.featureFlagKey),
    };
    return run.once(async () => asPayload(PAYLOAD, await create(run, creation)), {
      recover: async (error) => asPayload(PAYLOAD, await recoverCreated(run, creation, error)),
    });
  },
});
