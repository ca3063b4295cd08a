import { builder } from '../../../core/builder.ts';
import { create, recoverCreated } from '../create-with-recovery.ts';
import { asPayload, experimentPayload } from '../payload.ts';
import { mutationField, PLAIN_PROBLEMS } from '../../../mutations/define-mutation.ts';
import { idempotencyField, projectField, withoutNulls } from '../../../mutations/common-inputs.ts';
import type { Wire } from '../../../core/wire.ts';

const CreateExperimentFromPromptInput = builder.inputType('CreateExperimentFromPromptInput', {
  description: 'The versions of an LLM prompt to compare, and the metrics.',
  fields: (t) => ({
    promptName: t.string({ required: true, description: 'Name of the prompt.' }),
    versions: t.intList({
      required: true,
      description: '2 to 10 versions of the prompt. The first is the control.',
    }),
    templates: t.stringList({
      required: true,
      description: 'Keys of 1 to 3 `promptTemplates`: the metrics to set up.',
    }),
    name: t.string({
      description: 'Name of the experiment. Derived from the versions if omitted.',
    }),
    featureFlagKey: t.string({
      description: 'Key of the new flag. Derived from the name if omitted. Must not be in use.',
    }),
    description: t.string({ description: 'What is tested and why, up to 3,000 characters.' }),
    projectId: projectField(t),
    idempotencyKey: idempotencyField(t),
  }),
});

const PAYLOAD = 'CreateExperimentFromPromptPayload';

mutationField('createExperimentFromPrompt', {
  description:
    'Creates a draft experiment with one variant per version of an LLM prompt, including its flag and metrics. Costs 1 upstream call. Also requires the scope `llm_prompt:read`.',
  input: CreateExperimentFromPromptInput,
  payload: experimentPayload(PAYLOAD, 'Returned by `createExperimentFromPrompt` on success.'),
  problems: PLAIN_PROBLEMS,
  calls: () => ['experiments_create_from_prompt_create'],
  bringsDetail: true,
  project: 'answered',
  resolve: async (run, sent) => {
    const { context, faults, projectId } = run;
    const input = withoutNulls(sent);
    const { promptName, versions, templates, name, featureFlagKey, description } = input;
    faults.text('promptName', promptName, { max: 400 });
    faults.count('versions', versions, { min: 2, max: 10 });
    faults.distinct('versions', versions, 'version');
    for (const [index, version] of versions.entries()) {
      faults.range(`versions.${index}`, version, { min: 1 });
    }
    faults.count('templates', templates, { min: 1, max: 3 });
    faults.distinct('templates', templates, 'template');
    faults.text('name', name, { max: 400 });
    faults.text('featureFlagKey', featureFlagKey, { max: 400 });
    faults.text('description', description, { max: 3_000, blank: true });
    run.raiseFaults();
    // PostHog generates this name: `summary: v1, v2 (cost)`.
    const expected =
      name?.trim() ?? `${promptName}: ${versions.map((version) => `v${version}`).join(', ')}`;
    const creation = {
      projectId,
      send: () =>
        context.posthog.call('experiments_create_from_prompt_create', {
          path: { project_id: projectId },
          body: {
            prompt_name: promptName,
            versions,
            // PostHog itself reports the keys it does not know.
            templates: templates as Wire['PromptTemplateKey'][],
            ...(name !== undefined && { name }),
            ...(featureFlagKey !== undefined && { feature_flag_key: featureFlagKey }),
            ...(description !== undefined && { description }),
          },
        }),
      recovery: {
        search: expected,
        matches: (row: { name: string; feature_flag_key: string }) =>
          row.name.startsWith(expected) &&
          (featureFlagKey === undefined || row.feature_flag_key === featureFlagKey.trim()),
      },
    };
    return run.once(async () => asPayload(PAYLOAD, await create(run, creation)), {
      recover: async (error) => asPayload(PAYLOAD, await recoverCreated(run, creation, error)),
    });
  },
});
